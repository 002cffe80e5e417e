// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessdonotcallchange {

namespace {

/// `muster dnc ...` with a file of a few numbers that are in no group.
struct Station : CxoneStation
{
    Station()
        : CxoneStation({.tenant = {.contacts = 600, .seed = 7}})
    {
        write(u"numbers.txt"_s, "+12125560001\n+12125560002\n+12125560003\nrubbish\n");
    }
    CommandResult dnc(const QString &act, const QStringList &more)
    {
        return run(QStringList{u"dnc"_s, act} + more + QStringList{u"--plain-backup"_s});
    }
    CommandResult change(const QString &act, const QString &group, const QStringList &more = {})
    {
        return dnc(act, QStringList{file(u"numbers.txt"_s), u"--group"_s, group} + more);
    }
    [[nodiscard]] int held(qint64 group) const
    {
        const QStringList numbers = sandbox().doNotCallTruth(group);
        return int(std::ranges::count_if(numbers, [](const QString &one) { return one.startsWith(u"1212556"); }));
    }
    [[nodiscard]] int writes() const
    {
        const QList<SandboxRequest> all = sandbox().requests();
        return int(std::ranges::count_if(
            all, [](const SandboxRequest &one) { return one.method != "GET" && one.path.contains("/records"); }));
    }
};

const QString company = u"Company do not call"_s, optOuts = u"Campaign opt-outs"_s;

QString codeOf(const CommandResult &result)
{
    return result.json[u"error"_s][u"code"].toString();
}

} // namespace

/// `muster dnc add`, `expire`, `move` and `undo`, the real program on the simulator.
class TestHeadlessDoNotCallChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDryRunSendsNothing();
    void numbersAreAddedMovedExpiredAndThatIsUndone();
    void theCountIsTyped();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
};

void TestHeadlessDoNotCallChange::aDryRunSendsNothing()
{
    Station station;
    const CommandResult result = station.change(u"add"_s, company, {u"--dry-run"_s, u"--until"_s, u"2099-12-31"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.json[u"to_change"_s].toInt(), 3);
    const QJsonArray numbers = result.json[u"numbers"_s].toArray();
    QCOMPARE(numbers.size(), 4);
    QCOMPARE(numbers.at(0)[u"result"].toString(), u"will_add"_s);
    QCOMPARE(numbers.at(0)[u"until"].toString(), u"2100-01-01T00:00:00Z"_s);
    QCOMPARE(numbers.at(3)[u"result"].toString(), u"unreadable"_s);
    QCOMPARE(station.writes(), 0);
    QCOMPARE(station.held(501), 0);
}

void TestHeadlessDoNotCallChange::numbersAreAddedMovedExpiredAndThatIsUndone()
{
    Station station;
    const auto runOf = [](const CommandResult &result) { return result.json[u"run_id"_s].toString(); };
    const QStringList three{u"--confirm-count"_s, u"3"_s};
    const CommandResult added = station.change(u"add"_s, company);
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QCOMPARE(station.held(501), 3);
    const CommandResult moved = station.change(u"move"_s, company, QStringList{u"--to"_s, optOuts} + three);
    QVERIFY2(moved.exitCode == 0, moved.err.constData());
    QCOMPARE(station.held(501), 0);
    QCOMPARE(station.held(502), 3);
    const CommandResult expired = station.change(u"expire"_s, u"502"_s, three);
    QVERIFY2(expired.exitCode == 0, expired.err.constData());
    QCOMPARE(station.held(502), 0);
    const CommandResult undone = station.dnc(u"undo"_s, QStringList{runOf(expired)} + three);
    QVERIFY2(undone.exitCode == 0, undone.err.constData());
    QVERIFY(undone.json[u"findings"_s].toArray().contains(u"numbers_in_clear:3"_s)); // as --plain-backup allows
    QCOMPARE(station.held(501), 0);
    QCOMPARE(station.held(502), 3);
    QCOMPARE(station.auditEntries(u"donotcall_change.complete"_s).size(), 4);
}

void TestHeadlessDoNotCallChange::theCountIsTyped()
{
    Station station;
    QCOMPARE(station.change(u"add"_s, company).exitCode, 0);
    const int before = station.writes();
    const CommandResult missing = station.change(u"expire"_s, company);
    QCOMPARE(missing.exitCode, 2);
    QCOMPARE(codeOf(missing), u"change_count_missing"_s);
    const CommandResult wrong = station.change(u"expire"_s, company, {u"--confirm-count"_s, u"4"_s});
    QCOMPARE(wrong.exitCode, 2);
    QCOMPARE(codeOf(wrong), u"change_count_wrong"_s);
    QCOMPARE(station.writes(), before);
    QCOMPARE(station.held(501), 3);
}

void TestHeadlessDoNotCallChange::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("act");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("code");
    QTest::newRow("no group") << u"add"_s << u"Nobody's"_s << QStringList() << u"group_unknown"_s;
    QTest::newRow("inactive") << u"add"_s << u"Old registry"_s << QStringList() << u"change_group_inactive"_s;
    QTest::newRow("past") << u"add"_s << company << QStringList{u"--until"_s, u"2020-01-01"_s}
                          << u"change_until_past"_s;
    QTest::newRow("no day") << u"add"_s << company << QStringList{u"--until"_s, u"soon"_s} << u"not_time"_s;
    QTest::newRow("same") << u"move"_s << company << QStringList{u"--to"_s, u"501"_s} << u"change_group_same"_s;
    QTest::newRow("nothing") << u"expire"_s << company << QStringList{u"--confirm-count"_s, u"0"_s}
                             << u"change_nothing"_s;
}

void TestHeadlessDoNotCallChange::whatMakesNoSenseIsRefused()
{
    QFETCH(QString, act);
    QFETCH(QString, group);
    QFETCH(QStringList, more);
    QFETCH(QString, code);
    Station station;
    const CommandResult result = station.change(act, group, more);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(codeOf(result), code);
    QCOMPARE(station.writes(), 0);
}

MUSTER_TEST(TestHeadlessDoNotCallChange, QCoreApplication)

} // namespace tst_headlessdonotcallchange
#include "tst_headlessdonotcallchange.moc"
