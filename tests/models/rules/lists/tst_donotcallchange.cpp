// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/donotcallchange.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_donotcallchange {

namespace {

const QDateTime now(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC);
const QDateTime june(QDate(2027, 6, 1), QTime(0, 0), Qt::UTC), july(QDate(2027, 7, 1), QTime(0, 0), Qt::UTC);
constexpr std::uint64_t number = 12125550101;

AskedNumber asked(AskedNumber::Reading reading = AskedNumber::Reading::Number)
{
    const bool isOne = reading == AskedNumber::Reading::Number || reading == AskedNumber::Reading::Repaired;
    return {.line = 1, .text = u"x"_s, .number = isOne ? number : 0, .reading = reading};
}

/// "": nothing; "endless", "june", "july", "over", "unclear".
DoNotCallHold hold(const QString &what)
{
    DoNotCallEntry entry;
    entry.isEndClear = what != "unclear"_L1;
    if (what == "june"_L1)
        entry.expires = june;
    if (what == "july"_L1)
        entry.expires = july;
    if (what == "over"_L1)
        entry.expires = now.addSecs(-60);
    DoNotCallReading reading{.entries = {}, .at = now};
    if (!what.isEmpty())
        reading.entries.insert(number, {entry});
    return DoNotCallHold::of(reading, number);
}

QString said(const PreviewedNumber &row)
{
    QStringList words{keyOf(row.outlook)};
    if (row.change.puts)
        words << u"puts "_s + (row.change.until.isValid() ? row.change.until.toString(u"MMMM"_s) : u"endless"_s);
    if (row.change.takes)
        words << u"takes "_s + (row.change.was.isValid() ? row.change.was.toString(u"MMMM"_s) : u"endless"_s);
    return words.join(u", "_s).toLower();
}

} // namespace

class TestDoNotCallChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNumberIsClassified_data();
    void everyNumberIsClassified();
    void whatIsNoNumberIsNeverChanged_data();
    void whatIsNoNumberIsNeverChanged();
    void ofSeveralEntriesTheLastCounts();
    void anEndOfAMomentAgoHasEnded();
    void aDayIsIncludedWhole();
    void whatIsAimedAtMustMakeSense_data();
    void whatIsAimedAtMustMakeSense();
    void whoTakesOutTypesTheCount_data();
    void whoTakesOutTypesTheCount();
    void F107_F112_whatWasSeenIsYoung();
};

void TestDoNotCallChange::everyNumberIsClassified_data()
{
    QTest::addColumn<DoNotCallAct>("act");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("expected");
    using enum DoNotCallAct;
    QTest::newRow("add new") << Add << "" << "" << "will_add, puts june";
    QTest::newRow("add ended") << Add << "over" << "" << "will_add, puts june";
    QTest::newRow("add there") << Add << "endless" << "" << "already_there";
    QTest::newRow("add there, other end") << Add << "july" << "" << "already_there";
    QTest::newRow("expire") << Expire << "endless" << "" << "will_expire, takes endless";
    QTest::newRow("expire, ends") << Expire << "june" << "" << "will_expire, takes june";
    QTest::newRow("expire nothing") << Expire << "" << "" << "not_in_group";
    QTest::newRow("expire ended") << Expire << "over" << "" << "not_in_group";
    QTest::newRow("expire, unclear") << Expire << "unclear" << "" << "end_unclear";
    QTest::newRow("move") << Move << "endless" << "" << "will_move, puts endless, takes endless";
    QTest::newRow("move keeps the end") << Move << "june" << "over" << "will_move, puts june, takes june";
    QTest::newRow("move nothing") << Move << "" << "endless" << "not_in_group";
    QTest::newRow("move, in both") << Move << "june" << "endless" << "will_leave, takes june";
    QTest::newRow("move, in both as long") << Move << "june" << "june" << "will_leave, takes june";
    QTest::newRow("move, in both longer") << Move << "june" << "july" << "will_leave, takes june";
    QTest::newRow("move, in both shorter") << Move << "july" << "june" << "ends_sooner";
    QTest::newRow("move, endless to june") << Move << "endless" << "june" << "ends_sooner";
    QTest::newRow("move, unclear there") << Move << "june" << "unclear" << "end_unclear";
    QTest::newRow("move, unclear here") << Move << "unclear" << "" << "end_unclear";
}

