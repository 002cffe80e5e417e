// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonesegments.h"

#include "network/tenant/tenantconnection.h"
#include "network/wire/mapped.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QUrlQuery>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesegments {

namespace {

const QString listId = u"calling-list/17"_s;
const ScriptedChannel::Step nothing = ScriptedChannel::status(204, {}, {});

/// A tenant of CXone whose documents are answered.
struct Tenant
{
    explicit Tenant(const QMap<QString, QString> &options = {})
    {
        ConnectionProfile profile = contractProfile(u"cxone"_s, QUrl(u"https://issuer.example.test"_s));
        profile.dialect = u"cxone"_s;
        profile.environment = Environment::Test;
        profile.clientId = u"key-id"_s;
        profile.options = options;
        profile.options.insert(u"sign_in_host"_s, u"https://auth.example.test"_s);
        profile.approvedOrigins = {u"https://api.example.test:443"_s};
        auto owned = std::make_unique<ScriptedChannel>();
        channel = owned.get();
        channel->script("/openid-configuration",
                        {ScriptedChannel::json(R"({"token_endpoint":"https://issuer.example.test/auth/token"})")});
        const QByteArray claims = QByteArray(R"({"tenantId":"t-7"})").toBase64(QByteArray::Base64UrlEncoding);
        channel->script("/token/access-key",
                        {ScriptedChannel::json(R"({"access_token":"bearer-1","expires_in":3600,"id_token":"e30.)"
                                               + claims + R"(.e30"})")});
        channel->script("/cxone-configuration",
                        {ScriptedChannel::json(R"({"api_endpoint":"https://api.example.test"})")});
        connection = std::make_unique<TenantConnection>(profile, fixedSecret, clock, std::move(owned));
    }
    SegmentsClient &client() { return connection->segments(); }
    Result<RawPage> page(const QString &id, const QByteArray &cursor = {})
    {
        const auto query = std::make_shared<const SegmentQuery>(SegmentQuery{id, {}, {u"firstName"_s}});
        return QCoro::waitFor(client().page(query, cursor, &size, &observer, {}));
    }
    /// The cursor behind that page.
    QByteArray behind(const QString &id, const RawPage &raw)
    {
        const auto page = client().decoder({id, {}, {u"firstName"_s}})->decode(raw);
        return page ? page->nextCursor : QByteArray("undecoded " + page.error().code.toUtf8());
    }
    QStringList asked(const QByteArray &path) const
    {
        return mapped(channel->requestsTo(path), [](const HttpRequest &request) { return request.url.query(); });
    }

    FakeClock clock;
    RecordingObserver observer;
    AdaptivePageSize size;
    ScriptedChannel *channel = nullptr;
    std::unique_ptr<TenantConnection> connection;
};

QByteArray index(int from, int count, int total)
{
    QByteArrayList lists;
    for (int id = from; id < from + count; ++id)
        lists << R"({"listId":)" + QByteArray::number(id)
                + R"(,"listName":"L","status":"Active","totalRecords":1,"updateDate":"2026-01-02T03:04:05Z"})";
    return R"({"totalRecords":)" + QByteArray::number(total) + R"(,"callingLists":[)" + lists.join(',') + "]}";
}

QByteArray records(const QByteArray &ids)
{
    QByteArrayList all;
    for (const QByteArray &id : ids.split(' '))
        all << R"({"externalId":")" + id + R"(","firstName":"A"})";
    return R"({"resultSet":{"listName":"L","status":"Active","updateDate":"2026-01-02T03:04:05Z","totalRecords":9,)"
           R"("contactRecords":[)"
        + all.join(',') + "]}}";
}

} // namespace

class TestCxoneSegments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEverySource();
    void F67_anIndexWithoutEndIsRefused();
    void F28_aListThatIsNoAnswerIsAskedForAgain();
    void definesACallingList();
    void definesAnEmptyListByTheIndex();
    void F13_anUnknownSourceIsNamed_data();
    void F13_anUnknownSourceIsNamed();
    void definesCustomers();
    void readsACallingListByPlace();
    void readsCompletedContactsOfOneTime();
    void readsCustomersByPage();
    void definesRecordedInteractionsWithoutACall();
    void readsRecordedInteractionsByDay();
    void F62_daysThatAreNotThoseOfTheQueryAreRefused();
    void F05_pageShrinksFromTheThird429InARow();
    void F05_customersKeepTheirPageSize();
    void F28_anEmptyAnswerIsNotTheEnd();
    void F62_aForeignCursorIsRefusedBeforeAnythingIsSent_data();
    void F62_aForeignCursorIsRefusedBeforeAnythingIsSent();
};

void TestCxoneSegments::listsEverySource()
{
    Tenant tenant;
    tenant.channel->script("/lists/call-lists",
                           {ScriptedChannel::json(index(1, 100, 103)), ScriptedChannel::json(index(101, 3, 103))});
    const auto list = QCoro::waitFor(tenant.client().list(nullptr, {}));
    QVERIFY2(list, qPrintable(list ? QString() : list.error().code));
    QCOMPARE(list->size(), 106);
    QCOMPARE(list->at(102).id, u"calling-list/103"_s);
    QCOMPARE(list->at(103).id, u"completed-contacts"_s);
    QCOMPARE(list->at(104).id, u"digital-customers"_s);
    QCOMPARE(list->at(105).id, u"recorded-interactions"_s);
    QVERIFY(list->at(104).isActive());
    QVERIFY(list->at(104).lastUpdated.isNull());
    QCOMPARE(tenant.asked("/lists/call-lists"), QStringList({u"skip=0&top=100"_s, u"skip=100&top=100"_s}));
    const HttpRequest request = tenant.channel->requestsTo("/lists/call-lists").constFirst();
    QCOMPARE(request.url.host(), u"api.example.test"_s);
    QCOMPARE(request.url.path(), u"/incontactapi/services/v31.0/lists/call-lists"_s);
    QCOMPARE(headerValue(request.headers, "authorization"), QByteArray("Bearer bearer-1"));
    QCOMPARE(headerValue(request.headers, "accept"), QByteArray("application/json"));

    // Without a total the end is a page with nothing on it.
    Tenant silent;
    silent.channel->script(
        "/lists/call-lists",
        {ScriptedChannel::json(index(1, 2, 2).replace(R"("totalRecords":2,"call)", R"("call)")), nothing});
    const auto two = QCoro::waitFor(silent.client().list(nullptr, {}));
    QVERIFY(two);
    QCOMPARE(two->size(), 5);
    QCOMPARE(silent.asked("/lists/call-lists").last(), u"skip=2&top=100"_s);
}

void TestCxoneSegments::F67_anIndexWithoutEndIsRefused()
{
    Tenant tenant;
    tenant.channel->script("/lists/call-lists", {ScriptedChannel::json(index(1, 100, 300))}); // whatever is skipped
    const auto list = QCoro::waitFor(tenant.client().list(nullptr, {}));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::LimitExceeded);
    QCOMPARE(list.error().code, u"cursor_repeated"_s);
    QCOMPARE(tenant.asked("/lists/call-lists").size(), 2);
}

void TestCxoneSegments::F28_aListThatIsNoAnswerIsAskedForAgain()
{
    Tenant tenant;
    tenant.channel->script("/lists/call-lists",
                           {ScriptedChannel::status(200, {}, {}), ScriptedChannel::json(index(1, 1, 1))});
    const auto list = QCoro::waitFor(tenant.client().list(&tenant.observer, {}));
    QVERIFY(list);
    QCOMPARE(list->size(), 4);
    QCOMPARE(tenant.observer.causes, QStringList{u"not_from_api"_s});
}

void TestCxoneSegments::definesACallingList()
{
    Tenant tenant;
    tenant.channel->script("/lists/call-lists/17", {ScriptedChannel::json(records("1 2"))});
    const auto definition = QCoro::waitFor(tenant.client().definition(listId, nullptr, {}));
    QVERIFY(definition);
    QCOMPARE(definition->id, listId);
    QCOMPARE(definition->size, 9);
    QVERIFY(definition->isActive() && definition->isFilteredHere && !definition->isLive);
    QCOMPARE(tenant.asked("/lists/call-lists/17"),
             QStringList{u"includeRecords=true&skip=0&top=100&orderBy=externalId"_s});
}

void TestCxoneSegments::definesAnEmptyListByTheIndex()
{
    Tenant tenant;
    tenant.channel->script("/lists/call-lists/17", {nothing});
    tenant.channel->script("/lists/call-lists", {ScriptedChannel::json(index(17, 1, 1))});
    const auto definition = QCoro::waitFor(tenant.client().definition(listId, nullptr, {}));
    QVERIFY(definition);
    QCOMPARE(definition->name, u"L"_s);
    QVERIFY(definition->isActive());
    QCOMPARE(definition->lastUpdated, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QVERIFY(!definition->attributes.isEmpty());
    tenant.channel->script("/lists/call-lists/18", {nothing});
    const auto none = QCoro::waitFor(tenant.client().definition(u"calling-list/18"_s, nullptr, {}));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
}

void TestCxoneSegments::F13_anUnknownSourceIsNamed_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<qsizetype>("requests");
    QTest::newRow("a list that is gone") << listId << qsizetype(1);
    QTest::newRow("no list") << u"calling-list/x"_s << qsizetype(0);
    QTest::newRow("a segment of the other flavour") << u"seg-1"_s << qsizetype(0);
    QTest::newRow("nothing") << QString() << qsizetype(0);
}

void TestCxoneSegments::F13_anUnknownSourceIsNamed()
{
    QFETCH(QString, id);
    QFETCH(qsizetype, requests);
    Tenant tenant;
    tenant.channel->script("/lists/call-lists/17", {ScriptedChannel::status(404)});
    const auto definition = QCoro::waitFor(tenant.client().definition(id, nullptr, {}));
    QVERIFY(!definition);
    QCOMPARE(definition.error().kind, ErrorKind::NotFound);
    QCOMPARE(definition.error().subject, id);
    const auto page = tenant.page(id);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::NotFound);
    QCOMPARE(tenant.channel->requestsTo("/17").size(), 2 * requests);
    QCOMPARE(tenant.channel->requests().isEmpty(), requests == 0);
}

void TestCxoneSegments::definesCustomers()
{
    Tenant tenant({{u"digital_path"_s, u"own/4.0"_s}});
    tenant.channel->script(
        "/customers",
        {ScriptedChannel::json(R"({"hits":2,"data":[{"id":"1","customFields":[{"ident":"old","value":"1"}]}]})"),
         ScriptedChannel::json(R"({"hits":2,"data":[{"id":"2","customFields":[{"ident":"new","value":"1"}]}]})")});
    const auto definition = QCoro::waitFor(tenant.client().definition(u"digital-customers"_s, nullptr, {}));
    QVERIFY(definition);
    QStringList names;
    for (const SegmentAttribute &attribute : definition->attributes)
        names << attribute.name;
    QVERIFY(names.contains(u"customFields.old"_s) && names.contains(u"customFields.new"_s));
    QVERIFY(definition->isLive);
    QCOMPARE(tenant.asked("/customers"),
             QStringList({u"limit=100&orderBy=createdAt&order=asc"_s, u"limit=100&orderBy=createdAt&order=desc"_s}));
    QCOMPARE(tenant.channel->requestsTo("/customers").constFirst().url.path(), u"/own/4.0/customers"_s);
}

void TestCxoneSegments::readsACallingListByPlace()
{
    Tenant tenant;
    tenant.size.wanted = 3;
    tenant.channel->script("/lists/call-lists/17",
                           {ScriptedChannel::json(records("1 2 3")), ScriptedChannel::json(records("4 5")), nothing});
    const auto first = tenant.page(listId);
    QVERIFY(first);
    QVERIFY(!first->nextCursor); // only the records tell
    const QByteArray second = tenant.behind(listId, *first);
    const auto page = tenant.page(listId, second);
    QVERIFY(page);
    const auto last = tenant.page(listId, tenant.behind(listId, *page));
    QVERIFY(last);
    QCOMPARE(last->nextCursor, QByteArray());
    QCOMPARE(tenant.behind(listId, *last), QByteArray());
    const QString rest = u"&top=3&orderBy=externalId"_s;
    QCOMPARE(tenant.asked("/lists/call-lists/17"),
             QStringList({u"includeRecords=true&skip=0"_s + rest, u"includeRecords=true&skip=3"_s + rest,
                          u"includeRecords=true&skip=5"_s + rest})); // by what came, not by what was asked for
}

void TestCxoneSegments::readsCompletedContactsOfOneTime()
{
    const QString id = u"completed-contacts"_s;
    Tenant tenant({{u"completed_days"_s, u"7"_s}});
    tenant.clock.setWall(QDateTime(QDate(2026, 3, 10), QTime(12, 0, 0, 750), Qt::UTC));
    tenant.channel->script(
        "/contacts/completed",
        {ScriptedChannel::json(R"({"totalRecords":2,"completedContacts":[{"contactId":5},{"contactId":6}]})"),
         nothing});
    const auto first = tenant.page(id);
    QVERIFY(first);
    const QByteArray cursor = tenant.behind(id, *first);
    tenant.clock.setWall(QDateTime(QDate(2026, 3, 14), QTime(8, 0), Qt::UTC)); // resumed days later
    const auto second = tenant.page(id, cursor);
    QVERIFY(second);
    const QString time = u"startDate=2026-03-03T12%3A00%3A00Z&endDate=2026-03-10T12%3A00%3A00Z&skip="_s;
    QCOMPARE(
        tenant.asked("/contacts/completed"),
        QStringList({time % u"0&top=500&orderBy=contactStartDate"_s, time % u"2&top=500&orderBy=contactStartDate"_s}));
}

void TestCxoneSegments::readsCustomersByPage()
{
    const QString id = u"digital-customers"_s;
    Tenant tenant;
    tenant.channel->script("/customers",
                           {ScriptedChannel::json(R"({"hits":2,"data":[{"id":"1"}]})"),
                            ScriptedChannel::json(R"({"hits":2,"data":[{"id":"2"}]})"),
                            ScriptedChannel::json(R"({"hits":2,"data":[]})")});
    QByteArray cursor;
    for (int page = 0; page < 3; ++page) {
        const auto raw = tenant.page(id, cursor);
        QVERIFY(raw);
        cursor = tenant.behind(id, *raw);
    }
    QVERIFY(cursor.isEmpty());
    QCOMPARE(tenant.asked("/customers"),
             QStringList({u"limit=100&orderBy=createdAt&order=asc"_s, u"limit=100&page=1&orderBy=createdAt&order=asc"_s,
                          u"limit=100&page=2&orderBy=createdAt&order=asc"_s}));
}

void TestCxoneSegments::definesRecordedInteractionsWithoutACall()
{
    Tenant tenant({{u"extraction_columns"_s, u"Start Date, Own column"_s}});
    const auto definition = QCoro::waitFor(tenant.client().definition(u"recorded-interactions"_s, nullptr, {}));
    QVERIFY(definition);
    QVERIFY(tenant.channel->requests().isEmpty()); // a look would take the tenant's one place for minutes
    QVERIFY(definition->isLive && definition->isFilteredHere && definition->isActive());
    const QStringList names = mapped(definition->attributes, &SegmentAttribute::name);
    QCOMPARE(names, QStringList({u"Start Date"_s, u"Own column"_s}));
    QVERIFY(definition->days);
    QCOMPARE(definition->days->most, 14);
    QCOMPARE(definition->days->perDay, std::chrono::seconds(62));
    QCOMPARE(definition->days->lag, std::chrono::minutes(30));
}

void TestCxoneSegments::readsRecordedInteractionsByDay()
{
    Tenant tenant({{u"extraction_columns"_s, u"ANI"_s}});
    tenant.channel->script("/jobs",
                           {nothing, ScriptedChannel::json(R"("a")", 202), ScriptedChannel::json(R"("b")", 202)});
    const auto done = [](const QByteArray &id) {
        return ScriptedChannel::json(R"({"jobStatus":{"id":")" + id + R"(","status":"SUCCEEDED","result":{"url":"/)"
                                     + id + R"(.csv"}}})");
    };
    tenant.channel->script("/jobs/a", {done("a")});
    tenant.channel->script("/jobs/b", {done("b")});
    tenant.channel->script("/a.csv", {ScriptedChannel::status(200, {}, "Segment ID,ANI\n1,555\n")});
    tenant.channel->script("/b.csv", {ScriptedChannel::status(200, {}, "Segment ID,ANI\n2,556\n")});
    const QDate day = tenant.clock.wallNow().date().addDays(-2);
    const auto query = std::make_shared<const SegmentQuery>(SegmentQuery{
        .segmentId = u"recorded-interactions"_s, .attributes = {u"ANI"_s}, .from = day, .to = day.addDays(1)});
    QByteArray cursor;
    QStringList ids;
    do {
        const auto raw = QCoro::waitFor(tenant.client().page(query, cursor, &tenant.size, &tenant.observer, {}));
        QVERIFY2(raw, qPrintable(raw ? QString() : raw.error().code + raw.error().subject));
        const auto page = tenant.client().decoder(*query)->decode(*raw);
        QVERIFY(page);
        QCOMPARE(std::optional(page->nextCursor), raw->nextCursor); // known before it is decoded
        ids.append(QString::fromStdString(std::string(page->id(0))));
        cursor = page->nextCursor;
    } while (!cursor.isEmpty());
    QCOMPARE(ids, QStringList({u"1"_s, u"2"_s}));
}

