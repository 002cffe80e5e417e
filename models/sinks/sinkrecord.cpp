// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/sinkrecord.h"

#include "models/rules/canonicaljson.h"

#include <QJsonArray>

namespace muster {

namespace {

constexpr std::array<const char *, sinkFileCount> fileNames = {"data", "conflicts", "extras", "quarantined"};
constexpr std::array<std::pair<const char *, qint64 SinkCheckpoint::*>, 7> recordCounters = {{
    {"bytes", &SinkCheckpoint::bytes},
    {"records", &SinkCheckpoint::records},
    {"pages", &SinkCheckpoint::pages},
    {"duplicates", &SinkCheckpoint::duplicates},
    {"conflicts", &SinkCheckpoint::conflicts},
    {"quarantined", &SinkCheckpoint::quarantined},
    {"formulaCells", &SinkCheckpoint::formulaCells},
}};

bool readCount(const QJsonValue &value, qint64 &count)
{
    count = value.toInteger(-1);
    return value.isDouble() && count >= 0;
}

} // namespace

QByteArray sinkRecordToJson(const SinkRecord &record)
{
    const SinkCheckpoint &checkpoint = record.checkpoint;
    CanonicalJson json;
    json.beginObject();
    json.member("type", QStringLiteral("page"));
    for (const auto &[name, counter] : recordCounters)
        json.member(name, checkpoint.*counter);
    json.beginArray("filled");
    for (const qint64 filled : checkpoint.filled)
        json.element(filled);
    json.endArray();
    // A cursor is the server's: any bytes.
    json.member("next", QString::fromLatin1(checkpoint.nextCursor.toBase64()));
    json.member("all", checkpoint.allPagesIn);
    json.beginObject("files");
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        if (record.marks[i].bytes == 0)
            continue;
        json.beginObject(fileNames[i]);
        json.member("bytes", record.marks[i].bytes);
        json.member("sha256", record.marks[i].sha256);
        json.endObject();
    }
    json.endObject();
    json.endObject();
    return json.bytes();
}

std::optional<SinkRecord> sinkRecordFromJson(const QJsonObject &object)
{
    SinkRecord record;
    for (const auto &[name, counter] : recordCounters) {
        if (!readCount(object.value(QLatin1String(name)), record.checkpoint.*counter))
            return std::nullopt;
    }
    const QJsonArray filled = object.value(QLatin1String("filled")).toArray();
    for (const QJsonValue &value : filled) {
        qint64 count = 0;
        if (!readCount(value, count))
            return std::nullopt;
        record.checkpoint.filled.append(count);
    }
    const auto cursor = QByteArray::fromBase64Encoding(object.value(QLatin1String("next")).toString().toLatin1(),
                                                       QByteArray::AbortOnBase64DecodingErrors);
    const QJsonValue all = object.value(QLatin1String("all"));
    if (!cursor || !all.isBool())
        return std::nullopt;
    record.checkpoint.nextCursor = *cursor;
    record.checkpoint.allPagesIn = all.toBool();
    const QJsonObject files = object.value(QLatin1String("files")).toObject();
    for (std::size_t i = 0; i < sinkFileCount; ++i) {
        const QJsonValue value = files.value(QLatin1String(fileNames[i]));
        if (value.isUndefined())
            continue;
        const QJsonObject file = value.toObject();
        record.marks[i].sha256 = file.value(QLatin1String("sha256")).toString();
        if (!readCount(file.value(QLatin1String("bytes")), record.marks[i].bytes))
            return std::nullopt;
    }
    // The two lengths are written from one value.
    if (record.marks[0].bytes != record.checkpoint.bytes)
        return std::nullopt;
    return record;
}

} // namespace muster
