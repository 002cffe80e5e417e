// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"

#include <QObject>
#include <QPointer>
#include <memory>
#include <stop_token>
#include <vector>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class BackupStore;

/// Reads the contacts of a backup for a window: the key from the store, the file on a worker. An answer that a newer
/// question overtook is dropped. GUI thread.
class BackupReading : public QObject
{
    Q_OBJECT

public:
    using Records = std::shared_ptr<const std::vector<BackupRecord>>;
    /// More than these are not shown one by one (they can be restored as a whole): LimitExceeded.
    static constexpr std::size_t maxRecords = 2'000'000;

    explicit BackupReading(BackupStore &store, QObject *parent = nullptr);
    ~BackupReading() override;
    void request(const BackupInfo &backup);

Q_SIGNALS:
    void loaded(const QString &file, const std::shared_ptr<const std::vector<muster::BackupRecord>> &records);
    void failed(const QString &file, const muster::ApiError &error);

private:
    static QCoro::Task<void> answer(QPointer<BackupReading> self, BackupStore *store, BackupInfo backup,
                                    std::stop_token stop);

    BackupStore &m_store;
    std::stop_source m_question;
};

} // namespace muster
