// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonedonotcallcodec.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonedonotcallcodec {

namespace {

const QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
const QList<std::uint64_t> asked{12125550101, 12125550102, 12125550103};

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

QJsonObject group(qint64 id, const QString &name, bool isActive)
{
    return {{u"dncGroupId"_s, id}, {u"dncGroupName"_s, name}, {u"isActive"_s, isActive}, {u"validRecords"_s, 7}};
}

QByteArray groupsOf(const QJsonArray &groups)
{
    return bytes({{u"resultSet"_s, QJsonObject{{u"totalGroups"_s, groups.size()}, {u"dncGroups"_s, groups}}}});
}

QJsonObject record(qint64 id, const QString &number, const QString &expires = {})
{
    return {
        {u"recordId"_s, id}, {u"phoneNumber"_s, number}, {u"formattedPhone"_s, number}, {u"expiredDate"_s, expires}};
}

QByteArray recordsOf(const QJsonArray &records)
{
    return bytes({{u"resultSet"_s, QJsonObject{{u"totalRecords"_s, 9}, {u"dncRecords"_s, records}}}});
}

QJsonObject found(const QString &group, const QString &number)
{
    return {{u"dncGroupId"_s, group},      {u"dncGroupName"_s, QString(u"Group "_s + group)},
            {u"dncGroupDescription"_s, 0}, {u"formattedPhone"_s, number},
            {u"expiredDate"_s, u""_s},     {u"dateCollected"_s, u""_s},
            {u"lastUpdateTime"_s, u""_s}};
}

QByteArray searchOf(const QJsonArray &results)
{
    return bytes({{u"searchResults"_s, results}});
}

QJsonObject result(bool done, const QString &number)
{
    return {
        {u"success"_s, done}, {u"error"_s, done ? u""_s : u"Invalid phone number"_s}, {u"formattedPhone"_s, number}};
}

/// As "applied rejected unknown".
QString said(const QList<RecordFate> &fates)
{
    QStringList words;
    for (const RecordFate &fate : fates) {
        words << (fate.fate == WriteFate::Applied        ? u"applied"_s
                      : fate.fate == WriteFate::Rejected ? u"rejected"_s
                      : fate.fate == WriteFate::Unknown  ? u"unknown"_s
                                                         : u"?"_s);
    }
    return words.join(u' ');
}

} // namespace

class TestCxoneDoNotCallCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsGroups();
    void F61_aGroupThatHidesWhetherItIsActiveIsNone();
    void readsWhoHeedsAGroup();
    void readsWhatASearchFinds();
    void F61_aSearchThatNamesNoGroupIsNone_data();
    void F61_aSearchThatNamesNoGroupIsNone();
    void anAnswerAboutAnotherNumberProvesNothing_data();
    void anAnswerAboutAnotherNumberProvesNothing();
    void F66_aFloodOfEntriesIsRefused();
    void readsNumbersInForce();
    void writesNumbersAndTexts();
    void tellsTheEntriesThatAreWanted();
    void F25_everyNumberHasItsOwnFate_data();
    void F25_everyNumberHasItsOwnFate();
    void S07_wordsOfTheServiceAreDropped();
    void knowsWhatAGroupCanHold_data();
    void knowsWhatAGroupCanHold();
};

void TestCxoneDoNotCallCodec::readsGroups()
{
    QJsonObject removed = group(3, u"Gone"_s, true);
    removed.insert(u"isRemoved"_s, true);
    const auto groups
        = readCxoneDoNotCallGroups(groupsOf({group(501, u"Company"_s, true), group(502, u"Old"_s, false), removed}));
    QVERIFY(groups);
    QCOMPARE(*groups, (QList<DoNotCallGroup>{{u"501"_s, u"Company"_s, true, 7}, {u"502"_s, u"Old"_s, false, 7}}));
    QVERIFY(readCxoneDoNotCallGroups({})->isEmpty()); // 204
}

