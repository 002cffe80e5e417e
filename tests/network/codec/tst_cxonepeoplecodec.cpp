// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonepeoplecodec.h"

#include "network/codec/recordpagedecoder.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonepeoplecodec {

namespace {

const QString listId = u"calling-list/17"_s;
const QString completedId = u"completed-contacts"_s;
const QString customersId = u"digital-customers"_s;

CxonePlace firstOf(const QString &id)
{
    CxonePlace place{.source = *CxoneSource::fromId(id)};
    if (place.source.kind == CxoneSource::Kind::CompletedContacts) {
        place.from = QDateTime(QDate(2026, 3, 1), QTime(9, 0), Qt::UTC);
        place.to = place.from.addDays(30);
    } else if (place.source.kind == CxoneSource::Kind::DigitalCustomers) {
        place.at = CxonePlace::unnumbered;
        place.size = 50;
    }
    return place;
}

SegmentQuery queryOf(const QString &id, const QStringList &attributes, const QList<SegmentFilter> &filters = {})
{
    return {id, filters, attributes};
}

Result<RecordPage> decode(const SegmentQuery &query, const QByteArray &body, const QByteArray &asked = {})
{
    RawPage page{.body = body, .asked = asked.isEmpty() ? firstOf(query.segmentId).cursor() : asked};
    return cxoneDecoder(query)->decode(page);
}

QByteArray listPage(const QByteArray &records, const QByteArray &rest = R"("totalRecords":3)")
{
    return R"({"resultSet":{"listName":"L","status":"Active",)" + rest + R"(,"contactRecords":[)" + records + "]}}";
}

/// A row as "id|cell|cell", absent ones as "-", JSON in <>.
QStringList rows(const RecordPage &page)
{
    QStringList lines;
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const auto words = [](std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); };
        QStringList parts{words(page.id(row))};
        for (std::size_t column = 0; column < page.columnCount; ++column) {
            const RecordCell &cell = page.cell(row, column);
            const QString text = words(page.text(cell));
            parts << (cell.kind == RecordCell::Kind::Absent     ? u"-"_s
                          : cell.kind == RecordCell::Kind::Json ? QString(u'<' + text + u'>')
                                                                : text);
        }
        lines << parts.join(u'|');
    }
    return lines;
}

const QByteArray ada = R"({"externalId":"007","firstName":"Ada","lastName":"L\u00f6w","agentId":12,"priority":null,)"
                       R"("icSourceActive":true,"city":"Lisboa",)"
                       R"("destinations":[{"formattedDestination":"4155550100","description":"Home","maxAttempts":3},)"
                       R"({"description":"Cell","formattedDestination":"4155550101"}],)"
                       R"("otherFields":[{"fieldName":"Plan","fieldMapping":"custom1","fieldValue":"Gold"},)"
                       R"({"fieldValue":"3","fieldName":"Visits"}]})";

} // namespace

class TestCxonePeopleCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWholeRecords();
    void keepsWholeRecordsOfLongNumbers();
    void namesSourcesByTheirIds_data();
    void namesSourcesByTheirIds();
    void readsRecordsOfACallingList();
    void readsCompletedContacts();
    void readsCustomers();
    void F62_recordsWithoutUsableIdAreSetAside_data();
    void F62_recordsWithoutUsableIdAreSetAside();
    void F63_membersThatNobodyKnowsAreKept();
    void F64_numbersAreKeptDigitForDigit();
    void filtersDecideWhichRecordsCount_data();
    void filtersDecideWhichRecordsCount();
    void filtersLookAtWhatIsNoColumn();
    void F69_nothingIsTheEnd_data();
    void F69_nothingIsTheEnd();
    void F61_wrongShapesAreNamed_data();
    void F61_wrongShapesAreNamed();
    void F47_everyCutIsBroken();
    void F60_whatIsNoPageIsRefused_data();
    void F60_whatIsNoPageIsRefused();
    void F67_aPageThatBeginsLikeTheOneBeforeIsRefused();
    void F67_customersMayBeCountedFromOne();
    void placesSurviveTheJournal_data();
    void placesSurviveTheJournal();
    void placesThatNobodyWroteAreRefused_data();
    void placesThatNobodyWroteAreRefused();
    void aListOffersItsMembersNumbersAndFields();
    void customersOfferTheirFields();
};

