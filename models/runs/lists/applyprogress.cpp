// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/applyprogress.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

QByteArray ApplyProgress::json() const
{
    const QJsonObject object{{QStringLiteral("phase"), phase},
                             {QStringLiteral("records"), records},
                             {QStringLiteral("halted"), halted},
                             {QStringLiteral("locked"), locked},
                             {QStringLiteral("reviewed"), reviewed},
                             {QStringLiteral("backup"), backupFile},
                             {QStringLiteral("backup_digest"), backupDigest}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ApplyProgress ApplyProgress::parse(const QByteArray &json)
{
    ApplyProgress progress;
    if (json.isEmpty())
        return progress;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject object = document.object();
    progress.phase = object.value(QLatin1String("phase")).toString();
    progress.records = object.value(QLatin1String("records")).toInteger();
    progress.halted = !document.isObject() || object.value(QLatin1String("halted")).toBool();
    progress.locked = object.value(QLatin1String("locked")).toBool();
    progress.reviewed = object.value(QLatin1String("reviewed")).toBool();
    progress.backupFile = object.value(QLatin1String("backup")).toString();
    progress.backupDigest = object.value(QLatin1String("backup_digest")).toString();
    return progress;
}

} // namespace muster
