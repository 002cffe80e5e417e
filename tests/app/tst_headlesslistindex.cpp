// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslistindex {

namespace {

CxoneSandboxSettings world()
{
    return {.tenant = {.contacts = 160, .seed = 7}};
}

QStringList command(const char *name, const QStringList &more = {})
{
    return QStringList{u"lists"_s, QString::fromLatin1(name)} + more;
}

QJsonObject withId(const QJsonValue &lists, const QString &id)
{
    for (const QJsonValue list : lists.toArray()) {
        if (list[u"id"].toString() == id)
            return list.toObject();
    }
    return {};
}

QStringList idsOf(const QJsonValue &lists)
{
    QStringList ids;
    for (const QJsonValue list : lists.toArray())
        ids.append(list[u"id"].toString());
    return ids;
}

} // namespace

/// `muster lists index` and `muster lists stale`, the real program on both simulators.
class TestHeadlessListIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatTheTenantTells();
    void countsAttemptsWhenAsked();
    void F18_attemptsThatCannotBeCountedAreNoZero();
    void comparesWithAnEarlierDay();
    void theLimitIsTheConnections();
    void withoutGroupsTheGaugeSaysSo();
    void theFirstFlavourTellsNoMoreThanItKnows();
    void findsStaleListsByRules();
    void rulesAreNeeded();
    void F18_F13_failsAsReadingsDo();
};

void TestHeadlessListIndex::tellsWhatTheTenantTells()
{
    CxoneStation station(world());
    const CommandResult index = station.run(command("index"));
    QVERIFY2(index.exitCode == 0, index.err.constData());
    const QJsonValue lists = index.json[u"lists"_s];
    QCOMPARE(lists.toArray().size(), 5);
    const auto truth = station.sandbox().listTruth(4102);
    qint64 valid = 0, finalized = 0, callable = 0, retried = 0;
    for (const CxoneSandboxRecord &record : truth) {
        const bool isCallable = record.isValid && !record.isFinalized;
        valid += record.isValid ? 1 : 0;
        finalized += record.isFinalized ? 1 : 0;
        callable += isCallable ? 1 : 0;
        retried += isCallable && record.attempts > 0 ? 1 : 0;
    }
    const QJsonObject leads = withId(lists, u"4102"_s);
    QCOMPARE(leads[u"contacts"_s].toInteger(), truth.size());
    QCOMPARE(leads[u"valid"_s].toInteger(), valid);
    QCOMPARE(leads[u"invalid"_s].toInteger(), truth.size() - valid);
    QCOMPARE(leads[u"finalized"_s].toInteger(), finalized);
    QCOMPARE(leads[u"left_to_call"_s].toInteger(), callable);
    QVERIFY(retried > 0);
    QCOMPARE(leads[u"retrying"_s].toInteger(), retried);
    QCOMPARE(leads[u"active"_s].toBool(), true);
    QCOMPARE(leads[u"skills"_s].toArray().size(), 1);
    QVERIFY(leads[u"change"_s].isNull());
    const QJsonObject idle = withId(lists, u"4105"_s);
    QCOMPARE(idle[u"active"_s], QJsonValue(false));
    QCOMPARE(idle[u"skills"_s], QJsonValue(QJsonArray()));
    QVERIFY(idle[u"retrying"_s].isNull()); // no skill counts
    qint64 records = 0, blocked = 0;
    for (const QJsonValue list : lists.toArray())
        records += list[u"contacts"].toInteger();
    for (const qint64 group : {501, 502, 503})
        blocked += station.sandbox().doNotCallTruth(group).size();
    const QJsonObject usage = index.json[u"usage"_s].toObject();
    QCOMPARE(usage[u"limit"_s].toInteger(), 1'000'000);
    QCOMPARE(usage[u"list_records"_s].toInteger(), records);
    QCOMPARE(usage[u"do_not_call_records"_s].toInteger(), blocked);
    QCOMPARE(usage[u"used"_s].toInteger(), records + blocked);
    QCOMPARE(usage[u"all_counted"_s].toBool(), true);
}

