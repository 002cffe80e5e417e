// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/segmentsclient.h"
#include "network/dialects/contract/contractdialect.h"
#include "network/dialects/contract/contractsegments.h"
#include "network/http/apitransport.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace muster::test;

namespace tst_segmentsclient {

namespace {

QCoro::Task<Result<Secret>> fixedSecret(std::stop_token)
{
    co_return Secret("s3cret-value");
}

struct Fixture
{
    FakeClock clock;
    ScriptedChannel channel;
    ApiTransport transport{contractProfile(QStringLiteral("test"), QUrl(QStringLiteral("https://api.example.test"))),
                           contractDialect()->protocol,
                           channel,
                           fixedSecret,
                           clock,
                           [] { return 0.0; }};
    ContractSegments client{transport};
};

std::shared_ptr<const SegmentQuery> query()
{
    return std::make_shared<SegmentQuery>(
        SegmentQuery{QStringLiteral("seg-1"),
                     {{QStringLiteral("city"), FilterOperator::StartsWith, QStringLiteral("B")}},
                     {QStringLiteral("city"), QStringLiteral("age")}});
}

QJsonObject bodyOf(const HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

constexpr auto pathOfQuery = "/contacts/query";

} // namespace

class TestSegmentsClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsSegments();
    void readsADefinition();
    void asksForPagesAsTheContractSays();
    void F05_pageShrinksFromTheThird429InARow();
    void F05_pausesWhenTheTriesAreUsedUp();
    void F11_invalidAttributeIsNamedAndNotRetried();
    void F13_missingSegmentIsNamed();
    void F61_wrongTypesNameTheMember_data();
    void F61_wrongTypesNameTheMember();
    void F62_emptyIdIsNeverAskedFor();
};

void TestSegmentsClient::listsSegments()
{
    Fixture fixture;
    fixture.channel.script(
        "/segments",
        {ScriptedChannel::json(
            R"({"items":[{"id":"a","name":"A","status":"Active","lastUpdated":"2026-01-02T03:04:05Z","size":12},)"
            R"({"id":"b","name":"B","status":"Inactive","lastUpdated":"2026-01-02T03:04:05+01:00"}],"more":1})")});
    const auto list = QCoro::waitFor(fixture.client.list(nullptr, {}));
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->at(0).size, 12);
    QVERIFY(list->at(0).isActive());
    QCOMPARE(list->at(1).size, -1);
    QCOMPARE(list->at(1).lastUpdated, QDateTime(QDate(2026, 1, 2), QTime(2, 4, 5), Qt::UTC));
    const HttpRequest request = fixture.channel.requestsTo("/segments").constFirst();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.url, QUrl(QStringLiteral("https://api.example.test/api/v2/contacts/segments")));
    QCOMPARE(headerValue(request.headers, "accept"), QByteArray("application/json"));
    QCOMPARE(headerValue(request.headers, "authorization"), QByteArray("Bearer token-1"));
}

void TestSegmentsClient::readsADefinition()
{
    Fixture fixture;
    fixture.channel.script(
        "/segments/seg%2F1",
        {ScriptedChannel::json(
            R"({"id":"seg/1","name":"S","status":"Active","lastUpdated":"2026-01-02T03:04:05.5Z",)"
            R"("attributes":[{"name":"city","type":"string","valid":true},{"name":"x","type":"blob","valid":false}]})")});
    const auto definition = QCoro::waitFor(fixture.client.definition(QStringLiteral("seg/1"), nullptr, {}));
    QVERIFY(definition);
    QCOMPARE(definition->attributes.size(), 2);
    QCOMPARE(definition->attributes.at(1).type, AttributeType::Other);
    QCOMPARE(definition->attributes.at(1).typeName, QStringLiteral("blob"));
    QVERIFY(!definition->attributes.at(1).valid);
}

void TestSegmentsClient::asksForPagesAsTheContractSays()
{
    Fixture fixture;
    fixture.channel.script(pathOfQuery,
                           {ScriptedChannel::json(R"({"items":[],"continuationToken":"next","count":0})"),
                            ScriptedChannel::json(R"({"items":[],"continuationToken":"","count":0})")});
    AdaptivePageSize size;
    const auto first = QCoro::waitFor(fixture.client.page(query(), {}, &size, nullptr, {}));
    QVERIFY(first);
    QCOMPARE(first->nextCursor, QByteArray("next"));
    QVERIFY(first->body.capacity() >= first->body.size());
    const auto last = QCoro::waitFor(fixture.client.page(query(), "next", &size, nullptr, {}));
    QVERIFY(last);
    QCOMPARE(last->nextCursor, QByteArray());
    const auto requests = fixture.channel.requestsTo(pathOfQuery);
    QCOMPARE(requests.size(), 2);
    QCOMPARE(headerValue(requests.at(0).headers, "content-type"), QByteArray("application/json"));
    QCOMPARE(requests.at(0).url.path(), QStringLiteral("/api/v2/contacts/segments/seg-1/contacts/query"));
    QCOMPARE(bodyOf(requests.at(0)),
             QJsonDocument::fromJson(R"({"filters":[{"attribute":"city","operator":"starts_with","value":"B"}],)"
                                     R"("pagination":{"limit":500},"requestedAttributes":["city","age"]})")
                 .object());
    QCOMPARE(
        bodyOf(requests.at(1)).value(QStringLiteral("pagination")).toObject(),
        QJsonObject({{QStringLiteral("limit"), 500}, {QStringLiteral("continuationToken"), QStringLiteral("next")}}));
}

