// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/cxonestation.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesspublish {

namespace {

const QString audienceId = u"b7c00001-0000-4000-8000-000000000001"_s;
const QString otherId = u"b7c00002-0000-4000-8000-000000000002"_s;

QByteArray definitionOf(const QString &name, const QString &tier, const QJsonArray &exclusions = {})
{
    const QJsonObject condition{{u"field"_s, u"tier"_s}, {u"operator"_s, u"equals"_s}, {u"value"_s, tier}};
    QJsonObject definition{
        {u"name"_s, name},
        {u"data_source"_s, u"customer_360"_s},
        {u"criteria"_s, QJsonObject{{u"operator"_s, u"AND"_s}, {u"conditions"_s, QJsonArray{condition}}}}};
    if (!exclusions.isEmpty())
        definition.insert(u"exclusions"_s, exclusions);
    return QJsonDocument(definition).toJson();
}

CxoneSandboxSettings world()
{
    CxoneSandboxSettings settings;
    settings.tenant.contacts = 50;
    settings.tenant.jobTime = std::chrono::milliseconds(0);
    return settings;
}

} // namespace

/// `muster audiences` on a tenant that has none: kept here, and published as a calling list.
class HeadlessPublishTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void definitionsStayHereAndComeBack();
    void F16_anotherVersionIsNotWrittenOver();
    void anAudienceIsCheckedThenPublished();
    void nothingIsSentWithoutItsCount();
    void aTenantWithAudiencesPublishesNone();
};

void HeadlessPublishTest::definitionsStayHereAndComeBack()
{
    CxoneStation station(world());
    station.write(u"gold.json"_s, definitionOf(u"Gold"_s, u"gold"_s));
    const CommandResult put = station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"gold.json"_s)});
    QVERIFY2(put.exitCode == 0, put.err.constData());
    QCOMPARE(put.json[u"audience"][u"version"].toInt(), 1);
    const CommandResult list = station.run({u"audiences"_s, u"list"_s});
    QCOMPARE(list.json[u"audiences"].toArray().size(), 1);
    QCOMPARE(list.json[u"audiences"][0][u"name"].toString(), u"Gold"_s);
    const CommandResult show = station.run({u"audiences"_s, u"show"_s, audienceId});
    QCOMPARE(show.json[u"definition"][u"criteria"],
             QJsonDocument::fromJson(definitionOf(u"Gold"_s, u"gold"_s))[u"criteria"]);
    QCOMPARE(station.run({u"audiences"_s, u"show"_s, otherId}).exitCode, 1);
    const CommandResult told = station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"gold.json"_s),
                                            u"--webhook"_s, u"https://example.com/x"_s});
    QCOMPARE(told.exitCode, 2);
    QCOMPARE(told.json[u"error"][u"code"].toString(), u"kept_audience_option"_s);
    QCOMPARE(station.sandbox().requests().size(), 0);
}

void HeadlessPublishTest::F16_anotherVersionIsNotWrittenOver()
{
    CxoneStation station(world());
    station.write(u"gold.json"_s, definitionOf(u"Gold"_s, u"gold"_s));
    station.write(u"ash.json"_s, definitionOf(u"Ash"_s, u"ash"_s));
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"gold.json"_s)}).exitCode, 0);
    const CommandResult refused = station.run(
        {u"audiences"_s, u"put"_s, audienceId, station.file(u"ash.json"_s), u"--expect-version"_s, u"0"_s});
    QCOMPARE(refused.exitCode, 4);
    QCOMPARE(station.run({u"audiences"_s, u"show"_s, audienceId}).json[u"definition"][u"name"].toString(), u"Gold"_s);
    QCOMPARE(
        station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"ash.json"_s), u"--expect-version"_s, u"1"_s})
            .json[u"audience"][u"version"]
            .toInt(),
        2);
}

