// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/purgegate.h"

#include "tests/support/testprogram.h"

#include <set>

using namespace muster;

namespace tst_purgegate {

namespace {

PlanHeader plan(qint64 purges, qint64 contacts)
{
    PlanHeader header;
    header.profileId = QStringLiteral("p");
    header.listId = QStringLiteral("l");
    header.listName = QStringLiteral("Spring");
    header.createdAt = QDateTime(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    header.contactsInList = contacts;
    header.readComplete = true;
    header.purges = purges;
    return header;
}

QString code(const Result<void> &result)
{
    return result ? QStringLiteral("ok") : result.error().code;
}

} // namespace

class TestPurgeGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F111_typedConfirmation_data()
    {
        QTest::addColumn<qint64>("purges");
        QTest::addColumn<qint64>("contacts");
        QTest::addColumn<int>("typed");
        const auto row = [](const char *name, qint64 purges, qint64 contacts, PurgeGate::Typed typed) {
            QTest::newRow(name) << purges << contacts << int(typed);
        };
        using Typed = PurgeGate::Typed;
        row("none", 0, 100, Typed::Nothing);
        row("none of none", 0, 0, Typed::Nothing);
        row("exactly 20 %", 20, 100, Typed::Nothing);
        row("over 20 %", 21, 100, Typed::Count);
        row("exactly 1,000", 1000, 1'000'000, Typed::Nothing);
        row("over 1,000", 1001, 1'000'000, Typed::Count);
        row("exactly 90 %", 90, 100, Typed::Count);
        row("over 90 %", 91, 100, Typed::CountAndListName);
        row("all of one", 1, 1, Typed::CountAndListName);
        row("some of an empty list", 1, 0, Typed::CountAndListName);
        row("negative size (S43)", 1, -5, Typed::CountAndListName);
        row("huge (S43)", 1'000'000'000'000'000'000, 1'000'000'000'000'000'000, Typed::CountAndListName);
    }

    void F111_typedConfirmation()
    {
        QFETCH(qint64, purges);
        QFETCH(qint64, contacts);
        QTEST(int(PurgeGate::typedConfirmation(plan(purges, contacts))), "typed");
    }

    void F111_confirmed()
    {
        const PlanHeader few = plan(5, 1000), many = plan(500, 1000), most = plan(950, 1000);
        QCOMPARE(code(PurgeGate::confirmed(few, {}, {})), QStringLiteral("ok"));
        QCOMPARE(code(PurgeGate::confirmed(few, 5, {})), QStringLiteral("ok"));
        QCOMPARE(code(PurgeGate::confirmed(few, 6, {})), QStringLiteral("confirm_count_wrong")); // also when not needed
        QCOMPARE(code(PurgeGate::confirmed(many, {}, {})), QStringLiteral("confirm_count_missing"));
        QCOMPARE(code(PurgeGate::confirmed(many, 499, {})), QStringLiteral("confirm_count_wrong"));
        QCOMPARE(code(PurgeGate::confirmed(many, 500, {})), QStringLiteral("ok"));
        QCOMPARE(code(PurgeGate::confirmed(most, 950, {})), QStringLiteral("confirm_name"));
        QCOMPARE(code(PurgeGate::confirmed(most, 950, QStringLiteral("spring"))), QStringLiteral("confirm_name_wrong"));
        QCOMPARE(code(PurgeGate::confirmed(most, 950, QStringLiteral(" Spring "))), QStringLiteral("ok"));
        QCOMPARE(code(PurgeGate::confirmed(most, {}, QStringLiteral("Spring"))),
                 QStringLiteral("confirm_count_missing"));
        // A wrong name is refused also where none is needed.
        QCOMPARE(code(PurgeGate::confirmed(few, {}, QStringLiteral("Summer"))), QStringLiteral("confirm_name_wrong"));
        QCOMPARE(code(PurgeGate::confirmed(most, {}, QStringLiteral("Summer"))), QStringLiteral("confirm_name_wrong"));
        PlanHeader nameless = most;
        nameless.listName = QStringLiteral(" ");
        QCOMPARE(code(PurgeGate::confirmed(nameless, 950, {})), QStringLiteral("confirm_name"));
        QCOMPARE(code(PurgeGate::confirmed(nameless, 950, QStringLiteral("l"))), QStringLiteral("ok"));
    }