void TestCxoneDoNotCallCodec::F61_aGroupThatHidesWhetherItIsActiveIsNone()
{
    QJsonObject silent = group(501, u"Company"_s, true);
    silent.remove(u"isActive"_s);
    const auto groups = readCxoneDoNotCallGroups(groupsOf({silent}));
    QVERIFY(!groups);
    QCOMPARE(groups.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(groups.error().details.value(0).field, u"resultSet.dncGroups[0].isActive"_s);
    QVERIFY(!readCxoneDoNotCallGroups(bytes({{u"dncGroups"_s, QJsonArray()}})));
}

void TestCxoneDoNotCallCodec::readsWhoHeedsAGroup()
{
    const QJsonArray skills{QJsonObject{{u"skillId"_s, 3301}, {u"skillName"_s, u"Renewals"_s}}};
    const auto read
        = readCxoneGroupSkills(bytes({{u"totalRecords"_s, 1}, {u"scrubbedSkills"_s, skills}}), "scrubbedSkills");
    QVERIFY(read);
    QCOMPARE(read->total, 1);
    QCOMPARE(read->skills, (QList<Dialer>{{u"3301"_s, u"Renewals"_s, Dialer::State::Unknown}}));
    // The other kind of skills is not there.
    QVERIFY(!readCxoneGroupSkills(bytes({{u"scrubbedSkills"_s, skills}}), "contributingSkills"));
    QVERIFY(readCxoneGroupSkills({}, "contributingSkills")->skills.isEmpty()); // 204
}

void TestCxoneDoNotCallCodec::readsWhatASearchFinds()
{
    QJsonObject ended = found(u"501"_s, u"12125550101"_s);
    ended.insert(u"expiredDate"_s, u"2026-02-01T08:00:00Z"_s);
    ended.insert(u"dateCollected"_s, u"2025-12-24T10:30:00"_s); // without an offset: UTC
    QJsonObject strange = found(u"502"_s, u"(212) 555-0101"_s); // as people write it there
    strange.insert(u"expiredDate"_s, u"soon"_s);
    const auto entries = readCxoneDoNotCallSearch(searchOf({ended, strange}), asked.first());
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0).groupId, u"501"_s);
    QCOMPARE(entries->at(0).groupName, u"Group 501"_s);
    QCOMPARE(entries->at(0).collected, QDateTime(QDate(2025, 12, 24), QTime(10, 30), Qt::UTC));
    QVERIFY(entries->at(0).isEndClear);
    QVERIFY(!entries->at(0).isInForce(now));
    QVERIFY(entries->at(0).isInForce(now.addDays(-60)));
    // An end that nobody understands is still to come, and is told.
    QVERIFY(!entries->at(1).isEndClear);
    QVERIFY(entries->at(1).isInForce(now));
    QVERIFY(readCxoneDoNotCallSearch({}, asked.first())->isEmpty()); // 204
    QVERIFY(readCxoneDoNotCallSearch(searchOf({}), asked.first())->isEmpty());
}

void TestCxoneDoNotCallCodec::F61_aSearchThatNamesNoGroupIsNone_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    for (const QString &member : {u"dncGroupId"_s, u"dncGroupName"_s, u"formattedPhone"_s})
        QTest::newRow(qPrintable(member)) << member << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("an id of words") << u"dncGroupId"_s << QJsonValue(u"five"_s);
    QTest::newRow("an end that is no text") << u"expiredDate"_s << QJsonValue(7);
}

void TestCxoneDoNotCallCodec::F61_aSearchThatNamesNoGroupIsNone()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QJsonObject result = found(u"501"_s, u"12125550101"_s);
    value.isUndefined() ? result.remove(member) : void(result.insert(member, value));
    const auto entries = readCxoneDoNotCallSearch(searchOf({result}), asked.first());
    QVERIFY(!entries);
    QCOMPARE(entries.error().kind, ErrorKind::UnexpectedShape);
    QVERIFY(!readCxoneDoNotCallSearch(bytes({{u"results"_s, QJsonArray()}}), asked.first()));
}

void TestCxoneDoNotCallCodec::anAnswerAboutAnotherNumberProvesNothing_data()
{
    QTest::addColumn<QString>("number");
    QTest::newRow("another") << u"12125550102"_s;
    QTest::newRow("longer") << u"4412125550101"_s;
    QTest::newRow("a short end of it") << u"550101"_s;
    QTest::newRow("none") << u""_s;
}

