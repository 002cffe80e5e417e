// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupfiles.h"

#include "models/store/auditlog.h"
#include "models/store/durablefile.h"

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
    const bool gone = !there && there.error().code == QLatin1String("not_found");
    if (!gone && (!there || there->runId != info.runId))
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_damaged"), .subject = info.file});
    TRY(audited, m_audit.append(QStringLiteral("backup.removed"), info.runId, factsOf(info, why)));
    if (const auto removed = removeDurably(info.file); !removed)
        return removed;
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
        if (const auto removed = remove(*info, QStringLiteral("unfinished")); !removed)
            return removed;
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

} // namespace muster