    void F110_F112_mayPurge()
    {
        const QDateTime now(QDate(2026, 11, 21), QTime(12, 30), Qt::UTC);
        PlanHeader header = plan(5, 1000);
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("ok"));
        header.createdAt = now.addSecs(-3600);
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("ok"));
        header.createdAt = now.addMSecs(-3'600'001);
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("plan_stale"));
        header.createdAt = now.addSecs(61);
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("plan_stale"));
        header.createdAt = {};
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("plan_stale"));
        QCOMPARE(code(PurgeGate::mayPurge(header, {now, now.addDays(1)})), QStringLiteral("plan_stale"));
        header = plan(5, 0);
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("plan_empty_list"));
        header = plan(5, 1000);
        header.readComplete = false;
        QCOMPARE(code(PurgeGate::mayPurge(header, now)), QStringLiteral("plan_incomplete_read"));
    }

    void F107_aDoubtfulClockNeitherPurgesNorGivesThePlanUp_data()
    {
        QTest::addColumn<qint64>("other"); // minutes from the computer's clock
        QTest::addColumn<qint64>("age");
        QTest::addColumn<QString>("code");
        const QString doubt = QStringLiteral("plan_clock_doubtful");
        QTest::newRow("clock a month ahead, new plan") << qint64(-44640) << qint64(1) << doubt;
        QTest::newRow("clock a month behind, new plan") << qint64(44640) << qint64(1) << doubt;
        QTest::newRow("clock behind, old plan") << qint64(90) << qint64(30) << doubt;
        QTest::newRow("by either time young enough") << qint64(20) << qint64(30) << QStringLiteral("ok");
        QTest::newRow("by either time too old") << qint64(20) << qint64(61) << doubt;
    }
    void F107_aDoubtfulClockNeitherPurgesNorGivesThePlanUp()
    {
        QFETCH(qint64, other);
        QFETCH(qint64, age);
        const QDateTime now(QDate(2026, 11, 21), QTime(12, 30), Qt::UTC);
        PlanHeader header = plan(5, 1000);
        header.createdAt = now.addSecs(-60 * age);
        QTEST(code(PurgeGate::mayPurge(header, {now, now.addSecs(60 * other)})), "code");
    }

    void plansBelongToOneListOfOneProfile()
    {
        const PlanHeader header = plan(1, 10);
        QCOMPARE(code(PurgeGate::belongsTo(header, QStringLiteral("p"), QStringLiteral("l"))), QStringLiteral("ok"));
        QCOMPARE(code(PurgeGate::belongsTo(header, QStringLiteral("q"), QStringLiteral("l"))),
                 QStringLiteral("plan_other_profile"));
        QCOMPARE(code(PurgeGate::belongsTo(header, QStringLiteral("p"), QStringLiteral("m"))),
                 QStringLiteral("plan_other_list"));
        QCOMPARE(code(PurgeGate::belongsTo({}, {}, {})), QStringLiteral("plan_other_profile")); // a file's plan
    }

    void F113_groundsOfAPurge()
    {
        const std::set<ListReason> grounds = {
            ListReason::Empty,           ListReason::NotANumber, ListReason::InvalidCountryCode,
            ListReason::TooShort,        ListReason::TooLong,    ListReason::InvalidLength,
            ListReason::NotInPlan,       ListReason::LocalOnly,  ListReason::RegionNotAllowed,
            ListReason::LineTypeBlocked, ListReason::Suppressed, ListReason::Disposable,
            ListReason::Duplicate,       ListReason::Overridden,
        };
        PlannedChange change;
        change.action = PlannedChange::Action::Purge;
        QVERIFY(!PurgeGate::isEligible(change)); // no ground at all
        for (int index = 0; index < listReasonCount; ++index) {
            change.reasons = reasonBit(ListReason(index));
            QCOMPARE(PurgeGate::isEligible(change), grounds.contains(ListReason(index)));
        }
        for (const ListReason missing :
             {ListReason::NoDefaultRegion, ListReason::LookupFailed, ListReason::ListNotLoaded}) {
            change.reasons = reasonBit(missing) | reasonBit(ListReason::Suppressed) | reasonBit(ListReason::Overridden);
            QVERIFY(!PurgeGate::isEligible(change));
        }
        for (const ListReason doubt :
             {ListReason::SpreadsheetDamage, ListReason::SpreadsheetRepaired, ListReason::CountryDisagrees}) {
            change.reasons = reasonBit(doubt) | reasonBit(ListReason::Suppressed);
            QVERIFY(!PurgeGate::isEligible(change));
            change.reasons |= reasonBit(ListReason::Overridden);
            QVERIFY(PurgeGate::isEligible(change));
        }
        change.action = PlannedChange::Action::Fix;
        QVERIFY(!PurgeGate::isEligible(change));
    }
};

MUSTER_TEST(TestPurgeGate, QCoreApplication)

} // namespace tst_purgegate
#include "tst_purgegate.moc"
