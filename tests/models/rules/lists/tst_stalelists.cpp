// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/stalelists.h"

#include "network/wire/mapped.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_stalelists {

namespace {

const QDateTime now(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC);
using Activity = ContactListFacts::Activity;
using enum StaleRule;

/// One in use, of which everything is told.
ContactListSummary list(const QString &id = u"1"_s, qint64 records = 100)
{
    return {.id = id,
            .name = u"List "_s + id,
            .contactCount = records,
            .facts = {.activity = Activity::Active,
                      .valid = records,
                      .invalid = 0,
                      .finalized = 10,
                      .callable = records - 10,
                      .created = now.addDays(-400),
                      .changed = now.addDays(-1),
                      .dialers = QList<Dialer>{{u"7"_s, u"Renewals"_s, Dialer::State::Unknown}}}};
}

template <typename Change>
ContactListSummary changed(Change change)
{
    ContactListSummary one = list();
    change(one);
    return one;
}

QString answer(const std::optional<bool> &held)
{
    return !held ? u"not told"_s : *held ? u"yes"_s : u"no"_s;
}

QStringList idsOf(const QList<StaleList> &lists)
{
    return mapped(lists, [](const StaleList &one) { return one.list.id; });
}

} // namespace

class TestStaleLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRuleByWhatIsTold_data();
    void eachRuleByWhatIsTold();
    void F107_aDoubtfulClockDecidesNothing();
    void allAndAny();
    void withoutRulesNothingIsStale();
    void theLargestComeFirst();
    void everyRuleHasAKey();
};

void TestStaleLists::eachRuleByWhatIsTold_data()
{
    QTest::addColumn<StaleRule>("rule");
    QTest::addColumn<ContactListSummary>("one");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, StaleRule rule, auto change, const char *expected) {
        QTest::newRow(name) << rule << changed(change) << QString::fromLatin1(expected);
    };
    using L = ContactListSummary &;
    const auto untold = [](L one) { one.facts = {}; };
    row("used yesterday", Unused, [](L) { }, "no");
    row("used 90 days ago", Unused, [](L one) { one.facts.changed = now.addDays(-90); }, "yes");
    row("a second less", Unused, [](L one) { one.facts.changed = now.addDays(-90).addSecs(1); }, "no");
    row(
        "filled since", Unused,
        [](L one) {
            one.facts.changed = now.addDays(-200);
            one.facts.uploaded = now.addDays(-2);
        },
        "no");
    row("created long ago alone", Unused, [](L one) { one.facts.changed = {}; }, "yes");
    row("changed in the future", Unused, [](L one) { one.facts.changed = now.addDays(3); }, "no");
    row("no time at all", Unused, untold, "not told");
    row("some left", Finalized, [](L) { }, "no");
    row(
        "all finalized", Finalized,
        [](L one) {
            one.facts.finalized = 100;
            one.facts.callable = 0;
        },
        "yes");
    row(
        "as many, but some of them invalid", Finalized,
        [](L one) {
            one.facts.finalized = 100;
            one.facts.callable = 5;
        },
        "no");
    row(
        "finalized, valid not told", Finalized,
        [](L one) {
            one.facts.valid = one.facts.callable = -1;
            one.facts.finalized = 100;
        },
        "yes");
    row(
        "an empty one has none to finalize", Finalized,
        [](L one) { one.contactCount = one.facts.valid = one.facts.finalized = one.facts.callable = 0; }, "no");
    row("finalized not told", Finalized, untold, "not told");
    row("active", Inactive, [](L) { }, "no");
    row("inactive", Inactive, [](L one) { one.facts.activity = Activity::Inactive; }, "yes");
    row("activity not told", Inactive, untold, "not told");
    row("a skill", NoSkill, [](L) { }, "no");
    row("none", NoSkill, [](L one) { one.facts.dialers = QList<Dialer>(); }, "yes");
    row("skills not told", NoSkill, untold, "not told");
    row("records", Empty, [](L) { }, "no");
    row("no records", Empty, [](L one) { one.contactCount = 0; }, "yes");
    row("records not told", Empty, [](L one) { one.contactCount = -1; }, "not told");
}