void TestCxoneDoNotCallCodec::anAnswerAboutAnotherNumberProvesNothing()
{
    QFETCH(QString, number);
    const auto entries = readCxoneDoNotCallSearch(
        searchOf({found(u"501"_s, u"12125550101"_s), found(u"502"_s, number)}), asked.first());
    QVERIFY(!entries);
    QCOMPARE(entries.error().code, u"other_number"_s);
    QVERIFY(entries.error().detail.isEmpty() && entries.error().subject.isEmpty()); // nor is it told which (S07)
}

void TestCxoneDoNotCallCodec::F66_aFloodOfEntriesIsRefused()
{
    QJsonArray many;
    for (int at = 0; at < 1000; ++at)
        many.append(found(QString::number(at + 1), u"12125550101"_s));
    QCOMPARE(readCxoneDoNotCallSearch(searchOf(many), asked.first())->size(), 1000);
    many.append(found(u"1001"_s, u"12125550101"_s));
    QCOMPARE(readCxoneDoNotCallSearch(searchOf(many), asked.first()).error().code, u"too_many_entries"_s);
}

void TestCxoneDoNotCallCodec::readsNumbersInForce()
{
    const auto page = readCxoneDoNotCallPage(
        recordsOf({record(1, u"12125550101"_s), record(2, u"12125550102"_s, u"2026-02-28T00:00:00Z"_s),
                   record(3, u"12125550103"_s, u"2026-03-02T00:00:00Z"_s), record(4, u"n/a"_s),
                   record(5, u"+1 (212) 555-0105"_s)}),
        now);
    QVERIFY(page);
    QCOMPARE(page->total, 9);
    QCOMPARE(page->records.size(), 5); // those that have ended, and are none, count for the paging
    QCOMPARE(page->numbers, (std::vector<std::uint64_t>{12125550101, 12125550103, 12125550105}));
}

void TestCxoneDoNotCallCodec::writesNumbersAndTexts()
{
    const QDateTime end(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC);
    QCOMPARE(cxoneDoNotCallAddition({{u"1"_s, 999999999999999}, {u"2"_s, 12125550101}}),
             R"({"dncGroupRecords":[{"phoneNumber":999999999999999},{"phoneNumber":12125550101}]})");
    QCOMPARE(cxoneDoNotCallAddition({{u"1"_s, 12125550101, end}}),
             R"({"dncGroupRecords":[{"phoneNumber":12125550101,"expiredDate":"2027-01-01T00:00:00.000Z"}]})");
    QCOMPARE(cxoneDoNotCallRemoval({{u"1"_s, 12125550101}}),
             R"({"dncGroupRecords":[{"phoneNumber":"12125550101"}]})");
}

void TestCxoneDoNotCallCodec::tellsTheEntriesThatAreWanted()
{
    const QByteArray body
        = recordsOf({record(1, u"12125550101"_s), record(2, u"12125550102"_s, u"2026-02-28T00:00:00Z"_s),
                     record(3, u"+1 (212) 555-0101"_s, u"soon"_s)});
    const auto page = readCxoneDoNotCallPage(body, now, {12125550101, 12125550102, 12125550109});
    QVERIFY(page.has_value());
    QCOMPARE(page->entries.size(), 2);
    QCOMPARE(page->entries.value(12125550101).size(), 2);
    QVERIFY(!page->entries.value(12125550101).first().expires.isValid());
    QVERIFY(page->entries.value(12125550101).first().isEndClear);
    QVERIFY(!page->entries.value(12125550101).last().isEndClear);
    const DoNotCallEntry ended = page->entries.value(12125550102).first();
    QVERIFY(ended.expires.isValid() && !ended.isInForce(now)); // those that have ended too
}

