// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupstore.h"

#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "models/store/keyvault.h"

#include <QCoro/QCoroTask>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 maxElsewhereBytes = 1024 * 1024;
const QString ending = QStringLiteral(".backup");
const QString unfinished = QStringLiteral(".partial");

QString keyName(const QString &runId)
{
    return QStringLiteral("backup/") + runId;
}

QJsonObject factsOf(const BackupInfo &info, const QString &why)
{
    return {{QStringLiteral("list"), info.listId},         {QStringLiteral("profile"), info.profileId},
            {QStringLiteral("plan"), info.planDigest},     {QStringLiteral("backup"), info.digest},
            {QStringLiteral("corrected"), info.corrected}, {QStringLiteral("purged"), info.purged},
            {QStringLiteral("enriched"), info.enriched},   {QStringLiteral("why"), why}};
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

BackupStore::BackupStore(QString folder, KeyVault &keys, AuditLog &audit, bool readOnly, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_keys(keys)
    , m_audit(audit)
    , m_erased(m_folder)
    , m_readOnly(readOnly)
{
}

BackupStore::~BackupStore() = default;

QCoro::Task<Result<std::unique_ptr<BackupWriter>>> BackupStore::begin(BackupInfo info, std::stop_token stop)
{
    if (m_readOnly)
        co_return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
    if (info.file.isEmpty())
        info.file = m_folder + u'/' + info.runId + ending;
    std::optional<Secret> key = BackupWriter::makeKey();
    const auto kept = co_await m_keys.keep(keyName(info.runId), *key, stop);
    if (!kept && kept.error().kind == ErrorKind::Cancelled)
        co_return tl::unexpected(kept.error());
    // A key that nobody keeps would make the backup worthless; the file's own rights are what is left (S37).
    if (!kept)
        key.reset();
    auto writer = BackupWriter::create(info, key);
    if (!writer && kept)
        m_keys.forget(keyName(info.runId));
    co_return Result<std::unique_ptr<BackupWriter>>(std::move(writer));
}

Result<void> BackupStore::keep(const BackupInfo &info)
{
    Result<void> noted;
    if (folderOf(info.file) != m_folder) {
        QStringList files = elsewhereOf(m_folder);
        if (!files.contains(info.file)) {
            files.append(info.file);
            noted = setElsewhere(files);
        }
    }
    if (noted)
        Q_EMIT changed();
    return noted;
}

QCoro::Task<Result<std::optional<Secret>>> BackupStore::key(BackupInfo info, std::stop_token stop)
{
    if (!info.encrypted)
        co_return std::optional<Secret>();
    auto key = co_await m_keys.find(keyName(info.runId), stop);
    if (!key)
        co_return tl::unexpected(key.error());
    co_return std::optional<Secret>(*std::move(key));
}

Result<void> BackupStore::setElsewhere(const QStringList &files)
{
    return writeFileDurably(elsewhereFile(m_folder), QJsonDocument(QJsonArray::fromStringList(files)).toJson());
}

std::function<QList<BackupInfo>()> BackupStore::lister() const
{
    return [folder = m_folder] {
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
    };
}

Result<void> BackupStore::remove(const BackupInfo &info, const QString &why)
{
    if (m_readOnly)
        return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
    // Only what is still that backup: a file outside our folder may have become something else.
    const auto there = readBackupInfo(info.file);
    const bool gone = !there && there.error().code == QLatin1String("not_found");
    if (!gone && (!there || there->runId != info.runId))
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_damaged"), .subject = info.file});
    const auto audited = m_audit.append(QStringLiteral("backup.removed"), info.runId, factsOf(info, why));
    if (!audited)
        return tl::unexpected(audited.error());
    if (const auto removed = removeDurably(info.file); !removed)
        return removed;
    m_keys.forget(keyName(info.runId));
    // Erased is erased, and the audit has it; this is only so that nobody looks for it in vain.
    ErasedBackup erased{info, QDateTime::currentDateTimeUtc(), why};
    erased.backup.file.clear();
    erased.backup.digest.clear();
    (void)m_erased.add(erased);
    if (QStringList files = elsewhereOf(m_folder); files.removeAll(info.file) > 0) {
        if (const auto noted = setElsewhere(files); !noted)
            return noted;
    }
    Q_EMIT changed();
    return {};
}

Result<void> BackupStore::removeUnrecorded(const QString &runId, const QString &file)
{
    QStringList candidates = filesIn(m_folder);
    // One that was finished but not yet kept is not among them.
    if (!file.isEmpty() && !candidates.contains(file))
        candidates.append(file);
    for (const QString &candidate : std::as_const(candidates)) {
        const auto info = readBackupInfo(candidate);
        if (!info || info->runId != runId)
            continue;
        if (const auto removed = remove(*info, QStringLiteral("unfinished")); !removed)
            return removed;
    }
    return {};
}

void BackupStore::removeExpired(const QDateTime &now)
{
    if (m_readOnly)
        return;
    const QList<BackupInfo> all = list();
    for (const BackupInfo &info : all) {
        // One that cannot be removed is tried again at the next start.
        if (info.expiresAt <= now)
            (void)remove(info, QStringLiteral("expired"));
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
            m_keys.forget(keyName(runId));
    }
}

} // namespace muster
