// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupstore.h"

#include "models/store/auditlog.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/secretstore.h"
#include "models/store/storethread.h"

#include <QCoro/QCoroFuture>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 maxErasedBytes = 1024 * 1024;

QJsonObject toJson(const ErasedBackup &erased)
{
    const BackupInfo &backup = erased.backup;
    return {{QStringLiteral("run"), backup.runId},
            {QStringLiteral("profile"), backup.profileId},
            {QStringLiteral("profileName"), backup.profileName},
            {QStringLiteral("environment"), environmentKey(backup.environment)},
            {QStringLiteral("list"), backup.listId},
            {QStringLiteral("listName"), backup.listName},
            {QStringLiteral("plan"), backup.planDigest},
            {QStringLiteral("createdAt"), backup.createdAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("expiresAt"), backup.expiresAt.toString(Qt::ISODateWithMs)},
            {QStringLiteral("encrypted"), backup.encrypted},
            {QStringLiteral("corrected"), backup.corrected},
            {QStringLiteral("purged"), backup.purged},
            {QStringLiteral("enriched"), backup.enriched},
            {QStringLiteral("blocked"), backup.blocked},
            {QStringLiteral("deleted"), backup.deleted},
            {QStringLiteral("deletedBy"), backup.deletedBy},
            {QStringLiteral("group"), backup.groupId},
            {QStringLiteral("groupName"), backup.groupName},
            {QStringLiteral("erasedAt"), erased.at.toString(Qt::ISODateWithMs)},
            {QStringLiteral("why"), erased.why}};
}

ErasedBackup fromJson(const QJsonObject &json)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    const auto time = [&text](const char *name) { return QDateTime::fromString(text(name), Qt::ISODateWithMs); };
    ErasedBackup erased;
    BackupInfo &backup = erased.backup;
    backup.runId = text("run");
    backup.profileId = text("profile");
    backup.profileName = text("profileName");
    backup.environment = environmentFromKey(text("environment")).value_or(Environment::Production);
    backup.listId = text("list");
    backup.listName = text("listName");
    backup.planDigest = text("plan");
    backup.createdAt = time("createdAt");
    backup.expiresAt = time("expiresAt");
    backup.encrypted = json.value(QLatin1String("encrypted")).toBool();
    backup.corrected = json.value(QLatin1String("corrected")).toInteger();
    backup.purged = json.value(QLatin1String("purged")).toInteger();
    backup.enriched = json.value(QLatin1String("enriched")).toInteger();
    backup.blocked = json.value(QLatin1String("blocked")).toInteger();
    backup.deleted = json.value(QLatin1String("deleted")).toInteger();
    backup.deletedBy = text("deletedBy");
    backup.groupId = text("group");
    backup.groupName = text("groupName");
    erased.at = time("erasedAt");
    erased.why = text("why");
    return erased;
}

} // namespace

ErasedBackups::ErasedBackups(const QString &folder)
    : m_file(folder + QStringLiteral("/erased.json"))
{
}

QList<ErasedBackup> ErasedBackups::list() const
{
    QList<ErasedBackup> all;
    const auto bytes = readWholeFile(m_file, maxErasedBytes);
    if (!bytes)
        return all;
    const QJsonArray array = QJsonDocument::fromJson(*bytes).array();
    for (const QJsonValue &one : array) {
        const ErasedBackup erased = fromJson(one.toObject());
        if (!erased.backup.runId.isEmpty() && erased.at.isValid() && all.size() < most)
            all.append(erased);
    }
    return all;
}