void TestDoNotCallChange::everyNumberIsClassified()
{
    QFETCH(DoNotCallAct, act);
    QFETCH(QString, group);
    QFETCH(QString, target);
    const DoNotCallAim aim{.act = act,
                           .groupId = u"1"_s,
                           .groupName = {},
                           .targetId = {},
                           .targetName = {},
                           .until = act == DoNotCallAct::Add ? june : QDateTime()};
    const PreviewedNumber row = previewNumber(asked(), aim, hold(group), hold(target));
    QTEST(said(row), "expected");
    QCOMPARE(row.change.number, number);
}

void TestDoNotCallChange::whatIsNoNumberIsNeverChanged_data()
{
    QTest::addColumn<AskedNumber::Reading>("reading");
    QTest::addColumn<QString>("expected");
    QTest::newRow("region") << AskedNumber::Reading::NeedsRegion << "needs_region";
    QTest::newRow("unreadable") << AskedNumber::Reading::Unreadable << "unreadable";
    QTest::newRow("not holdable") << AskedNumber::Reading::NotHoldable << "not_holdable";
}

void TestDoNotCallChange::whatIsNoNumberIsNeverChanged()
{
    QFETCH(AskedNumber::Reading, reading);
    for (const auto act : {DoNotCallAct::Add, DoNotCallAct::Expire, DoNotCallAct::Move}) {
        DoNotCallAim aim;
        aim.act = act;
        const PreviewedNumber row = previewNumber(asked(reading), aim, hold(u"endless"_s), {});
        QTEST(said(row), "expected");
        QVERIFY(!row.changes());
    }
}

void TestDoNotCallChange::ofSeveralEntriesTheLastCounts()
{
    DoNotCallEntry ended, short_, long_;
    ended.expires = now.addDays(-1);
    short_.expires = june;
    short_.changed = now.addDays(-3);
    long_.expires = july;
    long_.changed = now.addDays(-5);
    DoNotCallReading reading{.entries = {{number, {ended, long_, short_}}}, .at = now};
    DoNotCallHold held = DoNotCallHold::of(reading, number);
    QVERIFY(held.isInForce && held.isEndClear);
    QCOMPARE(held.end, july);
    QCOMPARE(held.changed, now.addDays(-3));
    reading.entries[number].append(DoNotCallEntry{});
    held = DoNotCallHold::of(reading, number);
    QVERIFY(held.isInForce && !held.end.isValid());
    QVERIFY(held.lasts({}) && !held.lasts(july) && held.lastsTo(july));
}

void TestDoNotCallChange::anEndOfAMomentAgoHasEnded()
{
    DoNotCallEntry entry;
    entry.expires = now.addMSecs(700); // the service tells its time in whole seconds
    QVERIFY(!DoNotCallHold::of({.entries = {{number, {entry}}}, .at = now}, number).isInForce);
    entry.expires = now.addSecs(5);
    QVERIFY(DoNotCallHold::of({.entries = {{number, {entry}}}, .at = now}, number).isInForce);
}

void TestDoNotCallChange::aDayIsIncludedWhole()
{
    QCOMPARE(endOfDay(QDate(2026, 12, 31)), QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC));
    QVERIFY(!endOfDay({}).isValid());
}

