// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/enrichmentcodec.h"
#include "network/codec/strictjson.h"
#include "tests/support/enrichments.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

const ContractEnrichmentCodec codec;

QByteArray changed(const char *name, const char *from, const char *to)
{
    QByteArray body = dataBytes(QString::fromLatin1(name));
    body.replace(from, to);
    return body;
}

WebhookRegistration webhook()
{
    return {QStringLiteral("crm"),
            QStringLiteral("https://crm.example.test/hooks/7?key=k"),
            {QStringLiteral("contact.enriched"), QStringLiteral("contact.updated")},
            3,
            1500ms};
}

template <typename T>
QString faultOf(const Result<T> &result)
{
    return result ? QStringLiteral("none")
                  : errorKindKey(result.error().kind) + u' ' + result.error().code + u' ' + result.error().detail;
}

} // namespace

class TestEnrichmentCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCapturedCampaigns();
    void readsOneCampaign();
    void readsACapturedSchema();
    void F61_wrongShapes_data();
    void F61_wrongShapes();
    void writesABatchDigitForDigit();
    void escapesWhatNeedsIt();
    void F26_answers_data();
    void F26_answers();
    void F12_refusalsNameWhatIsWrong();
    void writesARegistration();
    void registrationAnswers_data();
    void registrationAnswers();
};

void TestEnrichmentCodec::readsCapturedCampaigns()
{
    const auto campaigns = codec.campaigns(dataBytes(QStringLiteral("enrichment/campaigns.json")));
    QVERIFY2(campaigns, qPrintable(faultOf(campaigns)));
    const QList<Campaign> expected = {{QStringLiteral("camp_7f31"), QStringLiteral("Spring winback"),
                                       QStringLiteral("running"), QStringLiteral("list_40"), 3000ms},
                                      {QStringLiteral("camp_7f32"), {}, QStringLiteral("Paused"), {}, 0ms},
                                      {QStringLiteral("camp_7f33"), {}, {}, {}, 1250ms}};
    QCOMPARE(*campaigns, expected);
    QVERIFY(codec.campaigns(R"({"items":[]})")->isEmpty());
}

void TestEnrichmentCodec::readsOneCampaign()
{
    const auto campaign = codec.campaign(R"({"campaignId":"c","status":"running","maxEnrichmentTimeout":9,"x":[{}]})");
    QCOMPARE(*campaign, (Campaign{QStringLiteral("c"), {}, QStringLiteral("running"), {}, 9ms}));
    // S43: less than nothing grants nothing.
    QCOMPARE(codec.campaign(R"({"campaignId":"c","status":"s","maxEnrichmentTimeout":-500})")->maxEnrichmentTimeout,
             0ms);
}

void TestEnrichmentCodec::readsACapturedSchema()
{
    const auto schema = codec.schema(dataBytes(QStringLiteral("enrichment/schema.json")), QStringLiteral("list_40"));
    QVERIFY2(schema, qPrintable(faultOf(schema)));
    QCOMPARE(schema->listId, QStringLiteral("list_40"));
    using enum ListAttributeType;
    const QList<std::optional<ListAttributeType>> types = {Text, Integer, Decimal, Boolean, Date, {}, {}};
    QCOMPARE(schema->attributes.size(), types.size());
    for (qsizetype at = 0; at < types.size(); ++at)
        QCOMPARE(schema->attributes[at].type, types[at]);
    QCOMPARE(schema->attributes[5].name, QStringLiteral("Kundengruppe \"A/B\""));
    QCOMPARE(schema->attributes[5].typeWord, QStringLiteral("picklist"));
    QCOMPARE(schema->indexOf(QString::fromUtf8("größe.cm")), std::optional(6U));
    QVERIFY(!schema->indexOf(u"Visits"));
}