Result<void> ErasedBackups::add(const ErasedBackup &erased) const
{
    QList<ErasedBackup> all = list();
    all.prepend(erased);
    if (all.size() > most)
        all.resize(most);
    QJsonArray array;
    for (const ErasedBackup &one : std::as_const(all))
        array.append(toJson(one));
    return writeFileDurably(m_file, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

namespace {

constexpr qint64 maxElsewhereBytes = 1024 * 1024;
const QString ending = QStringLiteral(".backup");
const QString unfinished = QStringLiteral(".partial");

QJsonObject factsOf(const BackupInfo &info, const QString &why)
{
    return {{QStringLiteral("list"), info.listId},
            {QStringLiteral("profile"), info.profileId},
            {QStringLiteral("plan"), info.planDigest},
            {QStringLiteral("backup"), info.digest},
            {QStringLiteral("corrected"), info.corrected},
            {QStringLiteral("purged"), info.purged},
            {QStringLiteral("enriched"), info.enriched},
            {QStringLiteral("blocked"), info.blocked},
            {QStringLiteral("deleted"), info.deleted},
            {QStringLiteral("why"), why}};
}

QString elsewhereFile(const QString &folder)
{
    return folder + QStringLiteral("/elsewhere.json");
}

QStringList elsewhereOf(const QString &folder)
{
    const auto bytes = readWholeFile(elsewhereFile(folder), maxElsewhereBytes);
    QStringList files;
    if (bytes) {
        const QJsonArray array = QJsonDocument::fromJson(*bytes).array();
        for (const QJsonValue &file : array) {
            if (QDir::isAbsolutePath(file.toString()))
                files.append(file.toString());
        }
    }
    return files;
}

QStringList filesIn(const QString &path)
{
    QStringList files;
    const QDir folder(path);
    const QStringList own = folder.entryList({u'*' + ending}, QDir::Files | QDir::NoSymLinks | QDir::Hidden);
    for (const QString &name : own)
        files.append(folder.absoluteFilePath(name));
    return files + elsewhereOf(path);
}

} // namespace

BackupFiles::BackupFiles(QString folder, AuditLog &audit)
    : m_folder(std::move(folder))
    , m_audit(audit)
    , m_erased(m_folder)
{
}

QString BackupFiles::ownFile(const QString &runId) const
{
    return m_folder + u'/' + runId + ending;
}

QList<BackupInfo> BackupFiles::in(const QString &folder)
{
    QList<BackupInfo> found;
    const QStringList all = filesIn(folder);
    for (const QString &file : all) {
        if (auto info = readBackupInfo(file))
            found.append(*std::move(info));
    }
    std::sort(found.begin(), found.end(), [](const BackupInfo &a, const BackupInfo &b) {
        return std::pair(a.createdAt, a.file) > std::pair(b.createdAt, b.file);
    });
    return found;
}

Result<void> BackupFiles::keep(const BackupInfo &info) const
{
    if (folderOf(info.file) == m_folder)
        return {};
    QStringList files = elsewhereOf(m_folder);
    if (files.contains(info.file))
        return {};
    files.append(info.file);
    return setElsewhere(files);
}

Result<void> BackupFiles::setElsewhere(const QStringList &files) const
{
    return writeFileDurably(elsewhereFile(m_folder), QJsonDocument(QJsonArray::fromStringList(files)).toJson());
}

Result<void> BackupFiles::remove(const BackupInfo &info, const QString &why) const
{
    // Only what is still that backup: a file outside our folder may have become something else.
    const auto there = readBackupInfo(info.file);
    const bool gone = !there && fileTrouble(there.error()) == FileTrouble::NotFound;
    if (!gone && (!there || there->runId != info.runId))
        return failure(ErrorKind::Damaged, "backup_damaged", info.file);
    TRY_VOID(m_audit.append(QStringLiteral("backup.removed"), info.runId, factsOf(info, why)));
    TRY_VOID(removeDurably(info.file));
    // Erased is erased, and the audit has it; this is only so that nobody looks for it in vain.
    ErasedBackup erased{info, QDateTime::currentDateTimeUtc(), why};
    erased.backup.file.clear();
    erased.backup.digest.clear();
    (void)m_erased.add(erased);
    QStringList files = elsewhereOf(m_folder);
    return files.removeAll(info.file) > 0 ? setElsewhere(files) : Result<void>();
}

Result<void> BackupFiles::removeUnrecorded(const QString &runId, const QString &file) const
{
    QStringList candidates = filesIn(m_folder);
    // One that was finished but not yet kept is not among them.
    if (!file.isEmpty() && !candidates.contains(file))
        candidates.append(file);
    for (const QString &candidate : std::as_const(candidates)) {
        const auto info = readBackupInfo(candidate);
        if (!info || info->runId != runId)
            continue;
        TRY_VOID(remove(*info, QStringLiteral("unfinished")));
    }
    return {};
}

BackupFiles::Swept BackupFiles::sweep(const BelievableTime &now) const
{
    Swept swept;
    const QList<BackupInfo> all = in(m_folder);
    for (const BackupInfo &info : all) {
        // One that cannot be removed is tried again at the next start.
        if (isExpired(info, now) && remove(info, QStringLiteral("expired")))
            swept.runs.append(info.runId);
        else if (!isExpired(info, now) && now.mayHavePassed(info.expiresAt))
            ++swept.doubted;
    }
    // A run was ended while it wrote them, before it changed anything.
    const QDir folder(m_folder);
    const QStringList torn = folder.entryList({u'*' + ending + unfinished}, QDir::Files | QDir::NoSymLinks);
    for (const QString &name : torn) {
        const QString runId = name.chopped(ending.size() + unfinished.size());
        if (m_audit.append(QStringLiteral("backup.unfinished_removed"), runId, {}))
            (void)removeDurably(folder.absoluteFilePath(name));
        // Its key goes as well, unless the run has written another backup since.
        if (!QFileInfo::exists(folder.absoluteFilePath(name.chopped(unfinished.size()))))
            swept.runs.append(runId);
    }
    return swept;
}

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
        co_return failure(kept.error());
    if (!kept && cleartext == Cleartext::Refused)
        co_return failure(ErrorKind::KeyStore, "backup_not_encrypted");
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
        co_return failure(created.error());
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