void TestDoNotCallChange::whatIsAimedAtMustMakeSense_data()
{
    QTest::addColumn<DoNotCallAct>("act");
    QTest::addColumn<bool>("isActive");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QDateTime>("until");
    QTest::addColumn<QString>("code");
    using enum DoNotCallAct;
    QTest::newRow("add") << Add << true << "" << QDateTime() << "";
    QTest::newRow("add until") << Add << true << "" << june << "";
    QTest::newRow("add, past") << Add << true << "" << now.addDays(-1) << "change_until_past";
    QTest::newRow("add, inactive") << Add << false << "" << QDateTime() << "change_group_inactive";
    QTest::newRow("expire, inactive") << Expire << false << "" << QDateTime() << "";
    QTest::newRow("move") << Move << true << "2" << QDateTime() << "";
    QTest::newRow("move out of inactive") << Move << false << "2" << QDateTime() << "";
    QTest::newRow("move, inactive") << Move << true << "3" << QDateTime() << "change_group_inactive";
    QTest::newRow("move, same") << Move << true << "1" << QDateTime() << "change_group_same";
}

void TestDoNotCallChange::whatIsAimedAtMustMakeSense()
{
    QFETCH(DoNotCallAct, act);
    QFETCH(bool, isActive);
    QFETCH(QString, target);
    QFETCH(QDateTime, until);
    DoNotCallAim aim;
    aim.act = act;
    aim.until = until;
    const auto may
        = DoNotCallGate::mayAim(aim, {u"1"_s, u"One"_s, isActive}, {target, u"Two"_s, target != "3"_L1}, now);
    QTEST(may ? QString() : may.error().code, "code");
}

void TestDoNotCallChange::whoTakesOutTypesTheCount_data()
{
    QTest::addColumn<DoNotCallAct>("act");
    QTest::addColumn<bool>("isUndo");
    QTest::addColumn<int>("typed");
    QTest::addColumn<QString>("code");
    using enum DoNotCallAct;
    QTest::newRow("add") << Add << false << -1 << "";
    QTest::newRow("add, right") << Add << false << 3 << "";
    QTest::newRow("add, wrong") << Add << false << 4 << "change_count_wrong";
    QTest::newRow("expire") << Expire << false << -1 << "change_count_missing";
    QTest::newRow("expire, right") << Expire << false << 3 << "";
    QTest::newRow("expire, wrong") << Expire << false << 0 << "change_count_wrong";
    QTest::newRow("move") << Move << false << -1 << "change_count_missing";
    QTest::newRow("undo that adds") << Add << true << -1 << "change_count_missing";
}

void TestDoNotCallChange::whoTakesOutTypesTheCount()
{
    QFETCH(DoNotCallAct, act);
    QFETCH(bool, isUndo);
    QFETCH(int, typed);
    const auto confirmed
        = DoNotCallGate::confirmed(act, isUndo, 3, typed < 0 ? std::nullopt : std::optional<qint64>(typed));
    QTEST(confirmed ? QString() : confirmed.error().code, "code");
}

void TestDoNotCallChange::F107_F112_whatWasSeenIsYoung()
{
    const auto code = [](qint64 count, const QDateTime &seen, const BelievableTime &time) {
        const auto may = DoNotCallGate::mayChange(count, seen, time);
        return may ? QString() : may.error().code;
    };
    QCOMPARE(code(1, now, now), QString());
    QCOMPARE(code(1, now.addSecs(-3600), now), QString());
    QCOMPARE(code(1, now.addSecs(-3601), now), u"change_stale"_s);
    QCOMPARE(code(1, now.addSecs(61), now), u"change_stale"_s);
    QCOMPARE(code(1, {}, now), u"change_stale"_s);
    QCOMPARE(code(1, now, BelievableTime(now, now.addDays(1))), u"plan_clock_doubtful"_s);
    QCOMPARE(code(0, now, now), u"change_nothing"_s);
    QCOMPARE(code(2'000, now, now), QString());
    QCOMPARE(code(2'001, now, now), u"change_too_many"_s);
}

MUSTER_TEST(TestDoNotCallChange, QCoreApplication)

} // namespace tst_donotcallchange
#include "tst_donotcallchange.moc"
