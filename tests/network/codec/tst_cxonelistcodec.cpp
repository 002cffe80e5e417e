// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonelistcodec.h"

#include "network/codec/cxonepeoplecodec.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonelistcodec {

namespace {

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject listOf(const QJsonValue &skills)
{
    return {{u"listId"_s, 17}, {u"listName"_s, u"A"_s}, {u"status"_s, u"Active"_s}, {u"skills"_s, skills}};
}

QByteArray indexOf(const QJsonObject &list)
{
    return textOf({{u"totalRecords"_s, 1}, {u"callingLists"_s, QJsonArray{list}}});
}

QJsonObject field(const QString &name, const QString &column, const QString &value = u"v"_s)
{
    return {{u"fieldName"_s, name}, {u"fieldMapping"_s, column}, {u"fieldValue"_s, value}};
}

QJsonObject record(const QString &id, const QJsonArray &fields, const QString &firstName = {})
{
    return {{u"externalId"_s, id}, {u"firstName"_s, firstName}, {u"otherFields"_s, fields}};
}

QByteArray pageOf(const QJsonArray &records, int total = 2)
{
    return textOf({{u"resultSet"_s, QJsonObject{{u"totalRecords"_s, total}, {u"contactRecords"_s, records}}}});
}

} // namespace

class TestCxoneListCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Far from UTC, so that a time taken for local shows.
    void initTestCase()
    {
        qputenv("TZ", "Asia/Tokyo");
        tzset();
    }
    void readsListsWithTheirSkills();
    void readsTheIndexOfLists();
    void S43_countsThatAreNoneAreNotSaid();
    void F61_anIndexThatIsNoneIsNamed_data();
    void F61_anIndexThatIsNoneIsNamed();
    void F61_aListThatDoesNotSayItsSkillsSaysNothingOfOthers_data();
    void F61_aListThatDoesNotSayItsSkillsSaysNothingOfOthers();
    void countsAttemptsAndTheLatest();
    void F61_attemptsThatAreNoneAreNamed_data();
    void F61_attemptsThatAreNoneAreNamed();
    void whatASkillDoesNotSayIsUnknown();
    void fieldsAreWritableByTheirColumn();
    void F66_aCursorThatIsNotOurs_data();
    void F66_aCursorThatIsNotOurs();
    void showsValuesUnderTheirNames();
    void F72_aPageOfAnotherTotalIsRefused();
};

void TestCxoneListCodec::readsListsWithTheirSkills()
{
    // Ids of skills are texts in the index.
    const QJsonObject skill{{u"skillId"_s, u"3301"_s}, {u"skillName"_s, u"Renewals"_s}};
    const auto read = readCxoneCallLists(indexOf(listOf(QJsonArray{skill})));
    QVERIFY(read);
    QCOMPARE(read->total, 1);
    QCOMPARE(read->lists,
             (QList<CxoneCallList>{{.id = u"17"_s,
                                    .name = u"A"_s,
                                    .status = u"Active"_s,
                                    .skills = QList<Dialer>{{u"3301"_s, u"Renewals"_s, Dialer::State::Unknown}}}}));
    QVERIFY(readCxoneCallLists({})->lists.isEmpty());
    QVERIFY(readCxoneCallLists(textOf({{u"totalRecords"_s, 0}}))->lists.isEmpty());
}

void TestCxoneListCodec::readsTheIndexOfLists()
{
    const auto index = readCxoneCallLists(
        "{\"totalRecords\":2,\"_links\":{},\"callingLists\":["
        "{\"listId\":17,\"listName\":\"A\",\"status\":\"Active\",\"totalRecords\":9,"
        "\"updateDate\":\"2026-01-02T03:04:05.250Z\"},"
        "{\"listId\":18,\"listName\":\"B\",\"status\":\"Deactivated\","
        "\"updateDate\":\"2026-01-02T03:04:05\",\"skills\":[]},"
        "{\"listId\":19,\"listName\":\"C\",\"totalRecords\":0,\"updateDate\":\"2026-01-02T03:04:05+01:00\"},"
        "{\"listId\":20,\"listName\":\"D\",\"status\":\"Active\",\"totalRecords\":0,\"updateDate\":\"\"}]}");
    QVERIFY(index);
    QCOMPARE(index->total, 2);
    const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    QCOMPARE(index->lists,
             QList<CxoneCallList>({{u"17"_s, u"A"_s, u"Active"_s, {}, time.addMSecs(250), 9, {}},
                                   {u"18"_s, u"B"_s, u"Deactivated"_s, {}, time, -1, QList<Dialer>()},
                                   {u"19"_s, u"C"_s, QString(), {}, time.addSecs(-3600), 0, {}},
                                   {u"20"_s, u"D"_s, u"Active"_s, {}, QDateTime(), 0, {}}}));
}