void TestEnrichmentCodec::F61_wrongShapes_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    const auto campaigns = [](const char *from, const char *to, const char *expected) {
        QTest::newRow(to) << faultOf(codec.campaigns(changed("enrichment/campaigns.json", from, to)))
                          << QString::fromLatin1(expected);
    };
    campaigns("\"camp_7f32\"", "7", "unexpected_shape not_text items[1].campaignId");
    campaigns("\"camp_7f32\"", "\"\"", "unexpected_shape empty items[1].campaignId");
    campaigns("\"Spring winback\"", "[\"n\"]", "unexpected_shape not_text items[0].name");
    campaigns("\"Paused\"", "null", "unexpected_shape not_text items[1].status");
    campaigns("\"status\": \"Paused\", ", "\"other\": 1, ", "unexpected_shape missing items[1].status");
    campaigns(" 3000,", " \"3000\",", "unexpected_shape not_integer items[0].maxEnrichmentTimeout");
    campaigns(" 3000,", " 3000.5,", "unexpected_shape not_integer items[0].maxEnrichmentTimeout");
    campaigns(" 3000,", " 1e30,", "unexpected_shape not_integer items[0].maxEnrichmentTimeout");
    campaigns(" 3000,", " null,", "unexpected_shape not_integer items[0].maxEnrichmentTimeout");
    campaigns("\"maxEnrichmentTimeout\": 0", "\"limit\": 0", "unexpected_shape missing items[1].maxEnrichmentTimeout");
    campaigns("\"items\"", "\"entries\"", "unexpected_shape missing items");
    const auto schema = [](const char *from, const char *to, const char *expected) {
        const QByteArray body = changed("enrichment/schema.json", from, to);
        QTest::newRow(to) << faultOf(codec.schema(body, QStringLiteral("l"))) << QString::fromLatin1(expected);
    };
    schema("\"visits\"", "\"loyalty_tier\"", "unexpected_shape repeated attributes[1].name");
    schema("\"visits\"", "\"\" ", "unexpected_shape empty attributes[1].name");
    schema("\"integer\"", "{}", "unexpected_shape not_text attributes[1].type");
    schema("\"attributes\": [", "\"attributes\": [7, ", "unexpected_shape not_object attributes[0]");
    schema("\"attributes\"", "\"fields\"", "unexpected_shape missing attributes");
    QTest::newRow("cut") << faultOf(codec.schema(R"({"attributes":[)", QStringLiteral("l"))).section(u' ', 0, 1)
                         << QStringLiteral("broken_body cut_body");
    QTest::newRow("markup") << faultOf(codec.campaign("<html>")).section(u' ', 0, 1)
                            << QStringLiteral("not_from_api markup");
}

void TestEnrichmentCodec::F61_wrongShapes()
{
    QFETCH(QString, found);
    QFETCH(QString, expected);
    QCOMPARE(found, expected);
}

void TestEnrichmentCodec::writesABatchDigitForDigit()
{
    EnrichmentBatchBuilder builder(sampleSchema());
    builder.beginContact("c0");
    builder.add(2, "123456789012345678901234567890.10");
    builder.add(1, "-98765432109876543210");
    builder.add(3, "true");
    builder.beginContact("c1");
    builder.add(4, "2026-02-28");
    builder.add(0, "Größe 7");
    builder.add(2, "1e-7");
    const auto batch = builder.take();
    const QByteArray body = codec.batch(*batch);
    QCOMPARE(body,
             QByteArray(R"({"contactListId":"list_1","contacts":[{"contactId":"c0","attributes":{)"
                        R"("value":123456789012345678901234567890.10,"visits":-98765432109876543210,)"
                        R"("newsletter":true}},{"contactId":"c1","attributes":{"since":"2026-02-28",)"
                        R"("tier":"Größe 7","value":1e-7}}]})"));
    QVERIFY(body.size() <= batch->wireBytes());
}

