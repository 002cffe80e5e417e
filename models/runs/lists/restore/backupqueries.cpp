// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/backupqueries.h"

#include "models/runs/detach.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

SharedRestorePreview previewRestore(std::vector<BackupRecord> records, NumberForm form)
{
    auto preview = std::make_shared<RestorePreview>();
    preview->chances.reserve(records.size());
    for (const BackupRecord &record : records) {
        const RestoreChance chance = RestoreRules::chanceOf(record.why, record.phone, form);
        preview->chances.push_back(chance);
        ++preview->counts[std::size_t(chance)];
        preview->longestId = std::max(preview->longestId, record.contactId.size());
    }
    preview->records = std::move(records);
    return preview;
}

Result<WrittenFile> writeNotRestorable(const RestorePreview &preview, const QString &file, const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("original"), QStringLiteral("written"),
                             QStringLiteral("reason")}));
    for (std::size_t i = 0; i < preview.records.size(); ++i) {
        if (preview.chances[i] != RestoreChance::NotWritable)
            continue;
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        const BackupRecord &record = preview.records[i];
        TRY_VOID(out->add({record.contactId, record.phone, record.newPhone, "not_writable"}));
    }
    return out->finish();
}

namespace {

using Both = std::pair<QList<BackupInfo>, QList<ErasedBackup>>;

} // namespace

BackupListQuery::BackupListQuery(const BackupStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_job([this](const Both &both) { Q_EMIT loaded(both.first, both.second); },
            [this](const ApiError &thrown) { Q_EMIT failed(thrown); })
{
}

void BackupListQuery::request()
{
    m_job.start([list = m_store.lister(), erased = m_store.erasedLister()](const std::stop_token &) {
        return Both(list(), erased());
    });
}

namespace {

Result<SharedRestorePreview> readAll(const QString &file, const std::optional<Secret> &key, NumberForm form,
                                     std::stop_token stop)
{
    std::vector<BackupRecord> all;
    bool tooMany = false;
    const Result<BackupInfo> read = readBackup(file, key, [&](std::vector<BackupRecord> records) {
        tooMany = all.size() + records.size() > BackupContactsQuery::maxRecords;
        if (stop.stop_requested() || tooMany)
            return false;
        std::move(records.begin(), records.end(), std::back_inserter(all));
        return true;
    });
    if (!read)
        return failure(read.error());
    if (tooMany)
        return failure(ErrorKind::LimitExceeded, "backup_records");
    return previewRestore(std::move(all), form);
}

} // namespace

BackupContactsQuery::BackupContactsQuery(BackupStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

BackupContactsQuery::~BackupContactsQuery()
{
    m_question.request_stop();
    m_writing.request_stop();
}

void BackupContactsQuery::request(const BackupInfo &backup, NumberForm form)
{
    m_question.request_stop();
    m_question = std::stop_source();
    // Later: a small backup could be read before the first wait, and nobody is answered from within the question.
    QMetaObject::invokeMethod(
        this,
        [this, backup, form, stop = m_question.get_token()] {
            if (stop.stop_requested())
                return;
            detach(answer(this, &m_store, backup, form, stop), this,
                   [file = backup.file](BackupContactsQuery *self, const ApiError &thrown) {
                       Q_EMIT self->failed(file, thrown);
                   });
        },
        Qt::QueuedConnection);
}

QCoro::Task<void> BackupContactsQuery::answer(QPointer<BackupContactsQuery> self, BackupStore *store, BackupInfo backup,
                                              NumberForm form, std::stop_token stop)
{
    // The store may go while this waits; it wakes its waiters with Cancelled before it does.
    const Result<std::optional<Secret>> key = co_await store->key(backup, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (!key) {
        Q_EMIT self->failed(backup.file, key.error());
        co_return;
    }
    const QFuture<Result<SharedRestorePreview>> reading
        = QtConcurrent::run([file = backup.file, key = *key, form, stop] { return readAll(file, key, form, stop); });
    const Result<SharedRestorePreview> preview = co_await reading;
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (preview)
        Q_EMIT self->loaded(backup.file, *preview);
    else
        Q_EMIT self->failed(backup.file, preview.error());
}

void BackupContactsQuery::remove(const BackupInfo &backup)
{
    answerTo(
        this, {}, [store = &m_store, backup] { return store->remove(backup, QStringLiteral("person")); },
        [](BackupContactsQuery *self, const Result<void> &removed) {
            if (!removed)
                Q_EMIT self->notRemoved(removed.error());
        });
}

void BackupContactsQuery::write(const SharedRestorePreview &preview, const QString &file)
{
    const auto writing = [preview, file, stop = m_writing.get_token()] {
        return QtConcurrent::run([=] { return writeNotRestorable(*preview, file, stop); });
    };
    answerTo(this, m_writing.get_token(), writing, &BackupContactsQuery::written);
}

} // namespace muster