void TestCxoneDoNotCallCodec::F25_everyNumberHasItsOwnFate_data()
{
    QTest::addColumn<QJsonArray>("results");
    QTest::addColumn<QString>("fates");
    const auto one = [](bool done, const char *number) { return result(done, QString::fromLatin1(number)); };
    QTest::newRow("all, in any order") << QJsonArray{one(true, "12125550103"), one(true, "12125550101"),
                                                     one(true, "12125550102")}
                                       << u"applied applied applied"_s;
    QTest::newRow("all, told in another form")
        << QJsonArray{one(true, "212-555-0101"), one(true, ""), one(true, "(212) 555-0103")}
        << u"applied applied applied"_s;
    QTest::newRow("one is refused by its number")
        << QJsonArray{one(true, "12125550101"), one(false, "12125550102"), one(true, "12125550103")}
        << u"applied rejected applied"_s;
    QTest::newRow("one is refused without a number")
        << QJsonArray{one(true, "12125550101"), one(false, ""), one(true, "12125550103")}
        << u"applied rejected applied"_s;
    QTest::newRow("refused, and it is not to be told who")
        << QJsonArray{one(true, "12125550101"), one(false, ""), one(true, "2125550103")}
        << u"applied unknown unknown"_s;
    QTest::newRow("too few") << QJsonArray{one(true, "12125550101")} << u"applied unknown unknown"_s;
    QTest::newRow("too many") << QJsonArray{one(true, "12125550101"), one(true, "12125550102"),
                                            one(true, "12125550103"), one(true, "12125550104")}
                              << u"unknown unknown unknown"_s;
    QTest::newRow("the same twice") << QJsonArray{one(true, "12125550101"), one(false, "12125550101")}
                                    << u"unknown unknown unknown"_s;
    QTest::newRow("somebody else's") << QJsonArray{one(true, "12125550101"), one(true, "12125550102"),
                                                   one(false, "12125559999")}
                                     << u"applied applied unknown"_s;
    QTest::newRow("nothing") << QJsonArray() << u"unknown unknown unknown"_s;
    QTest::newRow("no results") << QJsonArray{u"yes"_s} << u"unknown unknown unknown"_s;
}

void TestCxoneDoNotCallCodec::F25_everyNumberHasItsOwnFate()
{
    QFETCH(QJsonArray, results);
    QFETCH(QString, fates);
    const QJsonObject answer{{u"errorCount"_s, 0}, {u"recordResults"_s, results}};
    // Around those of an addition there is a resultSet, around those of an end there is none.
    QCOMPARE(said(readCxoneDoNotCallResults(bytes({{u"resultSet"_s, answer}}), asked)), fates);
    QCOMPARE(said(readCxoneDoNotCallResults(bytes(answer), asked)), fates);
}

void TestCxoneDoNotCallCodec::S07_wordsOfTheServiceAreDropped()
{
    QJsonObject refused = result(false, u"12125550101"_s);
    refused.insert(u"error"_s, u"12125550101 is no number"_s);
    const auto fates = readCxoneDoNotCallResults(bytes({{u"recordResults"_s, QJsonArray{refused}}}), {asked.first()});
    QCOMPARE(fates.first().error->code, u"number_refused"_s);
    QCOMPARE(fates.first().error->detail + fates.first().error->subject, QString());
}

void TestCxoneDoNotCallCodec::knowsWhatAGroupCanHold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<quint64>("number");
    QTest::newRow("digits") << QByteArray("12125550101") << quint64(12125550101);
    QTest::newRow("written") << QByteArray("+1 (212) 555-0101") << quint64(12125550101);
    QTest::newRow("15 digits") << QByteArray("999999999999999") << quint64(999999999999999);
    QTest::newRow("16 digits") << QByteArray("9999999999999999") << quint64(0);
    QTest::newRow("6 digits") << QByteArray("555010") << quint64(0);
    QTest::newRow("a leading zero") << QByteArray("02079460101") << quint64(0);
    QTest::newRow("words") << QByteArray("212 555 0101 ext 4") << quint64(0);
    QTest::newRow("nothing") << QByteArray() << quint64(0);
}

void TestCxoneDoNotCallCodec::knowsWhatAGroupCanHold()
{
    QFETCH(QByteArray, text);
    QFETCH(quint64, number);
    QCOMPARE(quint64(blockableNumber(text.toStdString())), number);
}

MUSTER_TEST(TestCxoneDoNotCallCodec, QCoreApplication)

} // namespace tst_cxonedonotcallcodec
#include "tst_cxonedonotcallcodec.moc"
