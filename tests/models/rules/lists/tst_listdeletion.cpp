// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/listdeletion.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_listdeletion {

namespace {

using Activity = ContactListFacts::Activity;

/// Inactive, nobody uses it, nobody is to be called from it.
ContactListSummary idle(const QString &id = u"7"_s)
{
    return {.id = id,
            .name = u"Old "_s + id,
            .contactCount = 12,
            .facts = {.activity = Activity::Inactive,
                      .valid = 12,
                      .invalid = 0,
                      .finalized = 12,
                      .callable = 0,
                      .changed = QDateTime(QDate(2026, 5, 2), QTime(8, 0), Qt::UTC),
                      .dialers = QList<Dialer>()}};
}

const QDateTime seen(QDate(2026, 11, 26), QTime(12, 0), Qt::UTC);

QString codeOf(const Result<void> &result)
{
    return result ? u"yes"_s : result.error().code;
}

} // namespace

class TestListDeletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsInUseStays_data();
    void whatIsInUseStays();
    void theFingerprintIsOfAllThatIsTold();
    void F111_countAndNameAreTyped_data();
    void F111_countAndNameAreTyped();
    void F112_whatWasSeenLongAgoIsNotDeleted_data();
    void F112_whatWasSeenLongAgoIsNotDeleted();
    void nothingTwiceAndNotTooMuch();
};

void TestListDeletion::whatIsInUseStays_data()
{
    QTest::addColumn<ContactListSummary>("list");
    QTest::addColumn<QStringList>("plain"); ///< Without any leave.
    QTest::addColumn<QStringList>("allowed"); ///< With both.
    const QStringList none;
    QTest::newRow("idle") << idle() << none << none;
    ContactListSummary list = idle();
    list.facts.dialers = QList<Dialer>{{u"1"_s, u"Renewals"_s, Dialer::State::Stopped}};
    QTest::newRow("a skill uses it, if stopped") << list << QStringList{u"assigned"_s} << QStringList{u"assigned"_s};
    list = idle();
    list.facts.callable = 1;
    QTest::newRow("one still to be called") << list << QStringList{u"left_to_call"_s} << none;
    list.facts.callable = -1;
    QTest::newRow("not told who is to be called") << list << QStringList{u"left_to_call"_s} << none;
    list = idle();
    list.facts.activity = Activity::Active;
    QTest::newRow("active") << list << QStringList{u"active"_s} << none;
    list.facts.activity = Activity::NotTold;
    QTest::newRow("not told whether active") << list << QStringList{u"active"_s} << none;
    list = idle();
    list.facts.dialers.reset();
    QTest::newRow("not told who uses it") << list << QStringList{u"not_told"_s} << QStringList{u"not_told"_s};
    list = idle();
    list.contactCount = -1;
    QTest::newRow("not told how many") << list << QStringList{u"not_told"_s} << QStringList{u"not_told"_s};
    QTest::newRow("nothing told") << ContactListSummary{.id = u"7"_s, .name = u"Old"_s}
                                  << QStringList{u"left_to_call"_s, u"active"_s, u"not_told"_s}
                                  << QStringList{u"not_told"_s};
}

void TestListDeletion::whatIsInUseStays()
{
    QFETCH(ContactListSummary, list);
    QFETCH(QStringList, plain);
    QFETCH(QStringList, allowed);
    const auto keys = [&list](const DeletionLeave &leave) {
        QStringList found;
        for (const DeletionObstacle obstacle : ListDeletionGate::obstacles(list, leave))
            found.append(keyOf(obstacle));
        return found;
    };
    QCOMPARE(keys({}), plain);
    QCOMPARE(keys({.activeToo = true, .uncalledToo = true}), allowed);
}

void TestListDeletion::theFingerprintIsOfAllThatIsTold()
{
    const QString before = listFingerprint(idle());
    QCOMPARE(before, listFingerprint(idle()));
    const QList<void (*)(ContactListSummary &)> changes{
        [](ContactListSummary &list) { list.name += u'x'; },
        [](ContactListSummary &list) { ++list.contactCount; },
        [](ContactListSummary &list) { list.facts.activity = Activity::Active; },
        [](ContactListSummary &list) { ++list.facts.valid; },
        [](ContactListSummary &list) { ++list.facts.invalid; },
        [](ContactListSummary &list) { ++list.facts.finalized; },
        [](ContactListSummary &list) { ++list.facts.callable; },
        [](ContactListSummary &list) { ++list.facts.retried; },
        [](ContactListSummary &list) { list.facts.created = seen; },
        [](ContactListSummary &list) { list.facts.uploaded = seen; },
        [](ContactListSummary &list) { list.facts.changed = list.facts.changed.addMSecs(1); },
        [](ContactListSummary &list) { list.facts.dialers.reset(); },
        [](ContactListSummary &list) { list.facts.dialers = QList<Dialer>{{u"1"_s, u"R"_s, Dialer::State::Stopped}}; }};
    QStringList all{before};
    for (const auto change : changes) {
        ContactListSummary list = idle();
        change(list);
        const QString fingerprint = listFingerprint(list);
        QVERIFY2(!all.contains(fingerprint), qPrintable(QString::number(all.size())));
        all.append(fingerprint);
    }
    // The state of a skill the index does not tell, so that nothing hangs on it.
    ContactListSummary one = idle(), other = idle();
    one.facts.dialers = QList<Dialer>{{u"1"_s, u"R"_s, Dialer::State::Stopped}};
    other.facts.dialers = QList<Dialer>{{u"1"_s, u"R"_s, Dialer::State::Running}};
    QCOMPARE(listFingerprint(one), listFingerprint(other));
}