void TestCxonePeopleCodec::namesSourcesByTheirIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isSource");
    QTest::newRow("list") << listId << true;
    QTest::newRow("completed") << completedId << true;
    QTest::newRow("customers") << customersId << true;
    for (const char *other : {"", "calling-list/", "calling-list/0", "calling-list/017", "calling-list/-1",
                              "calling-list/1/2", "calling-list/1234567890123456789", "calling-list/\u0661", "seg-1",
                              "completed-contacts/", "Digital-customers"})
        QTest::newRow(other) << QString::fromUtf8(other) << false;
}

void TestCxonePeopleCodec::namesSourcesByTheirIds()
{
    QFETCH(QString, id);
    QFETCH(bool, isSource);
    const auto source = CxoneSource::fromId(id);
    QCOMPARE(source.has_value(), isSource);
    if (source)
        QCOMPARE(source->id(), id);
}

void TestCxonePeopleCodec::readsRecordsOfACallingList()
{
    const auto query = queryOf(listId,
                               {u"lastName"_s, u"phone2"_s, u"otherFields.Visits"_s, u"agentId"_s, u"priority"_s,
                                u"icSourceActive"_s, u"phone3"_s, u"otherFields.Plan"_s});
    const auto page = decode(query, listPage(ada + R"(,{"externalId":8,"lastName":""})"));
    QVERIFY(page);
    QCOMPARE(rows(*page),
             QStringList({u"007|L\u00f6w|4155550101|3|<12>|<null>|<true>|-|Gold"_s, u"8||-|-|-|-|-|-|-"_s}));
    QCOMPARE(page->receivedCount, std::size_t(2));
    QCOMPARE(page->totalCount, std::optional<qint64>(3));
    QVERIFY(page->extra.empty()); // what was not chosen is no surprise
    const auto next = CxonePlace::fromCursor(page->nextCursor, listId);
    QVERIFY(next);
    QCOMPARE(next->at, 2);
    // From there on.
    const auto more = decode(query, listPage(R"({"externalId":"9"})"), page->nextCursor);
    QVERIFY(more);
    QCOMPARE(CxonePlace::fromCursor(more->nextCursor, listId)->at, 3);
}

void TestCxonePeopleCodec::readsCompletedContacts()
{
    const auto page = decode(
        queryOf(completedId, {u"totalDurationSeconds"_s, u"tags"_s, u"isOutbound"_s, u"toAddress"_s}),
        R"({"totalRecords":2,"_links":{"next":"https://elsewhere.example.test"},"businessUnitId":4,"lastPollTime":"x",)"
        R"("completedContacts":[{"contactId":123456789012345678,"totalDurationSeconds":12.50,"toAddress":"15555550100",)"
        R"("tags":[{"tagId":1,"tagName":"a"}],"isOutbound":false,"skillId":3}]})");
    QVERIFY(page);
    QCOMPARE(rows(*page),
             QStringList{uR"(123456789012345678|<12.50>|<[{"tagId":1,"tagName":"a"}]>|<false>|15555550100)"_s});
    const auto next = CxonePlace::fromCursor(page->nextCursor, completedId);
    QVERIFY(next);
    QCOMPARE(next->from, firstOf(completedId).from); // the time stays that of the first page
    QCOMPARE(next->to, firstOf(completedId).to);
    QCOMPARE(next->at, 1);
}

