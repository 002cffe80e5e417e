// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/manifest.h"

#include "models/rules/exportfiles.h"
#include "models/store/durablefile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace muster {

namespace {

constexpr qint64 maxManifestBytes = 4 * 1024 * 1024;

constexpr std::array<std::pair<const char *, qint64 SinkCheckpoint::*>, 7> counters = {{
    {"bytes", &SinkCheckpoint::bytes},
    {"rows", &SinkCheckpoint::records},
    {"pages", &SinkCheckpoint::pages},
    {"duplicates", &SinkCheckpoint::duplicates},
    {"conflicts", &SinkCheckpoint::conflicts},
    {"quarantined", &SinkCheckpoint::quarantined},
    {"formulaCells", &SinkCheckpoint::formulaCells},
}};

QJsonArray sideFiles(const ExportFiles &names, const SinkRecord &record)
{
    const std::array<QString, sinkFileCount> all
        = {names.target, names.conflicts(), names.extras(), names.quarantined()};
    QJsonArray side;
    for (std::size_t i = 1; i < sinkFileCount; ++i) {
        if (record.marks[i].bytes > 0)
            side.append(QFileInfo(all[i]).fileName());
    }
    return side;
}

} // namespace

QByteArray manifestJson(const FrozenExportOrder &order, const QString &runId, const SinkRecord &record,
                        const QJsonObject &facts)
{
    const ExportOrder &asked = order.order;
    QJsonArray columns = {QStringLiteral("contactId")};
    QJsonObject filled;
    for (qsizetype i = 0; i < asked.query.attributes.size(); ++i) {
        columns.append(asked.query.attributes[i]);
        filled.insert(asked.query.attributes[i], record.checkpoint.filled.value(i));
    }
    QJsonObject manifest{
        {QStringLiteral("version"), 1},
        {QStringLiteral("file"), QFileInfo(asked.targetFile).fileName()},
        {QStringLiteral("columns"), columns},
        {QStringLiteral("sha256"), record.marks[0].sha256},
        {QStringLiteral("orderDigest"), order.digest},
        {QStringLiteral("runId"), runId},
        {QStringLiteral("segmentId"), asked.query.segmentId},
        {QStringLiteral("segmentName"), asked.segmentName},
        {QStringLiteral("format"), fileFormatKey(asked.format)},
        {QStringLiteral("textProfile"), textProfileKey(asked.textProfile)},
        {QStringLiteral("filled"), filled},
        {QStringLiteral("sideFiles"), sideFiles(ExportFiles(asked.targetFile), record)},
        {QStringLiteral("facts"), facts},
    };
    for (const auto &[name, counter] : counters)
        manifest.insert(QLatin1String(name), record.checkpoint.*counter);
    return QJsonDocument(manifest).toJson(QJsonDocument::Indented);
}

std::optional<SinkRecord> readManifest(const QString &path, const FrozenExportOrder &order, const QString &runId,
                                       DiskAccess &disk)
{
    const auto bytes = readWholeFile(path, maxManifestBytes, disk);
    if (!bytes)
        return std::nullopt;
    const QJsonObject manifest = QJsonDocument::fromJson(*bytes).object();
    if (manifest.value(QLatin1String("runId")).toString() != runId
        || manifest.value(QLatin1String("orderDigest")).toString() != order.digest)
        return std::nullopt;
    SinkRecord record;
    for (const auto &[name, counter] : counters) {
        record.checkpoint.*counter = manifest.value(QLatin1String(name)).toInteger(-1);
        if (record.checkpoint.*counter < 0)
            return std::nullopt;
    }
    const QJsonObject filled = manifest.value(QLatin1String("filled")).toObject();
    for (const QString &attribute : order.order.query.attributes)
        record.checkpoint.filled.append(filled.value(attribute).toInteger());
    record.checkpoint.allPagesIn = true;
    record.marks[0] = {record.checkpoint.bytes, manifest.value(QLatin1String("sha256")).toString()};
    return record;
}

} // namespace muster