void TestHeadlessListIndex::countsAttemptsWhenAsked()
{
    CxoneStation station(world());
    const CommandResult index = station.run(command("index", {u"--attempts"_s}));
    QVERIFY2(index.exitCode == 0, index.err.constData());
    qint64 all = 0;
    for (const QJsonValue list : index.json[u"lists"_s].toArray()) {
        qint64 wanted = 0;
        for (const CxoneSandboxRecord &record : station.sandbox().listTruth(list[u"id"].toString().toLongLong()))
            wanted += record.attempts;
        QCOMPARE(list[u"attempts"].toInteger(-1), wanted);
        QCOMPARE(list[u"last_call"].isNull(), wanted == 0);
        all += wanted;
    }
    QVERIFY(all > 100);
    QVERIFY(!withId(station.run(command("index")).json[u"lists"_s], u"4102"_s).contains(u"attempts"_s));
}

void TestHeadlessListIndex::F18_attemptsThatCannotBeCountedAreNoZero()
{
    CxoneStation station(world());
    SandboxFault fault;
    fault.status = 403;
    fault.path = u"/4102/attempts"_s;
    station.sandbox().addFault(fault);
    const CommandResult index = station.run(command("index", {u"--attempts"_s}));
    QCOMPARE(index.exitCode, 1);
    QVERIFY(!index.json.contains(u"lists"_s));
}

void TestHeadlessListIndex::comparesWithAnEarlierDay()
{
    CxoneStation station(world());
    QVERIFY(station.run(command("index")).exitCode == 0);
    // As if that had been three days ago, with other counts.
    QDirIterator kept(station.folder(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    QString name;
    while (name.isEmpty() && kept.hasNext()) {
        if (kept.next().contains("/list-sizes/"_L1))
            name = kept.filePath();
    }
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    const QString before = QDateTime::currentDateTimeUtc().date().addDays(-3).toString(Qt::ISODate);
    QJsonArray items;
    for (const QString &id : {u"4103"_s, u"4105"_s}) {
        QJsonArray sizes;
        sizes.append(QJsonArray{before, 10});
        items.append(QJsonObject{{u"id"_s, id}, {u"sizes"_s, sizes}});
    }
    object.insert(u"items"_s, items);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson()) > 0);
    file.close();
    const CommandResult index = station.run(command("index"));
    QVERIFY2(index.exitCode == 0, index.err.constData());
    const QJsonObject dozen = withId(index.json[u"lists"_s], u"4103"_s);
    QCOMPARE(dozen[u"change"_s], QJsonValue(QJsonObject{{u"since"_s, before}, {u"by"_s, 2}}));
    QVERIFY(withId(index.json[u"lists"_s], u"4102"_s)[u"change"_s].isNull());
}