void TestEnrichmentCodec::escapesWhatNeedsIt()
{
    ListSchema schema = *sampleSchema(QStringLiteral("a\"b\\c"));
    schema.attributes[0].name = QStringLiteral("q\"\\\n");
    EnrichmentBatchBuilder builder(std::make_shared<ListSchema>(schema));
    std::string odd;
    for (int c = 1; c < 128; ++c)
        odd += char(c);
    odd += '\0';
    for (int i = 0; i < 200; ++i) {
        builder.beginContact(odd + std::to_string(i));
        builder.add(0, odd);
    }
    const auto batch = builder.take();
    const QByteArray body = codec.batch(*batch);
    QVERIFY(!StrictJson(body).fault());
    QVERIFY2(body.size() <= batch->wireBytes(), "the estimate is never too small");
    QVERIFY2(batch->wireBytes() < body.size() + body.size() / 20 + 100, "nor much too large");
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    QCOMPARE(object[QStringLiteral("contactListId")].toString(), schema.listId);
    const QJsonObject contact = object[QStringLiteral("contacts")].toArray().last().toObject();
    QCOMPARE(contact[QStringLiteral("contactId")].toString().toStdString(), odd + "199");
    QCOMPARE(contact[QStringLiteral("attributes")][schema.attributes[0].name].toString().toStdString(), odd);
}

void TestEnrichmentCodec::F26_answers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<qint64>("processed");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &body, WriteFate fate, qint64 processed, const char *error) {
        QTest::newRow(name) << body << fate << processed << QString::fromLatin1(error);
    };
    using enum WriteFate;
    row("all", R"({"processedCount":3})", Applied, 3, "");
    row("all, more members", R"({"processedCount":3,"rejected":[],"took":1.5})", Applied, 3, "");
    row("all, as a fraction that is none", R"({"processedCount":3.0})", Applied, 3, "");
    row("fewer", R"({"processedCount":2})", Unknown, 2, "unexpected_shape other_count");
    row("none", R"({"processedCount":0})", Unknown, 0, "unexpected_shape other_count");
    row("more", R"({"processedCount":4})", Unknown, 4, "unexpected_shape other_count");
    row("missing", R"({"status":"ok"})", Unknown, -1, "unexpected_shape processed_count");
    row("text", R"({"processedCount":"3"})", Unknown, -1, "unexpected_shape processed_count");
    row("null", R"({"processedCount":null})", Unknown, -1, "unexpected_shape processed_count");
    row("fraction", R"({"processedCount":3.5})", Unknown, -1, "unexpected_shape processed_count");
    row("S43 negative", R"({"processedCount":-1})", Unknown, -1, "unexpected_shape processed_count");
    row("S43 huge", R"({"processedCount":1e30})", Unknown, -1, "unexpected_shape processed_count");
    row("S43 beyond 64 bits", R"({"processedCount":99999999999999999999})", Unknown, -1,
        "unexpected_shape processed_count");
    row("S16 twice", R"({"processedCount":2,"processedCount":3})", Unknown, -1, "unexpected_shape repeated_key");
    row("array", R"([{"processedCount":3}])", Unknown, -1, "unexpected_shape not_object");
    row("empty", "", Unknown, -1, "not_from_api empty_body");
    row("markup", "<html>", Unknown, -1, "not_from_api markup");
    row("cut", R"({"processedCount":3)", Unknown, -1, "broken_body cut_body");
    row("rubbish behind", R"({"processedCount":3}x)", Unknown, -1, "broken_body invalid_json");
}

void TestEnrichmentCodec::F26_answers()
{
    QFETCH(QByteArray, body);
    QFETCH(WriteFate, fate);
    QFETCH(qint64, processed);
    QFETCH(QString, error);
    for (const int status : {200, 201}) {
        const EnrichmentAnswer answer = codec.enriched(status, body, 3);
        QCOMPARE(answer.fate, fate);
        QCOMPARE(answer.processed.value_or(-1), processed);
        QCOMPARE(answer.error ? errorKindKey(answer.error->kind) + u' ' + answer.error->code : QString(), error);
        QVERIFY(!answer.error || (answer.error->httpStatus == status && answer.error->detail.isEmpty()));
        QVERIFY(answer.faults.isEmpty());
    }
}

