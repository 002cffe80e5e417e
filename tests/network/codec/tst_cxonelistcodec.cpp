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
    void readsListsWithTheirSkills();
    void F61_aListThatDoesNotSayItsSkillsIsRefused_data();
    void F61_aListThatDoesNotSayItsSkillsIsRefused();
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
    QCOMPARE(
        read->lists,
        (QList<CxoneCallList>{{u"17"_s, u"A"_s, u"Active"_s, {{u"3301"_s, u"Renewals"_s, Dialer::State::Unknown}}}}));
    QVERIFY(readCxoneCallLists({})->lists.isEmpty());
    QVERIFY(readCxoneCallLists(textOf({{u"totalRecords"_s, 0}}))->lists.isEmpty());
}

void TestCxoneListCodec::F61_aListThatDoesNotSayItsSkillsIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place");
    QJsonObject silent = listOf({});
    silent.remove(u"skills"_s);
    QTest::newRow("none") << indexOf(silent) << u"callingLists[0].skills"_s;
    QTest::newRow("null") << indexOf(listOf(QJsonValue())) << u"callingLists[0].skills"_s;
    QTest::newRow("one") << indexOf(listOf(QJsonObject())) << u"callingLists[0].skills"_s;
    QTest::newRow("without id") << indexOf(listOf(QJsonArray{QJsonObject{{u"skillName"_s, u"R"_s}}}))
                                << u"callingLists[0].skills[0].skillId"_s;
    QTest::newRow("id is a path") << indexOf(
        listOf(QJsonArray{QJsonObject{{u"skillId"_s, u"../7"_s}, {u"skillName"_s, u"R"_s}}}))
                                  << u"callingLists[0].skills[0].skillId"_s;
    QTest::newRow("without name") << indexOf(listOf(QJsonArray{QJsonObject{{u"skillId"_s, 7}}}))
                                  << u"callingLists[0].skills[0].skillName"_s;
}

void TestCxoneListCodec::F61_aListThatDoesNotSayItsSkillsIsRefused()
{
    QFETCH(QByteArray, body);
    const auto read = readCxoneCallLists(body);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::UnexpectedShape);
    QTEST(read.error().details.value(0).field, "place");
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