void TestHeadlessListIndex::theLimitIsTheConnections()
{
    CxoneStation halved(world(), {{u"record_ceiling"_s, u"500000"_s}});
    QCOMPARE(halved.run(command("index")).json[u"usage"_s][u"limit"].toInteger(), 500'000);
    CxoneStation none(world(), {{u"record_ceiling"_s, u"0"_s}});
    const QJsonObject usage = none.run(command("index")).json[u"usage"_s].toObject();
    QVERIFY(usage[u"limit"_s].isNull());
    QVERIFY(usage[u"list_records"_s].toInteger() > 0);
}

void TestHeadlessListIndex::withoutGroupsTheGaugeSaysSo()
{
    CxoneStation station(world());
    SandboxFault refused;
    refused.path = u"/dnc-groups"_s;
    refused.status = 403;
    station.sandbox().addFault(refused);
    const CommandResult index = station.run(command("index"));
    QVERIFY2(index.exitCode == 0, index.err.constData());
    const QJsonObject usage = index.json[u"usage"_s].toObject();
    QVERIFY(usage[u"do_not_call_records"_s].isNull());
    QCOMPARE(usage[u"all_counted"_s].toBool(), false);
    QVERIFY2(index.err.contains("Do-not-call records aren’t included."), index.err.constData());
}

void TestHeadlessListIndex::findsStaleListsByRules()
{
    CxoneStation station(world());
    const auto stale = [&station](const QStringList &rules) { return station.run(command("stale", rules)); };
    const CommandResult idle = stale({u"--inactive"_s, u"--no-skill"_s});
    QVERIFY2(idle.exitCode == 0, idle.err.constData());
    QCOMPARE(idsOf(idle.json[u"stale"_s]), QStringList{u"4105"_s});
    QCOMPARE(idle.json[u"stale"_s][0][u"reasons"].toArray(), (QJsonArray{u"inactive"_s, u"no-skill"_s}));
    QCOMPARE(idle.json[u"records"_s].toInteger(), 160);
    const CommandResult any = stale({u"--inactive"_s, u"--empty"_s, u"--any"_s});
    QCOMPARE(idsOf(any.json[u"stale"_s]), (QStringList{u"4105"_s, u"4104"_s}));
    QCOMPARE(idsOf(stale({u"--inactive"_s, u"--empty"_s}).json[u"stale"_s]), QStringList());
    // The others were changed two hours before the simulator began.
    QCOMPARE(idsOf(stale({u"--unused-days"_s, u"1"_s}).json[u"stale"_s]), QStringList{u"4105"_s});
    QCOMPARE(idsOf(stale({u"--unused-days"_s, u"110"_s}).json[u"stale"_s]), QStringList{u"4105"_s});
    QCOMPARE(idsOf(stale({u"--unused-days"_s, u"111"_s}).json[u"stale"_s]), QStringList());
    const QList<SandboxRequest> requests = station.sandbox().requests();
    for (const SandboxRequest &request : requests)
        QVERIFY2(request.method == "GET" || !request.path.contains("/lists/"), request.path.constData());
}

void TestHeadlessListIndex::theFirstFlavourTellsNoMoreThanItKnows()
{
    MusterStation station;
    const CommandResult index = station.run(command("index"));
    QVERIFY2(index.exitCode == 0, index.err.constData());
    const QJsonArray lists = index.json[u"lists"_s].toArray();
    QVERIFY(lists.size() > 3);
    for (const QJsonValue list : lists) {
        QVERIFY(list[u"contacts"].isDouble());
        for (const QString &member : {u"active"_s, u"valid"_s, u"invalid"_s, u"finalized"_s, u"left_to_call"_s,
                                      u"retrying"_s, u"skills"_s, u"created"_s, u"changed"_s})
            QVERIFY2(list[member].isNull(), qPrintable(member));
    }
    QVERIFY(index.json[u"usage"_s][u"limit"].isNull());
    const CommandResult attempts = station.run(command("index", {u"--attempts"_s}));
    QCOMPARE(attempts.exitCode, 2);
    QCOMPARE(attempts.json[u"error"_s][u"code"].toString(), u"attempts_not_told"_s);
    // It is empty that can be told; whether a list is inactive cannot.
    const CommandResult stale = station.run(command("stale", {u"--empty"_s, u"--inactive"_s, u"--any"_s}));
    QVERIFY2(stale.exitCode == 0, stale.err.constData());
    const QJsonArray empty = stale.json[u"stale"_s].toArray();
    QCOMPARE(empty.size(), 1);
    QCOMPARE(empty[0][u"name"].toString(), u"Nobody yet"_s);
    const QJsonArray undecided = stale.json[u"undecided"_s].toArray();
    QCOMPARE(undecided.size(), lists.size() - 1);
    QCOMPARE(undecided[0][u"not_told"].toArray(), QJsonArray{u"inactive"_s});
}

void TestHeadlessListIndex::rulesAreNeeded()
{
    MusterStation station;
    for (const QStringList &rules : {QStringList(),
                                     QStringList{u"--any"_s},
                                     {u"--unused-days"_s, u"0"_s},
                                     {u"--unused-days"_s, u"4000"_s},
                                     {u"--unused-days"_s, u"soon"_s}}) {
        const CommandResult refused = station.run(command("stale", rules));
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains("--unused-days"), refused.err.constData());
    }
    QCOMPARE(station.sent("GET"), 0);
}

void TestHeadlessListIndex::F18_F13_failsAsReadingsDo()
{
    CxoneStation station(world());
    SandboxFault fault;
    fault.path = u"/lists/call-lists"_s;
    fault.status = 503;
    station.sandbox().addFault(fault);
    QCOMPARE(station.run(command("stale", {u"--inactive"_s})).exitCode, 0); // one more try
    fault.status = 404;
    for (const char *name : {"index", "stale"}) {
        station.sandbox().addFault(fault);
        const CommandResult failed
            = station.run(command(name, QByteArray(name) == "stale" ? QStringList{u"--empty"_s} : QStringList()));
        QVERIFY(failed.exitCode != 0);
        QVERIFY(!failed.json.contains(u"lists"_s) && !failed.json.contains(u"stale"_s));
    }
}

MUSTER_TEST(TestHeadlessListIndex, QCoreApplication)

} // namespace tst_headlesslistindex

#include "tst_headlesslistindex.moc"