void TestListDeletion::F111_countAndNameAreTyped_data()
{
    QTest::addColumn<int>("lists");
    QTest::addColumn<int>("count"); ///< -1: none.
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one") << 1 << 12 << u"Old 1"_s << u"yes"_s;
    QTest::newRow("one, spaces around") << 1 << 12 << u"  Old 1 "_s << u"yes"_s;
    QTest::newRow("one, other letters") << 1 << 12 << u"old 1"_s << u"deletion_name_wrong"_s;
    QTest::newRow("one, the connection's name") << 1 << 12 << u"Tenant"_s << u"deletion_name_wrong"_s;
    QTest::newRow("several") << 3 << 36 << u"Tenant"_s << u"yes"_s;
    QTest::newRow("several, a list's name") << 3 << 36 << u"Old 1"_s << u"deletion_name_wrong"_s;
    QTest::newRow("several, how many lists") << 3 << 3 << u"Tenant"_s << u"deletion_count_wrong"_s;
    QTest::newRow("no count") << 3 << -1 << u"Tenant"_s << u"deletion_count_missing"_s;
    QTest::newRow("no name") << 3 << 36 << QString() << u"deletion_name"_s;
}

void TestListDeletion::F111_countAndNameAreTyped()
{
    QFETCH(int, lists);
    QFETCH(int, count);
    QFETCH(QString, name);
    QFETCH(QString, expected);
    QList<PreviewedList> chosen;
    for (int number = 1; number <= lists; ++number)
        chosen.append(previewed(idle(QString::number(number))));
    const auto typed = count < 0 ? std::nullopt : std::optional<qint64>(count);
    QCOMPARE(codeOf(ListDeletionGate::confirmed(chosen, u"Tenant"_s, typed, name)), expected);
}

void TestListDeletion::F112_whatWasSeenLongAgoIsNotDeleted_data()
{
    QTest::addColumn<QDateTime>("clock");
    QTest::addColumn<QDateTime>("other");
    QTest::addColumn<QString>("expected");
    QTest::newRow("at once") << seen << seen << u"yes"_s;
    QTest::newRow("an hour") << seen.addSecs(3600) << seen.addSecs(3600) << u"yes"_s;
    QTest::newRow("longer") << seen.addSecs(3601) << seen.addSecs(3601) << u"deletion_stale"_s;
    QTest::newRow("of the future") << seen.addSecs(-61) << seen.addSecs(-61) << u"deletion_stale"_s;
    QTest::newRow("F107 in doubt") << seen << seen.addDays(2) << u"plan_clock_doubtful"_s;
}

void TestListDeletion::F112_whatWasSeenLongAgoIsNotDeleted()
{
    QFETCH(QDateTime, clock);
    QFETCH(QDateTime, other);
    QFETCH(QString, expected);
    QCOMPARE(codeOf(ListDeletionGate::mayDelete({previewed(idle())}, seen, BelievableTime(clock, other))), expected);
}

void TestListDeletion::nothingTwiceAndNotTooMuch()
{
    const auto code = [](const QList<PreviewedList> &lists) {
        return codeOf(ListDeletionGate::mayDelete(lists, seen, seen));
    };
    QCOMPARE(code({}), u"deletion_nothing"_s);
    QCOMPARE(code({previewed(idle()), previewed(idle())}), u"deletion_twice"_s);
    QList<PreviewedList> many;
    for (int number = 0; number < 500; ++number)
        many.append(previewed(idle(QString::number(number))));
    QCOMPARE(code(many), u"yes"_s);
    many.append(previewed(idle(u"more"_s)));
    QCOMPARE(code(many), u"deletion_too_many"_s);
}

MUSTER_TEST(TestListDeletion, QCoreApplication)

} // namespace tst_listdeletion
#include "tst_listdeletion.moc"
