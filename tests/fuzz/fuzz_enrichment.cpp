// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Enrichment, whatever comes. Answers: only the true count in whole JSON makes a batch applied, and an error stands
// wherever it is not; a schema that reads has no name twice. Bodies: a batch of any ids, names and values that are
// canonical is whole JSON, holds exactly them, digit for digit, and is no longer than was estimated. The sandbox reads
// any body without harm, and takes only what is strict JSON.
#include "network/codec/enrichmentcodec.h"
#include "network/codec/strictjson.h"
#include "network/sandbox/sandboxenrichment.h"
#include "network/wire/enrichment.h"
#include "tests/fuzz/fuzzers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUtf8StringView>
#include <charconv>
#include <cstdint>

namespace fuzz_enrichment {

using namespace muster;
using muster::tests::check;

namespace {

const ContractEnrichmentCodec codec;

void checkAnswers(const QByteArray &body)
{
    const EnrichmentAnswer answer = codec.enriched(200, body, 3);
    const bool applied = answer.fate == WriteFate::Applied;
    check(applied || answer.fate == WriteFate::Unknown);
    check(answer.error.has_value() != applied);
    check(applied == (answer.processed == std::optional<qint64>(3)));
    check(!answer.processed || (!StrictJson(body).fault() && *answer.processed >= 0));
    const auto schema = codec.schema(body, QStringLiteral("l"));
    for (qsizetype at = 0; schema && at < schema->attributes.size(); ++at)
        check(schema->indexOf(schema->attributes[at].name) == std::optional(std::uint32_t(at)));
    if (const auto campaigns = codec.campaigns(body)) {
        for (const Campaign &campaign : *campaigns)
            check(!campaign.id.isEmpty() && campaign.maxEnrichmentTimeout.count() >= 0);
    }
    const WebhookRegistration hook{QStringLiteral("n"), QStringLiteral("https://a.example.test"), {}, 1, {}};
    const WebhookAnswer registered = codec.registered(200, body, hook);
    check(registered.outcome.has_value() != registered.error.has_value());
    ApiError refusal;
    refusal.details = {{QString::fromUtf8(body), {}}};
    EnrichmentBatchBuilder builder(std::make_shared<ListSchema>());
    builder.beginContact("a");
    for (const EnrichmentFault &fault : codec.faults(refusal, *builder.take()))
        check(!fault.contact || *fault.contact == 0);
}

/// The input in pieces: id, name of the attribute, value.
void checkBody(const QByteArray &input)
{
    const QList<QByteArray> pieces = input.split('\n');
    const QByteArray &id = pieces.first();
    const QByteArray &name = pieces.value(1);
    const std::string value = pieces.value(2).toStdString();
    if (!QUtf8StringView(id).isValidUtf8() || !QUtf8StringView(name).isValidUtf8())
        return;
    for (const auto type : {ListAttributeType::Text, ListAttributeType::Integer, ListAttributeType::Decimal,
                            ListAttributeType::Boolean, ListAttributeType::Date}) {
        if (!isCanonicalValue(type, value))
            continue;
        check(!isNullWord(value));
        ListSchema schema{QString::fromUtf8(id), {{QString::fromUtf8(name), type, {}}}};
        EnrichmentBatchBuilder builder(std::make_shared<ListSchema>(schema));
        builder.beginContact(id.toStdString());
        builder.add(0, value);
        const auto batch = builder.take();
        const QByteArray body = codec.batch(*batch);
        check(!StrictJson(body).fault() && body.size() <= batch->wireBytes());
        const bool isQuoted = type == ListAttributeType::Text || type == ListAttributeType::Date;
        check(isQuoted || body.endsWith(QByteArray::fromStdString(':' + value + "}}]}")));
        double held = 0; // QJsonDocument cannot read a number beyond it
        if (type == ListAttributeType::Decimal
            && std::from_chars(value.data(), value.data() + value.size(), held).ec != std::errc())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(body).object();
        const QJsonObject contact = object[QStringLiteral("contacts")].toArray().first().toObject();
        check(object[QStringLiteral("contactListId")].toString() == schema.listId && object.size() == 2);
        check(contact[QStringLiteral("contactId")].toString().toUtf8() == id && contact.size() == 2);
        const QJsonObject attributes = contact[QStringLiteral("attributes")].toObject();
        check(attributes.size() == 1 && attributes.contains(schema.attributes[0].name));
        check(!isQuoted || attributes[schema.attributes[0].name].toString().toStdString() == value);
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const SandboxListStore store(SandboxData(1, 100));
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    checkAnswers(input);
    checkBody(input);
    const auto taken = readSandboxEnrichment(input, SandboxList::all()[2], store);
    check(!taken || (!taken->isEmpty() && !StrictJson(input).fault()));
    return 0;
}

} // namespace fuzz_enrichment

MUSTER_FUZZER(fuzz_enrichment)