void TestCxoneSegments::F62_daysThatAreNotThoseOfTheQueryAreRefused()
{
    Tenant tenant;
    const QDate day = tenant.clock.wallNow().date().addDays(-2);
    const auto asked = [&tenant](const QDate &from, const QDate &to, const QByteArray &cursor) {
        const auto query = std::make_shared<const SegmentQuery>(
            SegmentQuery{.segmentId = u"recorded-interactions"_s, .attributes = {u"ANI"_s}, .from = from, .to = to});
        const auto page = QCoro::waitFor(tenant.client().page(query, cursor, &tenant.size, nullptr, {}));
        return page ? u"a page"_s : page.error().code;
    };
    QCOMPARE(asked({}, {}, {}), u"extraction_days"_s);
    QCOMPARE(asked(day, day.addDays(-1), {}), u"extraction_days"_s);
    QCOMPARE(asked(day, day, CxonePlace::ofDays(day, day.addDays(1)).cursor()), u"invalid_continuation_token"_s);
    QCOMPARE(asked(day, day, "cxone1 completed-contacts 0 0 - - -"), u"invalid_continuation_token"_s);
    QVERIFY(tenant.channel->requests().isEmpty());
}

void TestCxoneSegments::F05_pageShrinksFromTheThird429InARow()
{
    Tenant tenant;
    const auto busy = ScriptedChannel::status(429);
    tenant.channel->script("/lists/call-lists/17", {busy, busy, busy, ScriptedChannel::json(records("1 2")), nothing});
    const auto first = tenant.page(listId);
    QVERIFY(first);
    QVERIFY(tenant.size.lowered);
    QVERIFY(tenant.page(listId, tenant.behind(listId, *first)));
    const QStringList asked = tenant.asked("/lists/call-lists/17");
    QCOMPARE(asked.size(), 5);
    QVERIFY(asked.at(3).contains(u"top=500&"_s));
    QVERIFY(asked.at(4).contains(u"skip=2&top=250&"_s));
}

