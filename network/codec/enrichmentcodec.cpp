// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/enrichmentcodec.h"

#include "network/codec/strictjson.h"
#include "network/codec/verbatimjson.h"
#include "network/wire/mapped.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>
#include <algorithm>

namespace muster {

namespace {

constexpr int newlyRegistered = 201;

/// Only what a program acts on: the body may echo what was sent.
ApiError errorOf(ErrorKind kind, const QString &code, int httpStatus)
{
    return ApiError{.kind = kind, .httpStatus = httpStatus, .code = code};
}

Campaign readCampaign(JsonReader &reader, const QJsonObject &object, const QString &path)
{
    Campaign campaign{.id = reader.nonEmptyText(object, path, "campaignId"),
                      .name = reader.optionalText(object, path, "name"),
                      .status = reader.text(object, path, "status"),
                      .contactListId = reader.optionalText(object, path, "contactListId")};
    // Less than nothing grants nothing (S43).
    campaign.maxEnrichmentTimeout
        = std::chrono::milliseconds(std::max<qint64>(0, reader.integer(object, path, "maxEnrichmentTimeout")));
    return campaign;
}

void appendValue(std::string &out, const std::optional<ListAttributeType> &type, std::string_view text)
{
    const bool quoted = type == ListAttributeType::Text || type == ListAttributeType::Date;
    if (quoted)
        appendJsonString(out, text);
    else
        out += text;
}

bool sameAddress(const QString &left, const QString &right)
{
    const auto plain = [](const QString &text) {
        return QUrl(text).adjusted(QUrl::NormalizePathSegments | QUrl::StripTrailingSlash);
    };
    return left == right || plain(left) == plain(right);
}

QStringList sortedTexts(const QJsonArray &array)
{
    QStringList texts = mapped(array, [](const QJsonValue &value) { return value.toString(); });
    texts.sort();
    return texts;
}

/// Whether an answer speaks of the registration that was sent. Members that it does not have say nothing.
bool isOf(const QJsonObject &answer, const QJsonObject &sent)
{
    const auto agrees = [&answer, &sent](const char *name, const auto &same) {
        const QJsonValue value = answer.value(QLatin1String(name));
        return value.isUndefined() || same(value, sent.value(QLatin1String(name)));
    };
    const auto equal = [](const QJsonValue &left, const QJsonValue &right) { return left == right; };
    const auto address = [](const QJsonValue &left, const QJsonValue &right) {
        return left.isString() && sameAddress(left.toString(), right.toString());
    };
    const auto events = [](const QJsonValue &left, const QJsonValue &right) {
        return left.isArray() && sortedTexts(left.toArray()) == sortedTexts(right.toArray());
    };
    return agrees("name", equal) && agrees("url", address) && agrees("events", events) && agrees("retryPolicy", equal);
}

QJsonObject registrationObject(const WebhookRegistration &webhook)
{
    const QJsonObject policy{{QStringLiteral("maxRetries"), QString::number(webhook.maxRetries)},
                             {QStringLiteral("backoffMs"), QString::number(webhook.backoff.count())}};
    return {{QStringLiteral("name"), webhook.name},
            {QStringLiteral("url"), webhook.url},
            {QStringLiteral("events"), QJsonArray::fromStringList(webhook.events)},
            {QStringLiteral("retryPolicy"), policy}};
}

} // namespace

Result<QList<Campaign>> ContractEnrichmentCodec::campaigns(const QByteArray &body) const
{
    return readList<Campaign>(body, "items", readCampaign);
}

Result<Campaign> ContractEnrichmentCodec::campaign(const QByteArray &body) const
{
    TRY(object, parseObject(body));
    JsonReader reader;
    const Campaign campaign = readCampaign(reader, *object, {});
    if (reader.fault())
        return failure(*reader.fault());
    return campaign;
}

Result<ListSchema> ContractEnrichmentCodec::schema(const QByteArray &body, const QString &listId) const
{
    TRY(object, parseObject(body));
    JsonReader reader;
    ListSchema schema{listId, {}};
    QSet<QString> names;
    const QJsonArray array = reader.array(*object, {}, "attributes");
    for (qsizetype i = 0; i < array.size() && !reader.fault(); ++i) {
        const QJsonObject item = reader.objectAt(array, i, QStringLiteral("attributes"));
        const QString path = QStringLiteral("attributes[%1]").arg(i);
        const QString name = reader.nonEmptyText(item, path, "name");
        const QString word = reader.text(item, path, "type");
        if (names.contains(name))
            reader.note(memberPath(path, "name"), QStringLiteral("repeated"));
        names.insert(name);
        schema.attributes.append({name, listAttributeTypeFromKey(word), word});
    }
    if (reader.fault())
        return failure(*reader.fault());
    return schema;
}

QByteArray ContractEnrichmentCodec::batch(const EnrichmentBatch &batch) const
{
    const ListSchema &schema = batch.schema();
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(schema.attributes.size()));
    for (const ListAttribute &attribute : schema.attributes)
        appendJsonString(names.emplace_back(), attribute.name.toStdString());
    std::string out;
    out.reserve(static_cast<std::size_t>(batch.wireBytes()));
    out += R"({"contactListId":)";
    appendJsonString(out, schema.listId.toStdString());
    out += R"(,"contacts":[)";
    for (std::size_t contact = 0; contact < batch.contactCount(); ++contact) {
        out += contact == 0 ? R"({"contactId":)" : R"(,{"contactId":)";
        appendJsonString(out, batch.id(contact));
        out += R"(,"attributes":{)";
        bool first = true;
        for (const EnrichmentValue &value : batch.values(contact)) {
            if (!std::exchange(first, false))
                out += ',';
            out += names[value.attribute];
            out += ':';
            appendValue(out, schema.attributes[value.attribute].type, batch.text(value));
        }
        out += "}}";
    }
    out += "]}";
    return QByteArray(out.data(), static_cast<qsizetype>(out.size()));
}

