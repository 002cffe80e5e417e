// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupstore.h"

#include "models/store/backupfiles.h"
#include "models/store/keyvault.h"
#include "models/store/storethread.h"

#include <QCoro/QCoroFuture>
#include <QPointer>
#include <QtConcurrent>

namespace muster {

namespace {

QString keyName(const QString &runId)
{
    return QStringLiteral("backup/") + runId;
}

ApiError readOnlyError()
{
    return {.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")};
}

} // namespace

BackupStore::BackupStore(const QString &folder, KeyVault &keys, AuditLog &audit, StoreThread &store, bool readOnly,
                         QObject *parent)
    : QObject(parent)
    , m_files(std::make_shared<const BackupFiles>(folder, audit))
    , m_keys(keys)
    , m_store(store)
    , m_readOnly(readOnly)
{
}

BackupStore::~BackupStore() = default;

QCoro::Task<Result<std::unique_ptr<BackupWriter>>> BackupStore::begin(BackupInfo info, Cleartext cleartext,
                                                                      std::stop_token stop)
{
    if (m_readOnly)
        co_return failure(readOnlyError());
    if (info.file.isEmpty())
        info.file = m_files->ownFile(info.runId);
    std::optional<Secret> key = BackupWriter::makeKey();
    const auto kept = co_await m_keys.keep(keyName(info.runId), *key, stop);
    if (!kept && kept.error().kind == ErrorKind::Cancelled)
        co_return tl::unexpected(kept.error());
    if (!kept && cleartext == Cleartext::Refused)
        co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("backup_not_encrypted")});
    // A key that nobody keeps would make the backup worthless; the file's own rights are what is left (S37).
    if (!kept)
        key.reset();
    // Both are moved into and out of what runs there, which a future can only share.
    using Made = std::pair<std::optional<Secret>, Result<std::unique_ptr<BackupWriter>>>;
    const auto made = std::make_shared<Made>(std::move(key), nullptr);
    const QPointer<BackupStore> self(this);
    const QFuture<Result<void>> creating = m_store.run([info, made]() -> Result<void> {
        made->second = BackupWriter::create(info, std::move(made->first));
        return made->second ? Result<void>() : tl::unexpected(made->second.error());
    });
    const Result<void> created = co_await creating;
    if (!created && kept && !self.isNull())
        m_keys.forget(keyName(info.runId));
    if (!created)
        co_return tl::unexpected(created.error());
    co_return Result<std::unique_ptr<BackupWriter>>(std::move(made->second));
}

QCoro::Task<Result<void>> BackupStore::settle(std::function<Result<void>(const BackupFiles &files)> work,
                                              QString forgetKeyOf)
{
    const QPointer<BackupStore> self(this);
    const QFuture<Result<void>> settling
        = m_store.run([files = m_files, work = std::move(work)] { return work(*files); });
    const Result<void> settled = co_await settling;
    if (settled && !self.isNull()) {
        if (!forgetKeyOf.isEmpty())
            m_keys.forget(keyName(forgetKeyOf));
        Q_EMIT changed();
    }
    co_return Result<void>(settled);
}

QCoro::Task<Result<void>> BackupStore::keep(BackupInfo info)
{
    return settle([info = std::move(info)](const BackupFiles &files) { return files.keep(info); }, {});
}

QCoro::Task<Result<std::optional<Secret>>> BackupStore::key(BackupInfo info, std::stop_token stop)
{
    if (!info.encrypted)
        co_return std::optional<Secret>();
    CO_TRY(key, co_await m_keys.find(keyName(info.runId), stop));
    co_return std::optional<Secret>(*std::move(key));
}

QCoro::Task<Result<BackupInfo>> BackupStore::look(QString file)
{
    using Read = std::shared_ptr<Result<BackupInfo>>;
    const QFuture<Read> reading
        = QtConcurrent::run([file] { return std::make_shared<Result<BackupInfo>>(readBackupInfo(file)); });
    const Read read = co_await reading;
    co_return Result<BackupInfo>(*read);
}

std::function<QList<BackupInfo>()> BackupStore::lister() const
{
    return [folder = m_files->folder()] { return BackupFiles::in(folder); };
}

std::function<QList<ErasedBackup>()> BackupStore::erasedLister() const
{
    return [files = m_files] { return files->erased().list(); };
}

QCoro::Task<Result<void>> BackupStore::remove(BackupInfo info, QString why)
{
    if (m_readOnly)
        co_return failure(readOnlyError());
    const QString runId = info.runId;
    co_return co_await settle([info, why](const BackupFiles &files) { return files.remove(info, why); }, runId);
}

QCoro::Task<Result<void>> BackupStore::removeUnrecorded(QString runId, QString file)
{
    if (m_readOnly)
        co_return failure(readOnlyError());
    // The key stays: that of the next backup takes its place.
    co_return co_await settle([runId, file](const BackupFiles &files) { return files.removeUnrecorded(runId, file); },
                              {});
}

int BackupStore::removeExpired(const BelievableTime &now)
{
    if (m_readOnly)
        return 0;
    const BackupFiles::Swept swept = m_files->sweep(now);
    for (const QString &runId : swept.runs)
        m_keys.forget(keyName(runId));
    if (!swept.runs.isEmpty())
        Q_EMIT changed();
    return swept.doubted;
}

QCoro::Task<void> BackupStore::removeExpiredLater(BelievableTime now)
{
    if (m_readOnly)
        co_return;
    const QPointer<BackupStore> self(this);
    const auto swept = std::make_shared<BackupFiles::Swept>();
    const QFuture<Result<void>> sweeping = m_store.run([files = m_files, now, swept]() -> Result<void> {
        *swept = files->sweep(now);
        return {};
    });
    (void)co_await sweeping;
    if (self.isNull() || swept->runs.isEmpty())
        co_return;
    for (const QString &runId : std::as_const(swept->runs))
        m_keys.forget(keyName(runId));
    Q_EMIT changed();
}

} // namespace muster