void TestCxoneListCodec::S43_countsThatAreNoneAreNotSaid()
{
    const auto read = [](const QByteArray &members) {
        const auto index
            = readCxoneCallLists("{\"callingLists\":[{\"listId\":17,\"listName\":\"A\"," + members + "}]}");
        return index ? index->lists.value(0) : CxoneCallList();
    };
    const CxoneCallList whole
        = read("\"validRecords\":7,\"invalidRecords\":\"2\",\"finalizedRecords\":3,\"prospectiveContactCount\":4,"
               "\"uploadDate\":\"2026-01-02T03:04:05Z\",\"skills\":["
               "{\"skillId\":\"1\",\"skillName\":\"R\",\"retriedRecords\":\"5\"},"
               "{\"skillId\":\"2\",\"skillName\":\"S\",\"retriedRecords\":6}]");
    QCOMPARE(whole.valid, 7);
    QCOMPARE(whole.invalid, 2);
    QCOMPARE(whole.finalized, 3);
    QCOMPARE(whole.callable, 4);
    QCOMPARE(whole.retried, 11);
    QCOMPARE(whole.uploaded, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
    const CxoneCallList odd
        = read("\"validRecords\":-7,\"invalidRecords\":\"many\",\"finalizedRecords\":1.5,"
               "\"prospectiveContactCount\":null,\"uploadDate\":\"soon\",\"skills\":["
               "{\"skillId\":\"1\",\"skillName\":\"R\",\"retriedRecords\":5},{\"skillId\":\"2\",\"skillName\":\"S\"}]");
    QCOMPARE(odd.id, u"17"_s);
    for (const qint64 count : {odd.valid, odd.invalid, odd.finalized, odd.callable, odd.retried})
        QCOMPARE(count, -1);
    QVERIFY(!odd.uploaded.isValid());
    QCOMPARE(read("\"skills\":[]").retried, -1); // that nobody retries would be a guess
}

void TestCxoneListCodec::F61_anIndexThatIsNoneIsNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place");
    QTest::newRow("no lists") << QByteArray("{}") << u"callingLists"_s;
    QTest::newRow("none of three") << textOf({{u"totalRecords"_s, 3}}) << u"callingLists"_s;
    const auto row = [](const char *name, const QJsonValue &id, const QJsonValue &called, const QString &place) {
        QTest::newRow(name) << indexOf({{u"listId"_s, id}, {u"listName"_s, called}}) << place;
    };
    row("id is text", u"x"_s, u"A"_s, u"callingLists[0].listId"_s);
    row("id below one", 0, u"A"_s, u"callingLists[0].listId"_s);
    row("id with zeros in front", u"017"_s, u"A"_s, u"callingLists[0].listId"_s);
    row("name is a number", 1, 2, u"callingLists[0].listName"_s);
}

void TestCxoneListCodec::F61_anIndexThatIsNoneIsNamed()
{
    QFETCH(QByteArray, body);
    const auto index = readCxoneCallLists(body);
    QVERIFY(!index);
    QCOMPARE(index.error().kind, ErrorKind::UnexpectedShape);
    QTEST(index.error().details.value(0).field, "place");
}

void TestCxoneListCodec::F61_aListThatDoesNotSayItsSkillsSaysNothingOfOthers_data()
{
    QTest::addColumn<QJsonValue>("skills");
    const auto skill = [](const QJsonObject &members) { return QJsonValue(QJsonArray{members}); };
    QTest::newRow("none") << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("null") << QJsonValue();
    QTest::newRow("one") << QJsonValue(QJsonObject());
    QTest::newRow("without id") << skill({{u"skillName"_s, u"R"_s}});
    QTest::newRow("id is a path") << skill({{u"skillId"_s, u"../7"_s}, {u"skillName"_s, u"R"_s}});
    QTest::newRow("without name") << skill({{u"skillId"_s, 7}});
}