void TestCxonePeopleCodec::readsCustomers()
{
    const auto page = decode(
        queryOf(customersId, {u"surname"_s, u"messageStatistics.inbound"_s, u"customFields.vip"_s, u"identities"_s}),
        R"({"hits":1500,"data":[{"id":"c-1","updatedAt":"2026-01-01T00:00:00Z","surname":"B",)"
        R"("customFields":[{"ident":"vip","value":"yes"},{"ident":"vip","value":"twice"}],"identities":[],)"
        R"("messageStatistics":{"outbound":1,"inbound":7},"sentimentStatistics":{"positive":0}}]})");
    QVERIFY(page);
    QCOMPARE(rows(*page), QStringList{u"c-1|B|<7>|yes|<[]>"_s});
    QCOMPARE(page->totalCount, std::optional<qint64>(1500));
    const auto next = CxonePlace::fromCursor(page->nextCursor, customersId);
    QVERIFY(next);
    QCOMPARE(next->at, 1);
    QCOMPARE(next->size, 50);
}

void TestCxonePeopleCodec::F62_recordsWithoutUsableIdAreSetAside_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &record, const char *reason) {
        QTest::newRow(name) << record << QString::fromLatin1(reason);
    };
    row("no id", R"({"firstName":"A"})", "missing");
    row("null", R"({"externalId":null})", "null");
    row("empty", R"({"externalId":""})", "empty");
    row("fraction", R"({"externalId":1.5})", "not_text");
    row("object", R"({"externalId":{}})", "not_text");
    row("path", R"({"externalId":"a/b"})", "path_characters");
    row("control", R"({"externalId":"a\u0007"})", "control_characters");
    row("long", R"({"externalId":")" + QByteArray(300, 'x') + R"("})", "too_long");
}

void TestCxonePeopleCodec::F62_recordsWithoutUsableIdAreSetAside()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, reason);
    // No filter makes a record of it, and none hides it.
    for (const auto &filters : {QList<SegmentFilter>(), {{u"city"_s, FilterOperator::Equals, u"nowhere"_s}}}) {
        const auto page = decode(queryOf(listId, {u"city"_s}, filters), listPage(record + "," + ada));
        QVERIFY(page);
        QCOMPARE(page->quarantined.size(), std::size_t(1));
        QCOMPARE(page->quarantined.front().reason, reason);
        QCOMPARE(page->quarantined.front().index, 0U);
        QCOMPARE(page->rowCount(), std::size_t(filters.isEmpty() ? 1 : 0));
        QCOMPARE(page->leftOutCount, std::size_t(filters.isEmpty() ? 0 : 1));
    }
}

void TestCxonePeopleCodec::F63_membersThatNobodyKnowsAreKept()
{
    const auto page
        = decode(queryOf(listId, {u"city"_s}),
                 listPage(R"({"externalId":"1","new":{"a":[1]},"city":"x","state":"y"},{"externalId":"2"})"));
    QVERIFY(page);
    QCOMPARE(rows(*page), QStringList({u"1|x"_s, u"2|-"_s}));
    QCOMPARE(page->extras(0), std::string_view(R"("new":{"a":[1]})"));
    QVERIFY(page->extras(1).empty());
}

void TestCxonePeopleCodec::F64_numbersAreKeptDigitForDigit()
{
    const auto page = decode(queryOf(listId, {u"icAttempts"_s, u"otherFields.n"_s}),
                             listPage(R"({"externalId":9007199254740993,"icAttempts":1.000000000000000000000000000001,)"
                                      R"("otherFields":[{"fieldName":"n","fieldValue":12345678901234567890123}]})"));
    QVERIFY(page);
    QCOMPARE(rows(*page),
             QStringList{u"9007199254740993|<1.000000000000000000000000000001>|<12345678901234567890123>"_s});
}

