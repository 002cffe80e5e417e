// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/segmentscodec.h"

#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"

#include <QJsonDocument>

namespace muster {

Result<QList<SegmentSummary>> ContractSegmentsCodec::list(const QByteArray &body) const
{
    return readList<SegmentSummary>(
        body, "items", [](JsonReader &reader, const QJsonObject &item, const QString &path) -> SegmentSummary {
            return {reader.nonEmptyText(item, path, "id"), reader.text(item, path, "name"),
                    reader.text(item, path, "status"), reader.time(item, path, "lastUpdated"),
                    reader.optionalInteger(item, path, "size", -1)};
        });
}

Result<SegmentDefinition> ContractSegmentsCodec::definition(const QByteArray &body) const
{
    TRY(object, parseObject(body));
    JsonReader reader;
    SegmentDefinition definition{reader.nonEmptyText(*object, {}, "id"),
                                 reader.text(*object, {}, "name"),
                                 reader.text(*object, {}, "status"),
                                 reader.time(*object, {}, "lastUpdated"),
                                 {}};
    const QJsonArray array = reader.array(*object, {}, "attributes");
    for (qsizetype i = 0; i < array.size() && !reader.fault(); ++i) {
        const QJsonObject item = reader.objectAt(array, i, QStringLiteral("attributes"));
        const QString path = QStringLiteral("attributes[%1]").arg(i);
        const QString type = reader.text(item, path, "type");
        definition.attributes.append({reader.nonEmptyText(item, path, "name"), attributeTypeFromKey(type), type,
                                      reader.boolean(item, path, "valid")});
    }
    if (reader.fault())
        return failure(*reader.fault());
    return definition;
}

QByteArray ContractSegmentsCodec::pageRequest(const SegmentQuery &query, const QByteArray &cursor, int size) const
{
    QJsonArray filters;
    for (const SegmentFilter &filter : query.filters) {
        filters.append(QJsonObject{{QStringLiteral("attribute"), filter.attribute},
                                   {QStringLiteral("operator"), filterOperatorKey(filter.op)},
                                   {QStringLiteral("value"), filter.value}});
    }
    QJsonObject pagination{{QStringLiteral("limit"), size}};
    if (!cursor.isEmpty())
        pagination.insert(QStringLiteral("continuationToken"), QString::fromUtf8(cursor));
    const QJsonObject body{{QStringLiteral("filters"), filters},
                           {QStringLiteral("pagination"), pagination},
                           {QStringLiteral("requestedAttributes"), QJsonArray::fromStringList(query.attributes)}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

std::optional<QByteArray> ContractSegmentsCodec::nextCursor(QByteArrayView body) const
{
    return tailCursor(body, "continuationToken", "count");
}

std::shared_ptr<const PageDecoder> ContractSegmentsCodec::decoder(const SegmentQuery &query) const
{
    return std::make_shared<RecordPageDecoder>(query.attributes);
}

} // namespace muster