void TestCxoneListCodec::F61_aListThatDoesNotSayItsSkillsSaysNothingOfOthers()
{
    QFETCH(QJsonValue, skills);
    QJsonObject silent = listOf(skills), other = listOf(QJsonArray());
    other.insert(u"listId"_s, 18);
    const auto read
        = readCxoneCallLists(textOf({{u"totalRecords"_s, 2}, {u"callingLists"_s, QJsonArray{silent, other}}}));
    QVERIFY(read);
    QCOMPARE(read->lists.size(), 2);
    QVERIFY(!read->lists[0].skills);
    QCOMPARE(read->lists[1].skills, QList<Dialer>());
}

void TestCxoneListCodec::countsAttemptsAndTheLatest()
{
    const auto read = readCxoneAttempts("{\"resultSet\":{\"listName\":\"A\",\"contactAttempts\":["
                                        "{\"contactId\":31,\"dateOfCall\":\"2026-01-02T03:04:05Z\"},"
                                        "{\"contactId\":32,\"dateOfCall\":\"2026-01-02T05:04:05+01:00\"},"
                                        "{\"contactId\":33,\"dateOfCall\":\"\"},"
                                        "{\"contactId\":34}]}}");
    QVERIFY(read);
    QCOMPARE(read->received, 4);
    QCOMPARE(read->first, u"31 2026-01-02T03:04:05Z"_s);
    QCOMPARE(read->newest, QDateTime(QDate(2026, 1, 2), QTime(4, 4, 5), Qt::UTC));
    for (const QByteArray &body : {QByteArray(), QByteArray("{\"resultSet\":{\"contactAttempts\":[]}}")}) {
        const auto none = readCxoneAttempts(body);
        QVERIFY(none);
        QCOMPARE(none->received, 0);
        QVERIFY(none->first.isEmpty() && none->newest.isNull());
    }
    // Of a row without its contact nobody can say whether it was there before.
    QVERIFY(readCxoneAttempts("{\"resultSet\":{\"contactAttempts\":[{\"dateOfCall\":\"x\"}]}}")->first.isEmpty());
}

void TestCxoneListCodec::F61_attemptsThatAreNoneAreNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no set") << QByteArray("{}");
    QTest::newRow("a set that is none") << QByteArray("{\"resultSet\":[]}");
    QTest::newRow("no attempts") << QByteArray("{\"resultSet\":{}}");
    QTest::newRow("attempts that are a number") << QByteArray("{\"resultSet\":{\"contactAttempts\":3}}");
    QTest::newRow("no JSON") << QByteArray("<html>");
}

void TestCxoneListCodec::F61_attemptsThatAreNoneAreNamed()
{
    QFETCH(QByteArray, body);
    const auto read = readCxoneAttempts(body);
    QVERIFY(!read);
    QVERIFY(read.error().kind == ErrorKind::UnexpectedShape || read.error().kind == ErrorKind::NotFromApi);
}

void TestCxoneListCodec::whatASkillDoesNotSayIsUnknown()
{
    const auto skill
        = [](int id, const QJsonValue &running) { return QJsonObject{{u"skillId"_s, id}, {u"isRunning"_s, running}}; };
    const auto read = readCxoneSkillStates(textOf(
        {{u"totalRecords"_s, 9},
         {u"skills"_s, QJsonArray{skill(1, true), skill(2, false), skill(3, QJsonValue()), skill(4, u"no"_s)}}}));
    QVERIFY(read);
    QCOMPARE(read->received, 4);
    QCOMPARE(read->total, 9);
    QCOMPARE(read->states.value(u"1"_s, Dialer::State::Unknown), Dialer::State::Running);
    QCOMPARE(read->states.value(u"2"_s, Dialer::State::Unknown), Dialer::State::Stopped);
    QVERIFY(!read->states.contains(u"3"_s) && !read->states.contains(u"4"_s));
}

