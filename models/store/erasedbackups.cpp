// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/erasedbackups.h"

#include "models/store/durablefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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

} // namespace muster
