// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonetranscriptscodec.h"

#include "network/codec/cxonevalues.h"
#include "network/codec/strictjson.h"

#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>
#include <simdjson.h>

namespace muster {

using namespace simdjson;

namespace {

/// "PhoneCall" is what practice shows, in one way of writing; the specification names no values.
QString mediaTypeOf(const QString &word)
{
    QString plain = word.toLower();
    plain.remove(u'_').remove(u'-').remove(u' ');
    if (plain == QLatin1String("phonecall") || plain == QLatin1String("voice") || plain == QLatin1String("call"))
        return mediaTypeKey(MediaType::Voice);
    return plain == QLatin1String("chat") ? mediaTypeKey(MediaType::Chat) : word;
}

QDateTime optionalTime(JsonReader &reader, const QJsonObject &object, const QString &path, const char *name)
{
    const QString text = reader.optionalText(object, path, name);
    const QDateTime time = text.isEmpty() ? QDateTime() : cxoneTime(text);
    if (!text.isEmpty() && !time.isValid())
        reader.note(memberPath(path, name), QStringLiteral("not_time"));
    return time;
}

std::optional<qint64> cursorOf(const QString &link)
{
    bool isNumber = false;
    const qint64 cursor = QUrlQuery(QUrl(link)).queryItemValue(QStringLiteral("cursor")).toLongLong(&isNumber);
    return isNumber && cursor >= 0 ? std::optional(cursor) : std::nullopt;
}

} // namespace

QList<QPair<QString, QString>> CxoneTranscriptsCodec::search(const InteractionQuery &query,
                                                             std::optional<qint64> cursor)
{
    const auto time = [](const std::optional<QDateTime> &at, qint64 aside) {
        return at ? cxoneTimeText(at->addSecs(aside)) : QString();
    };
    return {{QStringLiteral("dateField"), QStringLiteral("startTime")},
            {QStringLiteral("beginningDate"), time(query.from, -1)},
            {QStringLiteral("endingDate"), time(query.to, 1)},
            {QStringLiteral("pageSize"), QString::number(pageSize)},
            {QStringLiteral("cursor"), cursor ? QString::number(*cursor) : QString()},
            {QStringLiteral("order"), QStringLiteral("asc")}};
}

Result<AnalyzedSegments> CxoneTranscriptsCodec::page(const QByteArray &body)
{
    const auto object = parseObject(body);
    if (!object) {
        // It may quote the body's start, and with it names and numbers that were heard in a call.
        ApiError error = object.error();
        error.detail.clear();
        return failure(error);
    }
    JsonReader reader;
    AnalyzedSegments page;
    const QJsonArray array = reader.array(*object, {}, "interactions");
    for (qsizetype i = 0; i < array.size() && !reader.fault(); ++i) {
        const QJsonObject item = reader.objectAt(array, i, QStringLiteral("interactions"));
        const QString path = QStringLiteral("interactions[%1]").arg(i);
        page.items.append({reader.nonEmptyText(item, path, "segmentId"),
                           mediaTypeOf(reader.optionalText(item, path, "mediaType").left(mostWords)),
                           optionalTime(reader, item, path, "startTime")});
        if (!reader.fault() && interactionIdFault(page.items.last().id) != InteractionIdFault::None)
            reader.note(memberPath(path, "segmentId"), QStringLiteral("not_id"));
    }
    page.total = std::max<qint64>(-1, reader.optionalInteger(*object, {}, "totalRecords", -1));
    const QJsonValue links = object->value(QLatin1String("links"));
    if (!links.isUndefined() && !links.isNull() && !links.isObject())
        reader.note(QStringLiteral("links"), QStringLiteral("not_object"));
    const QString next = reader.optionalText(links.toObject(), QStringLiteral("links"), "next");
    page.hasNext = !next.isEmpty();
    page.nextCursor = cursorOf(next);
    if (reader.fault())
        return failure(*reader.fault());
    return page;
}

namespace {

/// What is read of a transcript, beside its bytes.
class TranscriptHead
{
public:
    QString mediaType;
    QDateTime analyzedAt;