void HeadlessPublishTest::anAudienceIsCheckedThenPublished()
{
    CxoneStation station(world());
    station.write(u"out.json"_s, definitionOf(u"Out"_s, u"out"_s));
    station.write(u"gold.json"_s, definitionOf(u"Gold"_s, u"gold"_s, {otherId}));
    station.write(u"people.csv"_s,
                  "customerId,mobile,tier,town\n"
                  "A,(201) 200-1000,gold,Lyon\n"
                  "B,+12012001001,silver,Ulm\n"
                  "C,12,gold,Rome\n"
                  "D,2012001003,gold,\"Bath, UK\"\n");
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, otherId, station.file(u"out.json"_s)}).exitCode, 0);
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"gold.json"_s)}).exitCode, 0);
    const QStringList publishing{u"audiences"_s,
                                 u"publish"_s,
                                 audienceId,
                                 u"--contacts"_s,
                                 station.file(u"people.csv"_s),
                                 u"--columns"_s,
                                 u"town"_s,
                                 u"--expires"_s,
                                 u"2099-01-31"_s,
                                 u"--list-name"_s,
                                 u"Gold, spring"_s,
                                 u"--default-region"_s,
                                 u"US"_s};
    const CommandResult checked = station.run(publishing + QStringList{u"--check"_s});
    QVERIFY2(checked.exitCode == 0, checked.err.constData());
    QCOMPARE(checked.json[u"people"][u"taken"].toInt(), 2);
    QCOMPARE(checked.json[u"people"][u"without_number"].toInt(), 1);
    QCOMPARE(station.sandbox().listTruth(4106).size(), 0);
    const CommandResult done = station.run(publishing + QStringList{u"--confirm-count"_s, u"2"_s});
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QCOMPARE(done.json[u"calling_list"][u"id"].toString(), u"4106"_s);
    QCOMPARE(done.json[u"figures"][u"people_there"].toInt(), 2);
    const QList<CxoneSandboxRecord> there = station.sandbox().listTruth(4106);
    QCOMPARE(there.size(), 2);
    QCOMPARE(there[1].externalId, u"D"_s);
    QCOMPARE(there[1].destinations, QStringList{u"12012001003"_s});
    QCOMPARE(there[1].others.value(u"town"_s), u"Bath, UK"_s);
    QCOMPARE(station.sandbox().dialled(), QStringList());
    const CommandResult again = station.run(publishing + QStringList{u"--confirm-count"_s, u"2"_s});
    QCOMPARE(again.exitCode, 4);
    QCOMPARE(again.json[u"error"][u"code"].toString(), u"list_name_taken"_s);
}

void HeadlessPublishTest::nothingIsSentWithoutItsCount()
{
    CxoneStation station(world());
    station.write(u"gold.json"_s, definitionOf(u"Gold"_s, u"gold"_s));
    station.write(u"people.csv"_s, "externalId,phone,tier\nA,+12012001000,gold\n");
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, audienceId, station.file(u"gold.json"_s)}).exitCode, 0);
    const QStringList publishing{
        u"audiences"_s, u"publish"_s,   audienceId, u"--contacts"_s, station.file(u"people.csv"_s),
        u"--expires"_s, u"2099-01-31"_s};
    for (const QStringList &count : {QStringList{}, QStringList{u"--confirm-count"_s, u"2"_s}}) {
        const CommandResult refused = station.run(publishing + count);
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(refused.json[u"error"][u"code"].toString(), u"publish_count"_s);
    }
    for (const SandboxRequest &request : station.sandbox().requests())
        QVERIFY(request.method == "GET" || !request.path.contains("call-lists"));
}

void HeadlessPublishTest::aTenantWithAudiencesPublishesNone()
{
    MusterStation station({.contacts = 50});
    const CommandResult refused = station.run({u"audiences"_s, u"publish"_s, audienceId, u"--contacts"_s,
                                               station.file(u"people.csv"_s), u"--expires"_s, u"2099-01-31"_s});
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.json[u"error"][u"code"].toString(), u"publish_unavailable"_s);
    QCOMPARE(station.sandbox().requests().size(), 0);
}

MUSTER_TEST(HeadlessPublishTest, QCoreApplication)

} // namespace tst_headlesspublish
#include "tst_headlesspublish.moc"
