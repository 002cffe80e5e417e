// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/backupreading.h"

#include "models/runs/detach.h"
#include "models/store/backupstore.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

namespace {

Result<BackupReading::Records> readAll(const QString &file, const std::optional<Secret> &key, std::stop_token stop)
{
    auto all = std::make_shared<std::vector<BackupRecord>>();
    bool tooMany = false;
    const Result<BackupInfo> read = readBackup(file, key, [&](std::vector<BackupRecord> records) {
        tooMany = all->size() + records.size() > BackupReading::maxRecords;
        if (stop.stop_requested() || tooMany)
            return false;
        std::move(records.begin(), records.end(), std::back_inserter(*all));
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    if (tooMany)
        return tl::unexpected(ApiError{.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("backup_records")});
    return BackupReading::Records(std::move(all));
}

} // namespace

BackupReading::BackupReading(BackupStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

BackupReading::~BackupReading()
{
    m_question.request_stop();
}

void BackupReading::request(const BackupInfo &backup)
{
    m_question.request_stop();
    m_question = std::stop_source();
    detach(answer(this, &m_store, backup, m_question.get_token()));
}

QCoro::Task<void> BackupReading::answer(QPointer<BackupReading> self, BackupStore *store, BackupInfo backup,
                                        std::stop_token stop)
{
    // The store may go while this waits; it wakes its waiters with Cancelled before it does.
    const Result<std::optional<Secret>> key = co_await store->key(backup, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (!key) {
        Q_EMIT self->failed(backup.file, key.error());
        co_return;
    }
    const QFuture<Result<Records>> reading
        = QtConcurrent::run([file = backup.file, key = *key, stop] { return readAll(file, key, stop); });
    const Result<Records> records = co_await reading;
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (records)
        Q_EMIT self->loaded(backup.file, *records);
    else
        Q_EMIT self->failed(backup.file, records.error());
}

} // namespace muster