void TestEnrichmentCodec::F12_refusalsNameWhatIsWrong()
{
    const auto batch = sampleBatch(3);
    ApiError refusal;
    const auto fault = [](std::optional<std::size_t> contact, const char *attribute, const char *issue) {
        return EnrichmentFault{contact, QString::fromUtf8(attribute), QString::fromLatin1(issue)};
    };
    const QList<std::pair<const char *, EnrichmentFault>> rows = {
        {"contacts[1].attributes.tier", fault(1, "tier", "0")},
        {"contacts[2].contactId", fault(2, "", "1")},
        {"contacts[0]", fault(0, "", "2")},
        {"contacts[0].attributes", fault(0, "", "3")},
        {"contacts[0].attributes.größe.cm[0]", fault(0, "größe.cm[0]", "4")},
        {"contacts[3].contactId", fault({}, "", "5")},
        {"contacts[-1]", fault({}, "", "6")},
        {"contacts[9999999999]", fault({}, "", "7")},
        {"xcontacts[0]", fault({}, "", "8")},
        {"contacts", fault({}, "", "9")},
        {"contactListId", fault({}, "", "10")},
        {"contacts[1]x", fault({}, "", "11")},
    };
    QList<EnrichmentFault> expected;
    for (const auto &[field, named] : rows) {
        refusal.details.append({QString::fromUtf8(field), named.issue});
        expected.append(named);
    }
    QCOMPARE(codec.faults(refusal, *batch), expected);
    QVERIFY(codec.faults({}, *batch).isEmpty());
}

void TestEnrichmentCodec::writesARegistration()
{
    QCOMPARE(QJsonDocument::fromJson(codec.registration(webhook())),
             QJsonDocument::fromJson(R"({"name":"crm","url":"https://crm.example.test/hooks/7?key=k",)"
                                     R"("events":["contact.enriched","contact.updated"],)"
                                     R"("retryPolicy":{"maxRetries":"3","backoffMs":"1500"}})"));
}

void TestEnrichmentCodec::registrationAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("error"); ///< Empty: it stands.
    const QByteArray own = codec.registration(webhook());
    const auto with = [&own](const char *from, const char *to) { return QByteArray(own).replace(from, to); };
    const auto good = [](const char *name, const QByteArray &body, const char *id) {
        QTest::newRow(name) << body << QString::fromLatin1(id) << QString();
    };
    const auto bad = [](const char *name, const QByteArray &body, const char *error) {
        QTest::newRow(name) << body << QString() << QString::fromLatin1(error);
    };
    good("no body", "", "");
    good("empty object", "{}", "");
    good("itself", own, "");
    good("with an id", with("{\"events\"", "{\"webhookId\":\"w7\",\"events\""), "w7");
    good("a longer address of the same", with("/hooks/7", "/hooks/./7"), "");
    good("events in another order",
         with(R"("contact.enriched","contact.updated")", R"("contact.updated","contact.enriched")"), "");
    bad("another name", with("\"crm\"", "\"erp\""), "unexpected_shape other_registration");
    bad("another address", with("hooks/7", "hooks/8"), "unexpected_shape other_registration");
    bad("fewer events", with(",\"contact.updated\"", ""), "unexpected_shape other_registration");
    bad("another policy", with("\"1500\"", "\"1501\""), "unexpected_shape other_registration");
    bad("address is none", with("\"https://crm.example.test/hooks/7?key=k\"", "7"),
        "unexpected_shape other_registration");
    bad("array", "[]", "unexpected_shape not_object");
    bad("markup", "<html>", "not_from_api markup");
    bad("cut", own.chopped(1), "broken_body cut_body");
}

void TestEnrichmentCodec::registrationAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    QFETCH(QString, error);
    using enum WebhookAnswer::Outcome;
    for (const int status : {200, 201}) {
        const WebhookAnswer answer = codec.registered(status, body, webhook());
        QCOMPARE(answer.webhookId, id);
        QCOMPARE(answer.error ? errorKindKey(answer.error->kind) + u' ' + answer.error->code : QString(), error);
        QCOMPARE(answer.fate, error.isEmpty() ? WriteFate::Applied : WriteFate::Unknown);
        QCOMPARE(answer.outcome.has_value(), error.isEmpty());
        if (answer.outcome)
            QCOMPARE(*answer.outcome, status == 201 ? Registered : AlreadyThere);
        else
            QVERIFY(answer.error->detail.isEmpty());
    }
}

MUSTER_TEST(TestEnrichmentCodec, QCoreApplication)
#include "tst_enrichmentcodec.moc"
