// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/liststation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessscrubtenant {

namespace {

constexpr qint64 people = 4101, company = 501;

CxoneSandboxSettings world()
{
    return {.tenant = {.contacts = 600, .seed = 7}};
}

QStringList linesOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts)
                                        : QStringList(u"<unreadable>"_s);
}

/// The second cell of each row but the header whose end is that; there are no quotes before it.
QStringList numbersOf(const QString &file, const QString &end = {})
{
    QStringList numbers;
    const QStringList lines = linesOf(file).mid(1);
    for (const QString &line : lines) {
        if (line.endsWith(end))
            numbers << line.split(u',').at(1);
    }
    return numbers;
}

QSet<QString> setOf(const QStringList &list)
{
    return {list.begin(), list.end()};
}

} // namespace

/// `muster dnc scrub` with what a tenant holds: a contact list instead of a file, do-not-call groups as sources.
class TestHeadlessScrubTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListIsScrubbedAgainstAGroup();
    void aFileIsScrubbedAgainstAGroupAndRegistriesThatAreNamed();
    void whatIsNotThereIsRefused_data();
    void whatIsNotThereIsRefused();
    void F72_F110_aListThatIsNotWholeIsNotScrubbed();
    void F18_aGroupThatIsNotToldEndsIt();
    void theFirstFlavourHasNoGroups();
    void S07_noNumberStaysBehind();
};

void TestHeadlessScrubTenant::aListIsScrubbedAgainstAGroup()
{
    CxoneStation station(world());
    const QSet<QString> held = setOf(station.sandbox().doNotCallTruth(company));
    QSet<QString> all;
    for (const CxoneSandboxRecord &record : station.sandbox().listTruth(people))
        all.insert(record.destinations.first());
    QVERIFY(!held.isEmpty() && all.contains(held));
    const QString free = station.file(u"free.csv"_s), out = station.file(u"out.csv"_s);
    const CommandResult result
        = station.run({u"dnc"_s, u"scrub"_s, u"--list"_s, QString::number(people), u"--group"_s,
                       u"Company do not call"_s, u"--out"_s, free, u"--taken-out"_s, out, u"--evidence"_s,
                       station.file(u"evidence.csv"_s)});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const QStringList blocked = numbersOf(out, u",blocked,Company do not call"_s);
    QCOMPARE(setOf(blocked), held);
    QCOMPARE(setOf(numbersOf(free)), all - setOf(numbersOf(out)));
    QVERIFY(!setOf(numbersOf(free)).intersects(held));
    QCOMPARE(result.json[u"rows"_s].toInt(), 600);
    QCOMPARE(numbersOf(free).size() + numbersOf(out).size(), 600);
    QCOMPARE(result.json[u"blocked"_s].toInt(), blocked.size());
    // The others can't be told from national numbers of somewhere.
    QCOMPARE(numbersOf(out, u",needs_region,"_s).size(), numbersOf(out).size() - blocked.size());
    QCOMPARE(result.json[u"list_id"_s].toString(), QString::number(people));
    QVERIFY(!result.json.contains(u"input"_s));
    const QJsonValue source = result.json[u"sources"_s].toArray().first();
    QCOMPARE(source[u"kind"].toString(), u"group"_s);
    QCOMPARE(source[u"entries"].toInt(), held.size());
    QCOMPARE(linesOf(out).first(), linesOf(free).first() + u",row,verdict,blocked by"_s);
    QVERIFY(linesOf(station.file(u"evidence.csv"_s)).contains(u"source 1,kind,group"_s));
    QCOMPARE(station.auditEntries(u"dnc.scrubbed"_s).size(), 1);
    // Nothing was asked but to read.
    for (const SandboxRequest &request : station.sandbox().requests())
        QVERIFY2(request.method == "GET" || request.path.contains("token"), request.path.constData());
}