void TestCxonePeopleCodec::filtersDecideWhichRecordsCount_data()
{
    QTest::addColumn<QList<SegmentFilter>>("filters");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char *name, const QList<SegmentFilter> &filters, const QStringList &ids) {
        QTest::newRow(name) << filters << ids;
    };
    using enum FilterOperator;
    row("none", {}, {u"1"_s, u"2"_s, u"3"_s});
    row("text", {{u"city"_s, Equals, u"Porto"_s}}, {u"2"_s});
    row("text is not", {{u"city"_s, NotEquals, u"Porto"_s}}, {u"1"_s, u"3"_s});
    row("both", {{u"city"_s, NotEquals, u"Porto"_s}, {u"icAttempts"_s, GreaterThan, u"9"_s}}, {u"3"_s});
    row("two on one", {{u"icAttempts"_s, GreaterThan, u"1"_s}, {u"icAttempts"_s, LessThan, u"10"_s}}, {u"2"_s});
    row("number by value", {{u"icAttempts"_s, LessThan, u"10"_s}}, {u"1"_s, u"2"_s});
    row("time", {{u"icCreateDate"_s, GreaterThan, u"2026-02"_s}}, {u"2"_s});
    row("phone", {{u"phone2"_s, StartsWith, u"1"_s}}, {u"1"_s});
    row("field", {{u"otherFields.Plan"_s, Contains, u"ol"_s}}, {u"1"_s});
    row("no value is not", {{u"otherFields.Plan"_s, NotEquals, u"Gold"_s}}, {u"2"_s, u"3"_s});
    row("null is no value", {{u"icCreateDate"_s, Contains, u"ul"_s}}, {});
    row("boolean", {{u"icSourceActive"_s, Equals, u"true"_s}}, {u"3"_s});
    row("an attribute that there is not", {{u"citty"_s, NotEquals, u"x"_s}}, {});
    row("text has no order", {{u"city"_s, GreaterThan, u"A"_s}}, {});
    row("over no number", {{u"icAttempts"_s, GreaterThan, u"x"_s}}, {});
}

void TestCxonePeopleCodec::filtersDecideWhichRecordsCount()
{
    QFETCH(QList<SegmentFilter>, filters);
    QFETCH(QStringList, ids);
    const QByteArray body = listPage(
        R"({"externalId":"1","city":"Lisboa","icAttempts":1,"destinations":[{},{"formattedDestination":"123"}],)"
        R"("otherFields":[{"fieldName":"Plan","fieldValue":"Gold"}],"icCreateDate":"2026-01-01T00:00:00Z"},)"
        R"({"externalId":"2","city":"Porto","icAttempts":"9","icCreateDate":"2026-02-01T00:00:00Z"},)"
        R"({"externalId":"3","icAttempts":10,"icSourceActive":true,"icCreateDate":null})");
    const auto page = decode(queryOf(listId, {u"lastName"_s, u"city"_s}, filters), body);
    QVERIFY(page);
    QStringList found;
    for (const QString &line : rows(*page))
        found << line.section(u'|', 0, 0);
    QCOMPARE(found, ids);
    QCOMPARE(page->receivedCount, std::size_t(3)); // so that a page that leaves all out is no empty one
    QCOMPARE(page->leftOutCount, std::size_t(3 - ids.size()));
    QCOMPARE(page->cells.size(), page->rowCount() * 2);
    QCOMPARE(CxonePlace::fromCursor(page->nextCursor, listId)->at, 3);
}

void TestCxonePeopleCodec::filtersLookAtWhatIsNoColumn()
{
    const auto page = decode(queryOf(listId, {u"firstName"_s}, {{u"phone1"_s, FilterOperator::StartsWith, u"415"_s}}),
                             listPage(ada + R"(,{"externalId":"2","firstName":"B"})"));
    QVERIFY(page);
    QCOMPARE(rows(*page), QStringList{u"007|Ada"_s});
}

void TestCxonePeopleCodec::F69_nothingIsTheEnd_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("204") << listId << QByteArray();
    QTest::newRow("no records") << listId << listPage({});
    QTest::newRow("no array, and none in all") << listId << QByteArray(R"({"resultSet":{"totalRecords":0}})");
    QTest::newRow("null") << listId << QByteArray(R"({"resultSet":{"contactRecords":null}})");
    QTest::newRow("no contacts") << completedId << QByteArray(R"({"completedContacts":[],"totalRecords":0})");
    QTest::newRow("no customers") << customersId << QByteArray(R"({"hits":0,"data":[]})");
}

void TestCxonePeopleCodec::F69_nothingIsTheEnd()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, body);
    const auto page = decode(queryOf(id, {u"firstName"_s}), body);
    QVERIFY(page);
    QCOMPARE(page->receivedCount, std::size_t(0));
    QCOMPARE(page->columnCount, std::size_t(1));
    QCOMPARE(page->nextCursor, QByteArray());
}

