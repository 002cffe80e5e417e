// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/restorepreview.h"

#include <QObject>
#include <QPointer>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class BackupStore;

/// Reads the contacts of a backup for a window, which sees what restoring can do for each: the key from the store, the
/// file on a worker. An answer that a newer question overtook is dropped. GUI thread.
class BackupReading : public QObject
{
    Q_OBJECT

public:
    /// More than these are not shown one by one (they can be restored as a whole): LimitExceeded.
    static constexpr std::size_t maxRecords = 2'000'000;

    explicit BackupReading(BackupStore &store, QObject *parent = nullptr);
    ~BackupReading() override;
    void request(const BackupInfo &backup);
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
    static QCoro::Task<void> answer(QPointer<BackupReading> self, BackupStore *store, BackupInfo backup,
                                    std::stop_token stop);
    static QCoro::Task<void> removeOne(QPointer<BackupReading> self, BackupStore *store, BackupInfo backup);
    static QCoro::Task<void> writeList(QPointer<BackupReading> self, SharedRestorePreview preview, QString file,
                                       std::stop_token stop);

    BackupStore &m_store;
    std::stop_source m_question;
    std::stop_source m_writing;
};

} // namespace muster
