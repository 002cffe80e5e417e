// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptorder.h"

#include "models/rules/canonicaljson.h"
#include "network/wire/keytable.h"
#include "network/wire/mapped.h"

#include <algorithm>

namespace muster {

namespace {

constexpr KeyTable<TranscriptFormat, 3> formatKeys{{
    {TranscriptFormat::Json, QLatin1String("json")},
    {TranscriptFormat::JsonLines, QLatin1String("jsonl")},
    {TranscriptFormat::Text, QLatin1String("text")},
}};

constexpr qint64 orderVersion = 1;

void addTexts(CanonicalJson &json, const char *name, const QStringList &texts)
{
    json.beginArray(name);
    for (const QString &text : texts)
        json.element(text);
    json.endArray();
}

QByteArray toJson(const FrozenTranscripts &frozen)
{
    const TranscriptOrder &order = frozen.order;
    const QStringList media = mapped(order.mediaTypes, mediaTypeKey);
    CanonicalJson json;
    json.beginObject();
    json.member("version", orderVersion);
    writeConnection(json, frozen);
    addTexts(json, "interactionIds", order.interactionIds);
    addTexts(json, "mediaTypes", media);
    json.member("redaction", redactionPolicyKey(order.redaction));
    json.member("concurrentDownloads", qint64(order.concurrentDownloads));
    json.member("attachJob", order.attachJob);
    json.member("folder", order.folder);
    json.member("format", transcriptFormatKey(order.format));
    json.member("writeRaw", order.writeRaw);
    json.member("webhook", order.webhook.toString(QUrl::FullyEncoded));
    json.member("pollLimit", qint64(order.pollLimit));
    json.member("policy", frozen.policy.name);
    json.member("policyVersion", qint64(frozen.policy.version));
    json.member("policyDigest", frozen.policy.digest);
    json.endObject();
    return json.bytes();
}

/// The value behind a key; what is no key is a fault of the order.
template <typename Value>
Value chosen(MemberReader &reader, const std::optional<Value> &value, Value fallback)
{
    reader.require(value.has_value());
    return value.value_or(fallback);
}

bool fromJson(const QJsonObject &object, FrozenTranscripts &frozen)
{
    MemberReader reader(object);
    reader.require(reader.number(QLatin1String("version")) == orderVersion);
    readConnection(reader, frozen);
    TranscriptOrder &order = frozen.order;
    order.interactionIds = reader.texts(QLatin1String("interactionIds"));
    order.mediaTypes.clear();
    const QStringList media = reader.texts(QLatin1String("mediaTypes"));
    for (const QString &key : media)
        order.mediaTypes.append(chosen(reader, mediaTypeFromKey(key), MediaType::Voice));
    order.redaction
        = chosen(reader, redactionPolicyFromKey(reader.text(QLatin1String("redaction"))), RedactionPolicy::Full);
    order.concurrentDownloads = int(reader.number(QLatin1String("concurrentDownloads")));
    reader.require(order.concurrentDownloads >= 1 && order.concurrentDownloads <= 10);
    order.attachJob = reader.text(QLatin1String("attachJob"));
    order.folder = reader.text(QLatin1String("folder"));
    order.format
        = chosen(reader, transcriptFormatFromKey(reader.text(QLatin1String("format"))), TranscriptFormat::Json);
    order.writeRaw = reader.flag(QLatin1String("writeRaw"));
    order.webhook = QUrl(reader.text(QLatin1String("webhook")), QUrl::StrictMode);
    order.pollLimit = int(std::min<qint64>(reader.number(QLatin1String("pollLimit")), 1'000'000'000));
    reader.require(order.pollLimit >= 0);
    frozen.policy.name = reader.text(QLatin1String("policy"));
    frozen.policy.version = int(std::min<qint64>(reader.number(QLatin1String("policyVersion")), 1'000'000'000));
    frozen.policy.digest = reader.text(QLatin1String("policyDigest"));
    // Raw is what a person confirmed; an order that lost its policy must not become one.
    reader.require(frozen.policy.digest.isEmpty() == order.writeRaw);
    return reader.good();
}

} // namespace

FrozenTranscripts freeze(const TranscriptOrder &order, const PolicyBinding &policy, const ConnectionProfile &profile)
{
    FrozenTranscripts frozen;
    frozen.order = order;
    frozen.policy = policy;
    return boundFor(std::move(frozen), profile, toJson);
}

Result<FrozenTranscripts> thawTranscripts(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenTranscripts>(json, digest, fromJson, toJson);
}

QString transcriptFormatKey(TranscriptFormat format)
{
    return keyOf(formatKeys, format);
}

std::optional<TranscriptFormat> transcriptFormatFromKey(QStringView key)
{
    return valueOf(formatKeys, key);
}

} // namespace muster