void TestCxonePeopleCodec::F61_wrongShapesAreNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("issue");
    const auto row = [](const char *name, const QByteArray &body, const char *place, const char *issue) {
        QTest::newRow(name) << body << QString::fromLatin1(place) << QString::fromLatin1(issue);
    };
    row("array", "[]", "", "not_object");
    row("no result set", "{}", "resultSet", "missing");
    row("result set is text", R"({"resultSet":"x"})", "resultSet", "not_object");
    row("two result sets", R"({"resultSet":{"totalRecords":0},"resultSet":{}})", "resultSet", "repeated_key");
    row("no records", R"({"resultSet":{"totalRecords":4}})", "contactRecords", "missing");
    row("records are an object", R"({"resultSet":{"contactRecords":{}}})", "contactRecords", "not_array");
    row("a record is text", listPage(ada + R"(,"x")"), "contactRecords[1]", "not_object");
    row("total is text", R"({"resultSet":{"totalRecords":"3","contactRecords":[]}})", "totalRecords", "not_integer");
    row("total below zero", R"({"resultSet":{"totalRecords":-1,"contactRecords":[]}})", "totalRecords", "not_integer");
    row("a member twice", listPage(R"({"externalId":"1","zip":"1","zip":"2"})"), "contactRecords[0].zip",
        "repeated_key");
    row("the id twice", listPage(R"({"externalId":"1","externalId":"1"})"), "contactRecords[0].externalId",
        "repeated_key");
    row("an unknown member twice", listPage(R"({"externalId":"1","x":1,"x":2})"), "contactRecords[0]", "repeated_key");
    row("phones are text", listPage(R"({"externalId":"1","destinations":"x"})"), "contactRecords[0].destinations",
        "not_array");
    row("a phone is text", listPage(R"({"externalId":"1","destinations":["x"]})"), "contactRecords[0].destinations",
        "not_objects");
    row("fields are an object", listPage(R"({"externalId":"1","otherFields":{}})"), "contactRecords[0].otherFields",
        "not_array");
}

void TestCxonePeopleCodec::F61_wrongShapesAreNamed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, place);
    QFETCH(QString, issue);
    const auto page = decode(queryOf(listId, {u"phone1"_s, u"otherFields.x"_s}), body);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(page.error().details, QList<FieldFault>({{place, issue}}));
}

void TestCxonePeopleCodec::F47_everyCutIsBroken()
{
    const auto query = queryOf(listId, {u"phone1"_s, u"otherFields.Plan"_s, u"city"_s, u"tags"_s},
                               {{u"city"_s, FilterOperator::NotEquals, u"x"_s}});
    const QByteArray whole = listPage(ada + "," + ada);
    QVERIFY(decode(query, whole));
    for (qsizetype length = 1; length < whole.size(); ++length) {
        const auto page = decode(query, whole.left(length));
        QVERIFY2(!page, qPrintable(QString::number(length)));
        QVERIFY2(page.error().kind == ErrorKind::BrokenBody, qPrintable(QString::number(length)));
    }
}