void TestHeadlessScrubTenant::aFileIsScrubbedAgainstAGroupAndRegistriesThatAreNamed()
{
    CxoneStation station(world());
    const QString held = station.sandbox().doNotCallTruth(company).first();
    station.write(u"registry.csv"_s, "+12125550198\n");
    QCOMPARE(station.run({u"dnc"_s, u"registry"_s, u"add"_s, u"US"_s, station.file(u"registry.csv"_s)}).exitCode, 0);
    station.write(u"contacts.csv"_s, "name,phone\na,+12125550199\nb,+" + held.toUtf8() + "\nc,+12125550198\n");
    const QStringList scrub{u"dnc"_s, u"scrub"_s, station.file(u"contacts.csv"_s), u"--group"_s, u"501"_s};
    // A group that is named is all there is, so that nobody is blocked by what was not named.
    QCOMPARE(station.run(scrub).json[u"blocked"_s].toInt(), 1);
    const CommandResult both = station.run(scrub + QStringList{u"--registry"_s, u"US"_s, u"--group"_s, u"501"_s});
    QVERIFY2(both.exitCode == 0, both.err.constData());
    QCOMPARE(both.json[u"blocked"_s].toInt(), 2);
    QCOMPARE(both.json[u"free"_s].toInt(), 1);
    QCOMPARE(both.json[u"sources"_s].toArray().size(), 2);
}

void TestHeadlessScrubTenant::whatIsNotThereIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no such group") << QStringList{u"--list"_s, u"4101"_s, u"--group"_s, u"Nobody's"_s}
                                   << QByteArray("group_unknown");
    QTest::newRow("no such list") << QStringList{u"--list"_s, u"Nobody's"_s, u"--group"_s, u"501"_s}
                                  << QByteArray("list_unknown");
    QTest::newRow("nothing against it") << QStringList{u"--list"_s, u"4101"_s} << QByteArray("scrub_no_source");
}

void TestHeadlessScrubTenant::whatIsNotThereIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    CxoneStation station(world());
    const QString free = station.file(u"free.csv"_s);
    const CommandResult result
        = station.run(QStringList{u"dnc"_s, u"scrub"_s, u"--out"_s, free} + arguments);
    QVERIFY(result.exitCode != 0);
    QVERIFY2(result.out.contains(words), result.out.constData());
    QVERIFY(!QFileInfo::exists(free));
}

void TestHeadlessScrubTenant::F72_F110_aListThatIsNotWholeIsNotScrubbed()
{
    MusterStation station;
    SandboxFault fault{.kind = SandboxFault::Kind::Mutate, .method = u"GET"_s, .times = -1};
    fault.mutation = SandboxFault::Mutation::WrongCount;
    station.sandbox().addFault(fault);
    const QString registry = station.file(u"registry.csv"_s), free = station.file(u"free.csv"_s);
    QFile file(registry);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("+12125550198\n") > 0);
    file.close();
    QCOMPARE(station.run({u"dnc"_s, u"registry"_s, u"add"_s, u"US"_s, registry}).exitCode, 0);
    const CommandResult result
        = station.run({u"dnc"_s, u"scrub"_s, u"--list"_s, ListStation::leads(), u"--out"_s, free});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.out.contains("count_mismatch"), result.out.constData());
    QVERIFY(!QFileInfo::exists(free));
}

void TestHeadlessScrubTenant::F18_aGroupThatIsNotToldEndsIt()
{
    CxoneStation station(world());
    station.sandbox().addFault({.path = u"/501/records"_s, .times = -1, .status = 403});
    station.write(u"contacts.csv"_s, "phone\n+12125550199\n");
    const QString free = station.file(u"free.csv"_s);
    const CommandResult result = station.run(
        {u"dnc"_s, u"scrub"_s, station.file(u"contacts.csv"_s), u"--group"_s, u"501"_s, u"--out"_s, free});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(!QFileInfo::exists(free));
}

void TestHeadlessScrubTenant::theFirstFlavourHasNoGroups()
{
    MusterStation station;
    const CommandResult result
        = station.run({u"dnc"_s, u"scrub"_s, u"--list"_s, ListStation::leads(), u"--group"_s, u"Any"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.out.contains("job_unavailable"), result.out.constData());
}

void TestHeadlessScrubTenant::S07_noNumberStaysBehind()
{
    CxoneStation station(world());
    const QString held = station.sandbox().doNotCallTruth(company).first();
    const CommandResult result
        = station.run({u"dnc"_s, u"scrub"_s, u"--list"_s, QString::number(people), u"--group"_s, u"501"_s});
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(!result.out.contains(held.toUtf8()) && !result.err.contains(held.toUtf8()));
    QVERIFY(!station.isInFiles(held.toUtf8()));
}

MUSTER_TEST(TestHeadlessScrubTenant, QCoreApplication)

} // namespace tst_headlessscrubtenant
#include "tst_headlessscrubtenant.moc"
