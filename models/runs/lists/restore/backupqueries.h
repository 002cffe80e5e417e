// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/runs/lists/restore/restorerules.h"
#include "models/sinks/csvrows.h"
#include "models/store/backupfile.h"
#include "models/store/backupstore.h"
#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <array>
#include <memory>
#include <stop_token>
#include <vector>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class BackupStore;

/// The contacts of a backup with what restoring can do for each, as far as the backup alone can tell: what the list
/// holds by now is for the run to find out. Immutable, made on a worker.
struct RestorePreview
{
    std::vector<BackupRecord> records;
    std::vector<RestoreChance> chances; ///< Of each record.
    std::array<qint64, restoreChanceCount> counts{}; ///< By RestoreChance.
    std::size_t longestId = 0; ///< Bytes.

    [[nodiscard]] qint64 count(RestoreChance chance) const { return counts[std::size_t(chance)]; }
};
using SharedRestorePreview = std::shared_ptr<const RestorePreview>;

/// `form`: how the tenant keeps numbers.
[[nodiscard]] SharedRestorePreview previewRestore(std::vector<BackupRecord> records,
                                                  NumberForm form = NumberForm::Text);

/// The contacts that cannot be restored, as CSV for spreadsheets (see CsvRows): contactId, original, written, reason.
/// So that a person can see to them. The file appears when it is complete and synced, mode 0600; "exists" where there
/// is one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writeNotRestorable(const RestorePreview &preview, const QString &file,
                                                     const std::stop_token &stop);

/// Looks which backups there are, for a window; the disk on a worker. An answer that a newer question overtook is
/// dropped. GUI thread.
class BackupListQuery : public QObject
{
    Q_OBJECT

public:
    explicit BackupListQuery(const BackupStore &store, QObject *parent = nullptr);
    void request();

Q_SIGNALS:
    /// See BackupStore::list() and BackupStore::erased().
    void loaded(const QList<muster::BackupInfo> &backups, const QList<muster::ErasedBackup> &erased);
    void failed(const muster::ApiError &error); ///< In its stead: the work threw (F109).

private:
    const BackupStore &m_store;
    WorkerJob<std::pair<QList<BackupInfo>, QList<ErasedBackup>>> m_job;
};

/// Reads the contacts of a backup for a window, which sees what restoring can do for each: the key from the store, the
/// file on a worker. An answer that a newer question overtook is dropped. GUI thread.
class BackupContactsQuery : public QObject
{
    Q_OBJECT

public:
    /// More than these are not shown one by one (they can be restored as a whole): LimitExceeded.
    static constexpr std::size_t maxRecords = 2'000'000;

    explicit BackupContactsQuery(BackupStore &store, QObject *parent = nullptr);
    ~BackupContactsQuery() override;
    void request(const BackupInfo &backup, NumberForm form = NumberForm::Text);
    /// Writes what cannot be restored to a new file, see writeNotRestorable(); written() follows.
    void write(const SharedRestorePreview &preview, const QString &file);
    /// Deletes it, as a person wants; BackupStore::changed() or notRemoved() follows.
    void remove(const BackupInfo &backup);

Q_SIGNALS:
    void loaded(const QString &file, const muster::SharedRestorePreview &preview);
    void failed(const QString &file, const muster::ApiError &error);
    void written(const muster::Result<muster::WrittenFile> &file);
    void notRemoved(const muster::ApiError &error);

private:
    static QCoro::Task<void> answer(QPointer<BackupContactsQuery> self, BackupStore *store, BackupInfo backup,
                                    NumberForm form, std::stop_token stop);

    BackupStore &m_store;
    std::stop_source m_question;
    std::stop_source m_writing;
};

} // namespace muster