void TestCxonePeopleCodec::F60_whatIsNoPageIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("markup") << QByteArray("<html>") << ErrorKind::NotFromApi;
    QTest::newRow("blank") << QByteArray(" ") << ErrorKind::NotFromApi;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}") << ErrorKind::BrokenBody;
    QTest::newRow("rubbish behind") << QByteArray(listPage(ada) + "x") << ErrorKind::BrokenBody;
    QTest::newRow("half a surrogate") << listPage(R"({"externalId":"1","zip":"\ud800"})") << ErrorKind::BrokenBody;
    QTest::newRow("unknown escape") << listPage(R"({"externalId":"1","zip":"\x"})") << ErrorKind::BrokenBody;
    QTest::newRow("no UTF-8") << listPage("{\"externalId\":\"1\",\"zip\":\"\xFF\"}") << ErrorKind::BrokenBody;
    QTest::newRow("bad number") << listPage(R"({"externalId":"1","zip":01})") << ErrorKind::BrokenBody;
    QTest::newRow("bad JSON in a field nobody asked for")
        << listPage(R"({"externalId":"1","otherFields":[{"fieldName":1,}]})") << ErrorKind::BrokenBody;
    QTest::newRow("bad escape beside what is asked for")
        << listPage(R"({"externalId":"1","otherFields":[{"fieldName":"x","fieldMapping":"\x"}]})")
        << ErrorKind::BrokenBody;
    QTest::newRow("a member of a field twice")
        << listPage(R"({"externalId":"1","otherFields":[{"fieldName":"x","fieldName":"x"}]})")
        << ErrorKind::UnexpectedShape;
    QTest::newRow("a member of a number twice")
        << listPage(R"({"externalId":"1","destinations":[{"compliance":"","compliance":""}]})")
        << ErrorKind::UnexpectedShape;
    QTest::newRow("deep") << listPage(R"({"externalId":"1","zip":)" + QByteArray(100, '[') + QByteArray(100, ']') + "}")
                          << ErrorKind::LimitExceeded;
    QTest::newRow("deep where nobody looks")
        << listPage(R"({"externalId":"1","otherFields":)" + QByteArray(100, '[') + QByteArray(100, ']') + "}")
        << ErrorKind::LimitExceeded;
}

void TestCxonePeopleCodec::F60_whatIsNoPageIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    // Whether anybody asked for what is wrong or not.
    for (const QStringList &attributes : {QStringList{u"city"_s}, QStringList{u"phone1"_s, u"otherFields.x"_s}}) {
        const auto page = decode(queryOf(listId, attributes), body);
        QVERIFY(!page);
        QCOMPARE(page.error().kind, kind);
    }
}

void TestCxonePeopleCodec::F67_aPageThatBeginsLikeTheOneBeforeIsRefused()
{
    // A service that does not know `skip` gives the whole list again and again.
    const auto query = queryOf(listId, {u"city"_s});
    const auto first = decode(query, listPage(ada));
    QVERIFY(first);
    const auto again = decode(query, listPage(ada + R"(,{"externalId":"9"})"), first->nextCursor);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::LimitExceeded);
    QCOMPARE(again.error().code, u"cursor_repeated"_s);
}

void TestCxonePeopleCodec::F67_customersMayBeCountedFromOne()
{
    const auto query = queryOf(customersId, {u"surname"_s});
    const QByteArray body = R"({"hits":2,"data":[{"id":"c-1","surname":"B"}]})";
    const auto first = decode(query, body);
    QVERIFY(first);
    // Page 1 is the first again: nothing of it counts, and page 2 is the next.
    const auto again = decode(query, body, first->nextCursor);
    QVERIFY(again);
    QCOMPARE(again->receivedCount, std::size_t(0));
    QCOMPARE(CxonePlace::fromCursor(again->nextCursor, customersId)->at, 2);
    const auto third = decode(query, body, again->nextCursor);
    QVERIFY(!third);
    QCOMPARE(third.error().code, u"cursor_repeated"_s);
}

void TestCxonePeopleCodec::placesSurviveTheJournal_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : {listId, completedId, customersId})
        QTest::newRow(qPrintable(id)) << id;
}

void TestCxonePeopleCodec::placesSurviveTheJournal()
{
    QFETCH(QString, id);
    const CxonePlace first = firstOf(id);
    for (const CxonePlace &place : {first, first.behind(500, "0123456789abcdef"),
                                    first.behind(500, "0123456789abcdef").behind(1, "fedcba9876543210")}) {
        const auto read = CxonePlace::fromCursor(place.cursor(), id);
        QVERIFY2(read, place.cursor().constData());
        QCOMPARE(read->cursor(), place.cursor());
        QCOMPARE(read->at, place.at);
        QCOMPARE(read->from, place.from);
        QCOMPARE(read->to, place.to);
        for (const QString &other : {listId, completedId, customersId, u"calling-list/18"_s})
            QCOMPARE(CxonePlace::fromCursor(place.cursor(), other).has_value(), other == id);
    }
}

