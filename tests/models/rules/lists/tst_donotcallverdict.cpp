// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/donotcallverdict.h"

#include "network/wire/mapped.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_donotcallverdict {

namespace {

const QDateTime now(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC);
const Dialer renewals{u"3301"_s, u"Renewals"_s, Dialer::State::Unknown},
    welcome{u"3302"_s, u"Welcome"_s, Dialer::State::Unknown};

/// Heeded, added to by nobody, without skills, inactive, and one whose skills could not be read.
QList<DoNotCallGroupFacts> groups()
{
    return {{.group = {u"1"_s, u"Heeded"_s, true, 5}, .contributing = {welcome}, .scrubbed = {renewals}, .fault = {}},
            {.group = {u"2"_s, u"Added to"_s, true, 5}, .contributing = {renewals}, .scrubbed = {}, .fault = {}},
            {.group = {u"3"_s, u"Inactive"_s, false, 5}, .contributing = {}, .scrubbed = {renewals}, .fault = {}},
            {.group = {u"4"_s, u"Hidden"_s, true, 5},
             .contributing = {},
             .scrubbed = {},
             .fault = ApiError{.kind = ErrorKind::NotFound, .subject = u"4"_s}}};
}

DoNotCallEntry in(const char *group, const QDateTime &expires = {})
{
    return {
        .groupId = QString::fromLatin1(group), .groupName = u"G"_s + QString::fromLatin1(group), .expires = expires};
}

/// As "blocked 1:blocks 2:no_skill".
QString said(const DoNotCallVerdict &verdict)
{
    QStringList words{doNotCallStandingKey(verdict.standing)};
    for (const JudgedEntry &one : verdict.entries)
        words << one.entry.groupId + u':' + entryForceKey(one.force);
    return words.join(u' ');
}

} // namespace

class TestDoNotCallVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void anEndCountsByTheServicesTime();
    void theSkillsAreThoseOfTheGroup();
    void whatIsNotKnownSaysWhy();
};

void TestDoNotCallVerdict::judges_data()
{
    QTest::addColumn<QList<DoNotCallEntry>>("entries");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *name, const QList<DoNotCallEntry> &entries, const char *verdict) {
        QTest::newRow(name) << entries << QString::fromLatin1(verdict);
    };
    const QDateTime past = now.addDays(-1), future = now.addDays(1);
    row("nowhere", {}, "not_blocked");
    row("in force", {in("1")}, "blocked 1:blocks");
    row("an end to come", {in("1", future)}, "blocked 1:blocks");
    row("ended", {in("1", past)}, "not_blocked 1:ended");
    row("ends right now", {in("1", now)}, "not_blocked 1:ended");
    row("nobody heeds it", {in("2")}, "not_heeded 2:no_skill");
    row("inactive", {in("3")}, "not_heeded 3:group_inactive");
    row("skills not told", {in("4")}, "not_told 4:not_known");
    row("a group that is not listed", {in("9")}, "not_told 9:not_known");
    row("one that blocks is enough", {in("4"), in("9"), in("3"), in("1")},
        "blocked 1:blocks 4:not_known 9:not_known 3:group_inactive");
    row("what might block goes before what does not", {in("2"), in("3"), in("4")},
        "not_told 4:not_known 2:no_skill 3:group_inactive");
    row("what has ended in a hidden group is over", {in("4", past)}, "not_blocked 4:ended");
    row("ended and unheeded", {in("1", past), in("2")}, "not_heeded 2:no_skill 1:ended");
}

void TestDoNotCallVerdict::judges()
{
    QFETCH(QList<DoNotCallEntry>, entries);
    QFETCH(QString, verdict);
    QCOMPARE(said(judgeDoNotCall({entries, now}, groups())), verdict);
}

void TestDoNotCallVerdict::anEndCountsByTheServicesTime()
{
    const QDateTime end = now.addSecs(60);
    QCOMPARE(judgeDoNotCall({{in("1", end)}, now}, groups()).standing, DoNotCallStanding::Blocked);
    QCOMPARE(judgeDoNotCall({{in("1", end)}, now.addSecs(61)}, groups()).standing, DoNotCallStanding::Free);
}

void TestDoNotCallVerdict::theSkillsAreThoseOfTheGroup()
{
    const DoNotCallVerdict verdict = judgeDoNotCall({{in("1"), in("9")}, now}, groups());
    QCOMPARE(verdict.entries[0].contributing, QStringList{u"Welcome"_s});
    QCOMPARE(verdict.entries[0].scrubbed, QStringList{u"Renewals"_s});
    QVERIFY(verdict.entries[1].scrubbed.isEmpty());
    QVERIFY(!verdict.fault); // it is blocked, whatever the other group may be
}

void TestDoNotCallVerdict::whatIsNotKnownSaysWhy()
{
    QCOMPARE(judgeDoNotCall({{in("4")}, now}, groups()).fault->kind, ErrorKind::NotFound);
    const DoNotCallVerdict strange = judgeDoNotCall({{in("9"), in("4")}, now}, groups());
    QCOMPARE(strange.fault->code, u"group_not_listed"_s);
    QCOMPARE(strange.fault->subject, u"G9"_s);
}

MUSTER_TEST(TestDoNotCallVerdict, QCoreApplication)

} // namespace tst_donotcallverdict
#include "tst_donotcallverdict.moc"
