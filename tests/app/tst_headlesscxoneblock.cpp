// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/liststation.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesscxoneblock {

namespace {

constexpr qint64 people = 4101, optOuts = 502;

CxoneSandboxSettings world()
{
    return {.tenant = {.contacts = 160, .seed = 7, .jobTime = std::chrono::milliseconds(50)}};
}

/// Whoever has a number of another region is purged; their number.
QString makePlan(CxoneStation &station)
{
    const CommandResult preview = station.run({u"lists"_s, u"sanitize"_s, u"Spring renewals"_s, u"--regions"_s,
                                               u"US,CA"_s, u"--other-regions"_s, u"purge"_s, u"--block"_s, u"none"_s,
                                               u"--plan"_s, station.file(u"p.plan"_s)});
    return preview.exitCode == 0 ? QString::number(preview.json[u"purges"_s].toInteger()) : QString();
}

CommandResult apply(CxoneStation &station, const QString &count, const QStringList &more)
{
    return station.run(QStringList{u"lists"_s, u"apply"_s, u"--plan"_s, station.file(u"p.plan"_s), u"--confirm-count"_s,
                                   count, u"--plain-backup"_s}
                       + more);
}

} // namespace

class TestHeadlessCxoneBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanBlocksAndIsUndone();
    void aGroupThatCannotBeIsRefusedByName_data();
    void aGroupThatCannotBeIsRefusedByName();
    void whoHeedsTheGroupIsSaidBefore();
    void theFirstDialectHasNoGroups();
};

void TestHeadlessCxoneBlock::aPlanBlocksAndIsUndone()
{
    CxoneStation station(world());
    const auto list = station.sandbox().listTruth(people);
    const QStringList before = station.sandbox().doNotCallTruth(optOuts);
    const QString count = makePlan(station);
    QVERIFY(count.toInt() > 30);
    const QString copy = station.file(u"copy.backup"_s);
    // By the id as well as by the name.
    const CommandResult done = apply(station, count, {u"--backup"_s, copy, u"--dnc-group"_s, u"502"_s});
    QVERIFY2(done.exitCode == 0, done.err.constData());
    const qsizetype put = station.sandbox().doNotCallTruth(optOuts).size() - before.size();
    QVERIFY(put > 15);
    QCOMPARE(done.json[u"figures"_s].toObject()[u"blocked"_s].toInteger(), put);
    QCOMPARE(station.sandbox().listTruth(people).size(), list.size());
    QCOMPARE(station.auditEntries(u"apply.started"_s).size(), 1);

    const CommandResult undone = station.run({u"lists"_s, u"restore"_s, copy});
    QVERIFY2(undone.exitCode == 0, undone.err.constData());
    QVERIFY2(undone.err.contains("Campaign opt-outs"), undone.err.constData());
    QCOMPARE(station.sandbox().doNotCallTruth(optOuts), before);
}

void TestHeadlessCxoneBlock::aGroupThatCannotBeIsRefusedByName_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unknown") << u"Nobody's"_s << QByteArray("group_unknown");
    QTest::newRow("inactive") << u"Old registry"_s << QByteArray("group_inactive");
}

void TestHeadlessCxoneBlock::aGroupThatCannotBeIsRefusedByName()
{
    QFETCH(QString, group);
    QFETCH(QByteArray, code);
    CxoneStation station(world());
    const QString count = makePlan(station);
    const CommandResult refused = apply(station, count, {u"--dnc-group"_s, group});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.out.contains(code) && refused.out.contains(group.toUtf8()), refused.out.constData());
    const QList<SandboxRequest> requests = station.sandbox().requests();
    QVERIFY(std::ranges::none_of(requests, [](const SandboxRequest &request) {
        return request.method != "GET" && request.path.contains("/services/");
    }));
    // And none of several ways at once.
    QVERIFY(apply(station, count, {u"--dnc-group"_s, u"502"_s, u"--no-purge"_s}).exitCode != 0);
}

void TestHeadlessCxoneBlock::whoHeedsTheGroupIsSaidBefore()
{
    CxoneStation station(world());
    const QString count = makePlan(station);
    const CommandResult nobody = apply(station, count, {u"--dnc-group"_s, u"Campaign opt-outs"_s});
    QVERIFY2(nobody.err.contains("No skill honors this group.") && nobody.err.contains("Outbound renewals"),
             nobody.err.constData());
    QVERIFY2(nobody.out.contains("not_heeded"), nobody.out.constData());
    const CommandResult both = apply(station, count, {u"--dnc-group"_s, u"Company do not call"_s});
    QVERIFY2(both.exitCode == 0 && both.err.contains("2 skills honor this group."), both.err.constData());
    QVERIFY2(!both.out.contains("not_heeded"), both.out.constData());
}

void TestHeadlessCxoneBlock::theFirstDialectHasNoGroups()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const CommandResult refused = station.run(station.applying({u"--dnc-group"_s, u"502"_s}));
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.out.contains("no_do_not_call"), refused.out.constData());
    QCOMPARE(station.sent("DELETE") + station.sent("PATCH"), 0);
    QVERIFY(station.present() == station.before());
}

MUSTER_TEST(TestHeadlessCxoneBlock, QCoreApplication)

} // namespace tst_headlesscxoneblock
#include "tst_headlesscxoneblock.moc"