void TestSegmentsClient::F05_pageShrinksFromTheThird429InARow()
{
    Fixture fixture;
    const auto busy = ScriptedChannel::status(429);
    fixture.channel.script(pathOfQuery, {busy, busy, busy, ScriptedChannel::json(R"({"items":[]})")});
    AdaptivePageSize size;
    QVERIFY(QCoro::waitFor(fixture.client.page(query(), {}, &size, nullptr, {})));
    QList<int> limits;
    for (const HttpRequest &request : fixture.channel.requestsTo(pathOfQuery))
        limits.append(
            bodyOf(request).value(QStringLiteral("pagination")).toObject().value(QStringLiteral("limit")).toInt());
    QCOMPARE(limits, QList<int>({500, 500, 500, 250}));
    QVERIFY(size.lowered);
    // Two in a row, an answer, two in a row: never three.
    fixture.channel.script(
        pathOfQuery,
        {busy, busy, ScriptedChannel::json(R"({"items":[]})"), busy, busy, ScriptedChannel::json(R"({"items":[]})")});
    AdaptivePageSize other;
    QVERIFY(QCoro::waitFor(fixture.client.page(query(), {}, &other, nullptr, {})));
    QVERIFY(QCoro::waitFor(fixture.client.page(query(), {}, &other, nullptr, {})));
    QCOMPARE(other.current(), 500);
}

void TestSegmentsClient::F05_pausesWhenTheTriesAreUsedUp()
{
    Fixture fixture;
    fixture.channel.script(pathOfQuery, {ScriptedChannel::status(429)});
    AdaptivePageSize size;
    const auto page = QCoro::waitFor(fixture.client.page(query(), {}, &size, nullptr, {}));
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::Throttled);
    QCOMPARE(page.error().httpStatus, 429);
    QVERIFY(page.error().retryAfter.has_value());
    QCOMPARE(fixture.channel.requestsTo(pathOfQuery).size(), 5);
}

void TestSegmentsClient::F11_invalidAttributeIsNamedAndNotRetried()
{
    Fixture fixture;
    fixture.channel.script(
        pathOfQuery,
        {ScriptedChannel::json(R"({"error":"invalid_query","message":"bad attribute","details":)"
                               R"([{"field":"requestedAttributes[1]","issue":"unknown attribute"}]})",
                               400)});
    AdaptivePageSize size;
    const auto page = QCoro::waitFor(fixture.client.page(query(), {}, &size, nullptr, {}));
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::Invalid);
    QCOMPARE(page.error().code, QStringLiteral("invalid_query"));
    QCOMPARE(page.error().details,
             QList<FieldFault>({{QStringLiteral("requestedAttributes[1]"), QStringLiteral("unknown attribute")}}));
    QCOMPARE(page.error().requestId.size(), 32);
    QCOMPARE(fixture.channel.requestsTo(pathOfQuery).size(), 1);
}

void TestSegmentsClient::F13_missingSegmentIsNamed()
{
    Fixture fixture;
    fixture.channel.script("/segments/gone", {ScriptedChannel::status(404)});
    const auto definition = QCoro::waitFor(fixture.client.definition(QStringLiteral("gone"), nullptr, {}));
    QVERIFY(!definition);
    QCOMPARE(definition.error().kind, ErrorKind::NotFound);
    QCOMPARE(definition.error().subject, QStringLiteral("gone"));
    QCOMPARE(fixture.channel.requestsTo("/segments/gone").size(), 1);
}

void TestSegmentsClient::F61_wrongTypesNameTheMember_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("issue");
    const auto row = [](const char *name, const QByteArray &body, const char *field, const char *issue) {
        QTest::newRow(name) << body << QString::fromLatin1(field) << QString::fromLatin1(issue);
    };
    const QByteArray rest = R"("name":"A","status":"Active","lastUpdated":"2026-01-02T03:04:05Z"})";
    row("items is an object", R"({"items":{}})", "items", "not_array");
    row("items is missing", R"({})", "items", "missing");
    row("an item is text", R"({"items":["x"]})", "items[0]", "not_object");
    row("id is a number", R"({"items":[{"id":7,)" + rest + "]}", "items[0].id", "not_text");
    row("id is empty", R"({"items":[{"id":"",)" + rest + "]}", "items[0].id", "empty");
    row("size is text", R"({"items":[{"id":"a","size":"9",)" + rest + "]}", "items[0].size", "not_integer");
    row("size has a fraction", R"({"items":[{"id":"a","size":1.5,)" + rest + "]}", "items[0].size", "not_integer");
    row("date without offset", R"({"items":[{"id":"a","name":"A","status":"s","lastUpdated":"2026-01-02T03:04:05"}]})",
        "items[0].lastUpdated", "not_time");
    row("date is text", R"({"items":[{"id":"a","name":"A","status":"s","lastUpdated":"soon"}]})",
        "items[0].lastUpdated", "not_time");
}

void TestSegmentsClient::F61_wrongTypesNameTheMember()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    QFETCH(QString, issue);
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::json(body)});
    const auto list = QCoro::waitFor(fixture.client.list(nullptr, {}));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(list.error().details, QList<FieldFault>({{field, issue}}));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 1);
}

void TestSegmentsClient::F62_emptyIdIsNeverAskedFor()
{
    Fixture fixture;
    for (const QString &id : {QString(), QStringLiteral("."), QStringLiteral("..")}) {
        const auto definition = QCoro::waitFor(fixture.client.definition(id, nullptr, {}));
        QVERIFY(!definition);
        QCOMPARE(definition.error().kind, ErrorKind::BadInput);
    }
    QVERIFY(fixture.channel.requests().isEmpty());
}

MUSTER_TEST(TestSegmentsClient, QCoreApplication)

} // namespace tst_segmentsclient
#include "tst_segmentsclient.moc"