    /// `body` is strict JSON; `padded` holds it with simdjson's padding behind it.
    [[nodiscard]] std::optional<ApiError> read(const QByteArray &padded, std::size_t size)
    {
        ondemand::parser parser;
        ondemand::document document;
        ondemand::object object;
        if (parser.iterate(padded.constData(), size, size + SIMDJSON_PADDING).get(document) != SUCCESS
            || document.get_object().get(object) != SUCCESS)
            return wrong("", "not_object");
        const QString word = text(object, "type");
        analyzedAt = cxoneTime(text(object, "annotatedDateTime"));
        ondemand::value blocks;
        ondemand::array array;
        if (object.find_field_unordered("transcriptBlocks").get(blocks) != SUCCESS)
            return wrong("transcriptBlocks", "missing");
        if (blocks.get_array().get(array) != SUCCESS)
            return wrong("transcriptBlocks", "not_array");
        mediaType = mediaTypeOf(word);
        for (auto block : array) {
            ondemand::object members;
            if (block.get_object().get(members) != SUCCESS)
                return wrong("transcriptBlocks", "not_object");
            if (!mediaTypeFromKey(mediaType))
                heed(members);
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] static std::optional<ApiError> wrong(const char *path, const char *issue)
    {
        ApiError error = fault(ErrorKind::UnexpectedShape, issue);
        error.detail = QLatin1String(path);
        error.details = {{error.detail, QLatin1String(issue)}};
        return error;
    }
    /// Nothing for what is no text: nothing is decided by it.
    [[nodiscard]] static QString text(ondemand::object &object, const char *name)
    {
        std::string_view value;
        if (object.find_field_unordered(name).get_string().get(value) != SUCCESS)
            return {};
        return QString::fromUtf8(value.data(), qsizetype(value.size())).left(mostWords);
    }
    /// Which of its three kinds of particulars a block has says what it was: a structure, not a word.
    void heed(ondemand::object &block)
    {
        static constexpr std::array<std::pair<const char *, MediaType>, 2> kinds{
            {{"voiceMetadata", MediaType::Voice}, {"chatMetadata", MediaType::Chat}}};
        for (const auto &[name, media] : kinds) {
            ondemand::value value;
            ondemand::json_type type{};
            if (block.find_field_unordered(name).get(value) == SUCCESS && value.type().get(type) == SUCCESS
                && type == ondemand::json_type::object) {
                mediaType = mediaTypeKey(media);
                return;
            }
        }
    }
};

} // namespace

Result<QList<TranscriptArtifact>> CxoneTranscriptsCodec::artifacts(const QByteArray &body,
                                                                   const QString &interactionId) const
{
    const QByteArray whole = body.trimmed();
    if (const char *code = foreignBody(whole))
        return failure(ErrorKind::NotFromApi, code);
    if (interactionIdFault(interactionId) != InteractionIdFault::None)
        return failure(unusable("interaction_id"));
    if (const auto fault = StrictJson(whole).fault())
        return failure(*fault);
    QByteArray padded = whole;
    padded.reserve(whole.size() + static_cast<qsizetype>(SIMDJSON_PADDING));
    TranscriptHead head;
    if (const auto fault = head.read(padded, std::size_t(whole.size())))
        return failure(*fault);
    const auto quoted = [](const QString &text) { // as the only element of an array
        const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
        return array.sliced(1, array.size() - 2);
    };
    TranscriptArtifact artifact{
        .interactionId = interactionId, .mediaType = head.mediaType, .timestamp = head.analyzedAt};
    artifact.json = "{\"interactionId\":" + quoted(interactionId) + ",\"mediaType\":" + quoted(head.mediaType);
    if (head.analyzedAt.isValid())
        artifact.json += ",\"timestamp\":" + quoted(head.analyzedAt.toString(Qt::ISODateWithMs));
    artifact.json += ",\"masked\":false,\"transcript\":" + whole + '}';
    return QList<TranscriptArtifact>{artifact};
}

} // namespace muster