void TestStaleLists::eachRuleByWhatIsTold()
{
    QFETCH(StaleRule, rule);
    QFETCH(ContactListSummary, one);
    QTEST(answer(holds(rule, one, 90, now)), "expected");
}

void TestStaleLists::F107_aDoubtfulClockDecidesNothing()
{
    ContactListSummary one = list();
    one.facts.changed = now.addDays(-60);
    const BelievableTime ahead(now.addDays(60), now);
    QCOMPARE(answer(holds(Unused, one, 90, ahead)), u"not told"_s);
    QCOMPARE(answer(holds(Unused, one, 30, ahead)), u"yes"_s); // by both
    QCOMPARE(answer(holds(Unused, one, 365, ahead)), u"no"_s);
}

void TestStaleLists::allAndAny()
{
    ContactListSummary both = list(u"both"_s), idle = list(u"idle"_s), busy = list(u"busy"_s),
                       untold = list(u"untold"_s), half = list(u"half"_s);
    both.facts.activity = idle.facts.activity = half.facts.activity = Activity::Inactive;
    both.facts.dialers = QList<Dialer>();
    half.facts.dialers.reset();
    untold.facts = {};
    const QList<ContactListSummary> lists{both, idle, busy, untold, half};
    StaleRules rules{.rules = {Inactive, NoSkill}};
    const StaleFinding all = findStaleLists(lists, rules, now);
    QCOMPARE(idsOf(all.stale), QStringList{u"both"_s});
    QCOMPARE(all.stale[0].reasons, (QList{Inactive, NoSkill}));
    QCOMPARE(idsOf(all.undecided), (QStringList{u"half"_s, u"untold"_s}));
    QCOMPARE(all.undecided[0].notTold, QList{NoSkill});
    QCOMPARE(all.records(), 100);
    rules.match = StaleRules::Match::Any;
    const StaleFinding any = findStaleLists(lists, rules, now);
    QCOMPARE(idsOf(any.stale), (QStringList{u"both"_s, u"half"_s, u"idle"_s}));
    QCOMPARE(any.stale[2].reasons, QList{Inactive});
    QCOMPARE(idsOf(any.undecided), QStringList{u"untold"_s});
    QCOMPARE(any.records(), 300);
}

void TestStaleLists::withoutRulesNothingIsStale()
{
    for (const auto match : {StaleRules::Match::All, StaleRules::Match::Any}) {
        const StaleFinding finding = findStaleLists({list()}, {.match = match}, now);
        QVERIFY(finding.stale.isEmpty());
        QVERIFY(finding.undecided.isEmpty());
    }
}

void TestStaleLists::theLargestComeFirst()
{
    QList<ContactListSummary> lists{list(u"b"_s, 5), list(u"small"_s, 1), list(u"large"_s, 900), list(u"a"_s, 5)};
    lists.append(list(u"unknown"_s, -1));
    for (ContactListSummary &one : lists)
        one.facts.activity = Activity::Inactive;
    const StaleFinding finding = findStaleLists(lists, {.rules = {Inactive}}, now);
    QCOMPARE(idsOf(finding.stale), (QStringList{u"large"_s, u"a"_s, u"b"_s, u"small"_s, u"unknown"_s}));
    QCOMPARE(finding.records(), 911);
}

void TestStaleLists::everyRuleHasAKey()
{
    QSet<QString> keys;
    for (const auto &[rule, key] : keyTable<StaleRule>) {
        QCOMPARE(valueOf<StaleRule>(keyOf(rule)), std::optional(rule));
        keys.insert(key);
    }
    QCOMPARE(keys.size(), 5);
}

MUSTER_TEST(TestStaleLists, QCoreApplication)

} // namespace tst_stalelists

#include "tst_stalelists.moc"