EnrichmentAnswer ContractEnrichmentCodec::enriched(int httpStatus, const QByteArray &body, std::size_t sent) const
{
    EnrichmentAnswer answer;
    answer.fate = WriteFate::Unknown;
    const auto object = parseObject(body);
    if (!object) {
        answer.error = errorOf(object.error().kind, object.error().code, httpStatus);
        return answer;
    }
    JsonReader reader;
    const qint64 processed = reader.integer(*object, {}, "processedCount");
    if (reader.fault() || processed < 0) {
        answer.error = errorOf(ErrorKind::UnexpectedShape, QStringLiteral("processed_count"), httpStatus);
        return answer;
    }
    answer.processed = processed;
    if (static_cast<std::size_t>(processed) == sent)
        answer.fate = WriteFate::Applied;
    else
        answer.error = errorOf(ErrorKind::UnexpectedShape, QStringLiteral("other_count"), httpStatus);
    return answer;
}

QList<EnrichmentFault> ContractEnrichmentCodec::faults(const ApiError &refusal, const EnrichmentBatch &batch) const
{
    static const QRegularExpression path(QStringLiteral("^contacts\\[(\\d{1,6})\\](?:\\.attributes\\.(.+)|\\..*)?$"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QList<EnrichmentFault> faults;
    for (const FieldFault &named : refusal.details) {
        EnrichmentFault fault;
        fault.issue = named.issue;
        const auto match = path.match(named.field);
        const qsizetype contact = match.hasMatch() ? match.captured(1).toLongLong() : -1;
        if (contact >= 0 && static_cast<std::size_t>(contact) < batch.contactCount()) {
            fault.contact = static_cast<std::size_t>(contact);
            fault.attribute = match.captured(2);
        }
        faults.append(fault);
    }
    return faults;
}

QByteArray ContractEnrichmentCodec::registration(const WebhookRegistration &webhook) const
{
    return QJsonDocument(registrationObject(webhook)).toJson(QJsonDocument::Compact);
}

WebhookAnswer ContractEnrichmentCodec::registered(int httpStatus, const QByteArray &body,
                                                  const WebhookRegistration &webhook) const
{
    using enum WebhookAnswer::Outcome;
    WebhookAnswer answer{.fate = WriteFate::Applied,
                         .outcome = httpStatus == newlyRegistered ? Registered : AlreadyThere};
    if (body.trimmed().isEmpty())
        return answer;
    const auto doubt = [httpStatus](ErrorKind kind, const QString &code) {
        return WebhookAnswer{.fate = WriteFate::Unknown, .error = errorOf(kind, code, httpStatus)};
    };
    const auto object = parseObject(body);
    if (!object)
        return doubt(object.error().kind, object.error().code);
    if (!isOf(*object, registrationObject(webhook)))
        return doubt(ErrorKind::UnexpectedShape, QStringLiteral("other_registration"));
    answer.webhookId = object->value(QLatin1String("webhookId")).toString().left(200);
    return answer;
}

} // namespace muster