void TestCxoneSegments::F05_customersKeepTheirPageSize()
{
    const QString id = u"digital-customers"_s;
    Tenant tenant;
    tenant.size = {.wanted = 40, .reduced = 20};
    tenant.channel->script("/customers", {ScriptedChannel::json(R"({"hits":99,"data":[{"id":"1"}]})")});
    const auto first = tenant.page(id);
    QVERIFY(first);
    tenant.size.lowered = true; // pages of another size would begin elsewhere
    QVERIFY(tenant.page(id, tenant.behind(id, *first)));
    QVERIFY(tenant.asked("/customers").last().startsWith(u"limit=40&page=1&"_s));
}

void TestCxoneSegments::F28_anEmptyAnswerIsNotTheEnd()
{
    Tenant tenant;
    tenant.channel->script("/lists/call-lists/17", {ScriptedChannel::status(200, {}, {})});
    const auto page = tenant.page(listId);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::NotFromApi);
    QCOMPARE(page.error().code, u"empty_body"_s);
}

void TestCxoneSegments::F62_aForeignCursorIsRefusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QByteArray>("cursor");
    QTest::newRow("of the other flavour") << QByteArray("eyJvZmZzZXQiOjUwMH0");
    QTest::newRow("of another list") << QByteArray("cxone1 calling-list/18 5 0 - - 0123456789abcdef");
    QTest::newRow("before the first") << QByteArray("cxone1 calling-list/17 -5 0 - - 0123456789abcdef");
}

void TestCxoneSegments::F62_aForeignCursorIsRefusedBeforeAnythingIsSent()
{
    QFETCH(QByteArray, cursor);
    Tenant tenant;
    const auto page = tenant.page(listId, cursor);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::BadInput);
    QCOMPARE(page.error().code, u"invalid_continuation_token"_s);
    QCOMPARE(page.error().subject, listId);
    QVERIFY(tenant.channel->requests().isEmpty());
}

MUSTER_TEST(TestCxoneSegments, QCoreApplication)

} // namespace tst_cxonesegments
#include "tst_cxonesegments.moc"
