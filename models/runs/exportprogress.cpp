// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/exportprogress.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<const char *, qint64 SinkCheckpoint::*>, 5> counters{{
    {"records", &SinkCheckpoint::records},
    {"pages", &SinkCheckpoint::pages},
    {"duplicates", &SinkCheckpoint::duplicates},
    {"conflicts", &SinkCheckpoint::conflicts},
    {"quarantined", &SinkCheckpoint::quarantined},
}};

} // namespace

bool ExportProgress::isOtherState(const QDateTime &updated, qint64 size) const
{
    return (segmentUpdated.isValid() && updated != segmentUpdated)
        || (segmentSize >= 0 && size >= 0 && size != segmentSize);
}

QByteArray ExportProgress::json() const
{
    QJsonObject object;
    for (const auto &[name, counter] : counters)
        object.insert(QLatin1String(name), counts.*counter);
    if (resumeAt.isValid())
        object.insert(QStringLiteral("resume_at"), resumeAt.toString(Qt::ISODate));
    if (segmentUpdated.isValid())
        object.insert(QStringLiteral("segment_updated"), segmentUpdated.toString(Qt::ISODateWithMs));
    if (segmentSize >= 0)
        object.insert(QStringLiteral("segment_size"), segmentSize);
    if (recalculations > 0)
        object.insert(QStringLiteral("recalculations"), recalculations);
    if (begunAgain > 0)
        object.insert(QStringLiteral("begun_again"), begunAgain);
    if (awaitsChoice)
        object.insert(QStringLiteral("awaits_choice"), true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ExportProgress ExportProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ExportProgress progress;
    for (const auto &[name, counter] : counters)
        progress.counts.*counter = object.value(QLatin1String(name)).toInteger();
    progress.resumeAt = QDateTime::fromString(object.value(QLatin1String("resume_at")).toString(), Qt::ISODate);
    progress.segmentUpdated
        = QDateTime::fromString(object.value(QLatin1String("segment_updated")).toString(), Qt::ISODateWithMs);
    progress.segmentSize = object.value(QLatin1String("segment_size")).toInteger(-1);
    progress.recalculations = object.value(QLatin1String("recalculations")).toInt();
    progress.begunAgain = object.value(QLatin1String("begun_again")).toInt();
    progress.awaitsChoice = object.value(QLatin1String("awaits_choice")).toBool();
    return progress;
}

} // namespace muster