void TestCxoneListCodec::fieldsAreWritableByTheirColumn()
{
    const QJsonArray first{field(u"Plan"_s, u"plan"_s), field(u"Two"_s, u"a"_s), field(u"Silent"_s, {}),
                           field(u"One"_s, u"same"_s), field(u"Other"_s, u"same"_s)};
    const QJsonArray second{field(u"Plan"_s, u"plan"_s), field(u"Two"_s, u"b"_s), field(u"Later"_s, u"later"_s)};
    const auto read = readCxoneListFields(pageOf({record(u"1"_s, first), record(u"2"_s, second)}));
    QVERIFY(read);
    QCOMPARE(*read, (QList<CxoneListField>{{u"otherFields.Plan"_s, u"plan"_s}, {u"otherFields.Later"_s, u"later"_s}}));
    QVERIFY(readCxoneListFields({})->isEmpty());
    for (const QString &name : cxoneStandardFields())
        QVERIFY(!name.startsWith(u"ic"_s) && name != u"agentId"_s && name != u"callRequestTime"_s);
}

void TestCxoneListCodec::F66_aCursorThatIsNotOurs_data()
{
    QTest::addColumn<QByteArray>("cursor");
    const QByteArray good = CxoneValuesPlace{{u"firstName"_s}, "x", 3}.cursor();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("7");
    QTest::newRow("a member more") << QByteArray(good.chopped(1) + ",\"z\":1}");
    QTest::newRow("white space") << QByteArray(' ' + good);
}

void TestCxoneListCodec::F66_aCursorThatIsNotOurs()
{
    QFETCH(QByteArray, cursor);
    QVERIFY(!CxoneValuesPlace::fromCursor(cursor));
    QVERIFY(!cxoneValuesDecoder()->decode({.body = pageOf({}), .asked = cursor}));
}

void TestCxoneListCodec::showsValuesUnderTheirNames()
{
    const QString hostile = u"a\"b\\c\n\u00e9\U0001F600"_s;
    const CxoneSource source{CxoneSource::Kind::CallingList, u"17"_s};
    const CxoneValuesPlace place{{u"otherFields.Plan \"x\""_s, u"firstName"_s}, CxonePlace{.source = source}.cursor()};
    const auto page = cxoneValuesDecoder()->decode(
        {.body = pageOf({record(u"1"_s, {field(u"Plan \"x\""_s, u"p"_s, hostile)}, u"Ann"_s), record(u"2"_s, {})}),
         .asked = place.cursor()});
    QVERIFY2(page, qPrintable(page ? QString() : page.error().code));
    QCOMPARE(page->rowCount(), std::size_t(2));
    const auto members = [&page](std::size_t row) {
        const std::string_view extras = page->extras(row);
        return QJsonDocument::fromJson('{' + QByteArray(extras.data(), qsizetype(extras.size())) + '}').object();
    };
    QCOMPARE(members(0), (QJsonObject{{u"otherFields.Plan \"x\""_s, hostile}, {u"firstName"_s, u"Ann"_s}}));
    QVERIFY(members(1).isEmpty()); // what is empty is not held
    const auto next = CxoneValuesPlace::fromCursor(page->nextCursor);
    QVERIFY(next);
    QCOMPARE(next->attributes, place.attributes);
    QCOMPARE(next->total, 2);
    QCOMPARE(CxonePlace::fromCursor(next->place, source.id())->at, 2);
}

void TestCxoneListCodec::F72_aPageOfAnotherTotalIsRefused()
{
    const CxoneSource source{CxoneSource::Kind::CallingList, u"17"_s};
    const auto decode = [&source](int total) {
        const CxoneValuesPlace place{{u"firstName"_s}, CxonePlace{.source = source}.cursor(), 3};
        return cxoneValuesDecoder()->decode({.body = pageOf({record(u"1"_s, {})}, total), .asked = place.cursor()});
    };
    QVERIFY(decode(3));
    const auto moved = decode(2);
    QCOMPARE(moved.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(moved.error().code, u"list_moves"_s);
}

MUSTER_TEST(TestCxoneListCodec, QCoreApplication)

} // namespace tst_cxonelistcodec
#include "tst_cxonelistcodec.moc"