void TestCxonePeopleCodec::placesThatNobodyWroteAreRefused_data()
{
    QTest::addColumn<QByteArray>("cursor");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *cursor, const QString &id) { QTest::newRow(cursor) << QByteArray(cursor) << id; };
    row("", listId);
    row("eyJvZmZzZXQiOjUwMH0", listId);
    row("cxone2 calling-list/17 5 0 - - 0123456789abcdef", listId);
    row("cxone1 calling-list/17 -5 0 - - 0123456789abcdef", listId);
    row("cxone1 calling-list/17 05 0 - - 0123456789abcdef", listId);
    row("cxone1 calling-list/17 5 0 - - 0123456789ABCDEF", listId);
    row("cxone1 calling-list/17 5 0 - - 0123", listId);
    row("cxone1 calling-list/17 5 0 - - -", listId); // behind a page that nobody has seen
    row("cxone1 calling-list/17 0 0 - - 0123456789abcdef", listId); // a first page behind another
    row("cxone1 calling-list/17 5 9 - - 0123456789abcdef", listId);
    row("cxone1 calling-list/17 1000000001 0 - - 0123456789abcdef", listId);
    row("cxone1 calling-list/17 99999999999999999999 0 - - 0123456789abcdef", listId);
    row("cxone1 calling-list/17 5 0 - - 0123456789abcdef ", listId);
    row("cxone1 completed-contacts 5 0 - - 0123456789abcdef", completedId);
    row("cxone1 completed-contacts 5 0 2026-03-01T00:00:00Z - 0123456789abcdef", completedId);
    row("cxone1 completed-contacts 5 0 2026-03-02T00:00:00Z 2026-03-01T00:00:00Z 0123456789abcdef", completedId);
    row("cxone1 completed-contacts 5 0 2020-03-01T00:00:00Z 2026-03-01T00:00:00Z 0123456789abcdef", completedId);
    row("cxone1 completed-contacts 5 0 2026-02-30T00:00:00Z 2026-03-01T00:00:00Z 0123456789abcdef", completedId);
    row("cxone1 digital-customers 1 0 - - 0123456789abcdef", customersId);
    row("cxone1 digital-customers 1 1001 - - 0123456789abcdef", customersId);
    row("cxone1 digital-customers 0 50 - - 0123456789abcdef", customersId);
    row("cxone1 digital-customers -2 50 - - 0123456789abcdef", customersId);
}

void TestCxonePeopleCodec::placesThatNobodyWroteAreRefused()
{
    QFETCH(QByteArray, cursor);
    QFETCH(QString, id);
    QVERIFY(!CxonePlace::fromCursor(cursor, id));
    RawPage page{.body = listPage(ada), .asked = cursor};
    const auto decoded = cxoneDecoder(queryOf(id, {u"city"_s}))->decode(page);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, u"invalid_continuation_token"_s);
}

void TestCxonePeopleCodec::aListOffersItsMembersNumbersAndFields()
{
    const auto definition
        = readCxoneList(listPage(ada, R"("totalRecords":3,"updateDate":"2026-01-02T03:04:05Z")"), listId);
    QVERIFY(definition);
    QCOMPARE(definition->id, listId);
    QCOMPARE(definition->name, u"L"_s);
    QCOMPARE(definition->size, 3);
    QCOMPARE(definition->lastUpdated, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QVERIFY(definition->isActive() && definition->isFilteredHere && !definition->isLive);
    QHash<QString, AttributeType> types;
    for (const SegmentAttribute &attribute : definition->attributes) {
        QVERIFY2(!types.contains(attribute.name), qPrintable(attribute.name));
        types.insert(attribute.name, attribute.type);
    }
    QCOMPARE(types.value(u"firstName"_s), AttributeType::String);
    QCOMPARE(types.value(u"icAttempts"_s), AttributeType::Integer);
    QCOMPARE(types.value(u"icCreateDate"_s), AttributeType::DateTime);
    QCOMPARE(types.value(u"icSourceActive"_s), AttributeType::Other);
    for (const char *name : {"phone1", "phone2", "otherFields.Plan", "otherFields.Visits"})
        QVERIFY2(types.contains(QLatin1String(name)), name);
    for (const char *name : {"phone3", "externalId", "destinations", "otherFields"})
        QVERIFY2(!types.contains(QLatin1String(name)), name);
    // What is offered is found again.
    QStringList all;
    for (const SegmentAttribute &attribute : definition->attributes)
        all << attribute.name;
    const auto page = decode(queryOf(listId, all), listPage(ada));
    QVERIFY(page);
    QCOMPARE(rows(*page).value(0).split(u'|').filter(QRegularExpression(u"^(4155550101|Gold)$"_s)).size(), 2);
}

void TestCxonePeopleCodec::customersOfferTheirFields()
{
    SegmentDefinition definition = cxoneDefinition(*CxoneSource::fromId(customersId));
    QVERIFY(definition.isLive && definition.isActive() && definition.lastUpdated.isNull());
    QVERIFY(addCxoneCustomFields({}, definition));
    const qsizetype before = definition.attributes.size();
    QVERIFY(addCxoneCustomFields(
        R"({"data":[{"customFields":[{"ident":"vip","value":"x"},{"ident":"vip"},{"ident":""},{"value":"y"}]}]})",
        definition));
    QCOMPARE(definition.attributes.size(), before + 1);
    QCOMPARE(definition.attributes.last().name, u"customFields.vip"_s);
    QVERIFY(!addCxoneCustomFields(R"({"data":{}})", definition));
}

void TestCxonePeopleCodec::keepsWholeRecords()
{
    const RawPage raw{.body = listPage(ada + R"(,{"externalId":"8","destinations":null,"otherFields":[],"new":1})"),
                      .asked = firstOf(listId).cursor()};
    const auto page = cxoneRecordDecoder(listId, {u"phone1"_s, u"otherFields.Plan"_s, u"city"_s})->decode(raw);
    QVERIFY(page);
    QCOMPARE(rows(*page), (QStringList{u"007|4155550100|Gold|Lisboa"_s, u"8|-|-|-"_s}));
    const auto extras = [&page](std::size_t row) {
        const std::string_view text = page->extras(row);
        return QByteArray(text.data(), qsizetype(text.size()));
    };
    QCOMPARE(extras(0),
             QByteArray(R"("firstName":"Ada","lastName":"L\u00f6w","agentId":12,"priority":null,)"
                        R"("destinations":[{"formattedDestination":"4155550100","description":"Home","maxAttempts":3},)"
                        R"({"description":"Cell","formattedDestination":"4155550101"}],)"
                        R"("otherFields":[{"fieldName":"Plan","fieldMapping":"custom1","fieldValue":"Gold"},)"
                        R"({"fieldValue":"3","fieldName":"Visits"}])"));
    QCOMPARE(extras(1), QByteArray(R"("destinations":null,"otherFields":[],"new":1)"));
    // An export of the same page has no extras but what nobody knows.
    const auto exported = cxoneDecoder(queryOf(listId, {u"phone1"_s}))->decode(raw);
    QVERIFY(exported && exported->extras(0).empty());
}

void TestCxonePeopleCodec::keepsWholeRecordsOfLongNumbers()
{
    // Each number is kept twice: nothing may be written behind the end of what was made room for.
    QByteArrayList records;
    for (int at = 0; at < 50; ++at)
        records << R"({"externalId":")" + QByteArray::number(at) + R"(","destinations":[{"formattedDestination":")"
                + QByteArray(5000, '7') + R"("}]})";
    const RawPage raw{.body = listPage(records.join(',')), .asked = firstOf(listId).cursor()};
    const auto page = cxoneRecordDecoder(listId, {u"phone1"_s})->decode(raw);
    QVERIFY(page);
    QCOMPARE(page->rowCount(), 50U);
    QCOMPARE(page->text(page->cell(49, 0)).size(), 5000U);
    QVERIFY(page->extras(49).ends_with(R"(7"}])"));
}

MUSTER_TEST(TestCxonePeopleCodec, QCoreApplication)

} // namespace tst_cxonepeoplecodec
#include "tst_cxonepeoplecodec.moc"
