// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudiences.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScopeGuard>
#include <algorithm>
#include <array>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessaudiences {

namespace {

const QString newId = u"b7c00001-0000-4000-8000-000000000001"_s;
const QString otherId = u"b7c00001-0000-4000-8000-00000000000a"_s;
const QString thirdId = u"b7c00001-0000-4000-8000-00000000000b"_s;

SandboxSettings world()
{
    SandboxSettings settings;
    settings.contacts = 3000;
    settings.evaluationTime = std::chrono::milliseconds(100);
    return settings;
}

QString seedId(int place)
{
    return sandboxAudienceSeeds().at(place).id;
}

AudienceDefinition tier(const QString &value)
{
    AudienceDefinition definition;
    definition.name = u"Tier "_s + value;
    definition.criteria.members = {{CriteriaCondition{u"tier"_s, CriteriaOperator::Equals, value}}};
    return definition;
}

QString written(MusterStation &station, const QString &value, const QByteArray &more = {})
{
    const QString name = station.file(value + u".json"_s);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    file.write(R"({"name":"Tier )" + value.toUtf8()
               + R"(","criteria":{"operator":"AND","conditions":[{"field":"tier","operator":"equals","value":")"
               + value.toUtf8() + R"("}]},"data_source":"customer_360")" + more + '}');
    return name;
}

QStringList put(const QString &id, const QString &file, const QStringList &more = {})
{
    return QStringList{u"audiences"_s, u"put"_s, id, file} + more;
}

int puts(MusterStation &station)
{
    int count = 0;
    for (const SandboxRequest &request : station.sandbox().requests())
        count += request.method == "PUT" ? 1 : 0;
    return count;
}

} // namespace

/// `muster audiences` as a scheduler calls it: the real program, the sandbox's ground truth.
class HeadlessAudiencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listAndShow();
    void putCreatesAndWaits();
    void putReplacesWhatIsExpected();
    void showCanBePutAgain();
    void F16_F77_twoWritersNothingIsOverwritten();
    void F77_twoWritersAtOnce();
    void F77_changedBetweenReadAndPut();
    void wrongFilesAreRefused_data();
    void wrongFilesAreRefused();
    void whatValidateRefusesIsNotPut_data();
    void whatValidateRefusesIsNotPut();
    void numbersAreShownDigitForDigit();
    void F13_unknownAudience();
    void S42_lookOnlyRegistersNothing();
    void theCdpIsToldOncePerRun();
    void theCdpOfTheEnvironmentIsToldWhereNobodyIsNamed();
};

void HeadlessAudiencesTest::listAndShow()
{
    MusterStation station(world());
    const CommandResult list = station.run({u"audiences"_s, u"list"_s});
    QVERIFY2(list.exitCode == 0, list.err.constData());
    const QJsonArray audiences = list.json["audiences"_L1].toArray();
    QCOMPARE(audiences.size(), 6);
    for (const QJsonValue audience : audiences) {
        const SandboxAudienceState truth = station.sandbox().audienceTruth(audience["id"_L1].toString());
        QCOMPARE(audience["name"_L1].toString(), truth.definition.name);
        QCOMPARE(audience["version"_L1].toInteger(), truth.version);
        QCOMPARE(audience["size"_L1].toInteger(-1), truth.size.value_or(-1));
    }
    QCOMPARE(audiences[4]["evaluation_status"_L1].toString(), u"failed"_s);
    const CommandResult show = station.run({u"audiences"_s, u"show"_s, seedId(2)});
    QVERIFY2(show.exitCode == 0, show.err.constData());
    QCOMPARE(show.json["version"_L1].toInt(), 7);
    QCOMPARE(show.json["definition"_L1]["exclusions"_L1].toArray(), QJsonArray{seedId(0)});
    const QJsonObject criteria = show.json["definition"_L1]["criteria"_L1].toObject();
    QCOMPARE(criteria["operator"_L1].toString(), u"AND"_s);
    QCOMPARE(criteria["conditions"_L1].toArray().size(), 2);
}

void HeadlessAudiencesTest::putCreatesAndWaits()
{
    MusterStation station(world());
    const CommandResult made
        = station.run(put(newId, written(station, u"gold"_s), {u"--expect-version"_s, u"0"_s, u"--wait"_s}));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    const QJsonObject audience = made.json["audience"_L1].toObject();
    QCOMPARE(audience["version"_L1].toInt(), 1);
    QCOMPARE(audience["outcome"_L1].toString(), u"created"_s);
    QCOMPARE(audience["evaluation_status"_L1].toString(), u"completed"_s);
    QCOMPARE(audience["size"_L1].toInteger(-1), station.sandbox().audienceSize(tier(u"gold"_s)).value());
    QVERIFY(station.sandbox().audienceTruth(newId).definition == tier(u"gold"_s));
}

void HeadlessAudiencesTest::putReplacesWhatIsExpected()
{
    MusterStation station(world());
    const CommandResult first = station.run(
        put(seedId(0), written(station, u"gold"_s), {u"--expect-version"_s, u"3"_s, u"--no-recalculate"_s}));
    QVERIFY2(first.exitCode == 0, first.err.constData());
    SandboxAudienceState truth = station.sandbox().audienceTruth(seedId(0));
    QCOMPARE(truth.version, 4);
    QCOMPARE(truth.definition.recalculateOnUpdate, false);
    QCOMPARE(truth.status, EvaluationStatus::Completed);
    // Without a version: in place of the one that is there.
    const CommandResult second = station.run(put(seedId(0), written(station, u"silver"_s, R"(,"version":1)")));
    QVERIFY2(second.exitCode == 0, second.err.constData());
    truth = station.sandbox().audienceTruth(seedId(0));
    QCOMPARE(truth.version, 5);
    QCOMPARE(truth.definition.name, u"Tier silver"_s);
}

void HeadlessAudiencesTest::showCanBePutAgain()
{
    MusterStation station(world());
    const CommandResult show = station.run({u"audiences"_s, u"show"_s, seedId(5)});
    const QString name = station.file(u"again.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(show.json["definition"_L1].toObject()).toJson());
    file.close();
    QCOMPARE(station.run(put(newId, name)).exitCode, 0);
    AudienceDefinition copy = station.sandbox().audienceTruth(newId).definition;
    QCOMPARE(copy.name, u"Five levels deep"_s);
    QCOMPARE(station.sandbox().audienceSize(copy),
             station.sandbox().audienceSize(station.sandbox().audienceTruth(seedId(5)).definition));
}

void HeadlessAudiencesTest::F16_F77_twoWritersNothingIsOverwritten()
{
    MusterStation station(world());
    const QStringList expected{u"--expect-version"_s, u"3"_s};
    QCOMPARE(station.run(put(seedId(0), written(station, u"gold"_s), expected)).exitCode, 0);
    const CommandResult late = station.run(put(seedId(0), written(station, u"silver"_s), expected));
    QCOMPARE(late.exitCode, 4);
    QCOMPARE(late.json["outcome"_L1].toString(), u"refused"_s);
    QCOMPARE(late.json["error"_L1]["code"_L1].toString(), u"version_conflict"_s);
    const QJsonObject conflict = late.json["conflict"_L1].toObject();
    QCOMPARE(conflict["base_version"_L1].toInt(), 3);
    QCOMPARE(conflict["current_version"_L1].toInt(), 4);
    QCOMPARE(conflict["current"_L1]["definition"_L1]["name"_L1].toString(), u"Tier gold"_s);
    QCOMPARE(conflict["differs_from_mine"_L1].toArray(), (QJsonArray{u"name"_s, u"criteria"_s}));
    QVERIFY2(late.err.contains("Expected version 3; the tenant has version 4."), late.err.constData());
    QVERIFY(late.err.contains("name, criteria"));
    // Which condition it is.
    QVERIFY2(late.err.contains("  Changed: “tier is silver” changed to “tier is gold”"), late.err.constData());
    const QJsonArray differences = conflict["criteria_from_mine_to_current"_L1].toArray();
    QCOMPARE(differences.size(), 1);
    QCOMPARE(differences[0]["kind"_L1].toString(), u"changed"_s);
    QVERIFY(differences[0]["message"_L1].toString().contains(u"gold"_s));
    QCOMPARE(station.sandbox().audienceTruth(seedId(0)).definition.name, u"Tier gold"_s);
    QCOMPARE(puts(station), 1);
}

void HeadlessAudiencesTest::F77_twoWritersAtOnce()
{
    MusterStation station(world());
    const QString gold = written(station, u"gold"_s), silver = written(station, u"silver"_s);
    const QStringList expected{u"--expect-version"_s, u"3"_s};
    const auto one = station.startIn(u"one"_s, put(seedId(0), gold, expected));
    const auto two = station.startIn(u"two"_s, put(seedId(0), silver, expected));
    const std::array results{MusterStation::finish(*one), MusterStation::finish(*two)};
    QList<int> codes{results[0].exitCode, results[1].exitCode};
    std::sort(codes.begin(), codes.end());
    QVERIFY2((codes == QList<int>{0, 4}), QByteArray(results[0].err + results[1].err).constData());
    const bool goldWon = results[0].exitCode == 0;
    const SandboxAudienceState truth = station.sandbox().audienceTruth(seedId(0));
    QCOMPARE(truth.version, 4);
    QCOMPARE(truth.definition.name, goldWon ? u"Tier gold"_s : u"Tier silver"_s);
    QCOMPARE(results[goldWon ? 1 : 0].json["conflict"_L1]["current_version"_L1].toInt(), 4);
}

void HeadlessAudiencesTest::F77_changedBetweenReadAndPut()
{
    MusterStation station(world());
    SandboxFault colleague;
    colleague.kind = SandboxFault::Kind::Mutate;
    colleague.mutation = SandboxFault::Mutation::ColleagueFirst;
    colleague.method = u"PUT"_s;
    station.sandbox().addFault(colleague);
    const CommandResult late = station.run(put(seedId(0), written(station, u"gold"_s)));
    QCOMPARE(late.exitCode, 4);
    QVERIFY2(late.err.contains("Changed in the tenant since: description."), late.err.constData());
    QCOMPARE(late.json["conflict"_L1]["changed_since"_L1].toArray(), QJsonArray{u"description"_s});
    QCOMPARE(puts(station), 1); // Refused by the service, and not sent again.
    const SandboxAudienceState truth = station.sandbox().audienceTruth(seedId(0));
    QCOMPARE(truth.version, 4);
    QCOMPARE(truth.definition.description, u"Changed by a colleague."_s);
}

void HeadlessAudiencesTest::wrongFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("told");
    const QByteArray condition = R"({"field":"a","operator":"equals","value":1})";
    const auto definition = [](const QByteArray &criteria) -> QByteArray {
        return R"({"name":"n","data_source":"crm_sync","criteria":)" + criteria + '}';
    };
    QTest::newRow("no JSON") << QByteArray("{") << u"definition_unreadable"_s << QByteArray();
    QTest::newRow("bare") << QByteArray(R"({"operator":"AND","conditions":[)" + condition + "]}") << u"bare_criteria"_s
                          << QByteArray();
    QTest::newRow("S16 twice") << QByteArray(R"({"name":"n","name":"n"})") << u"definition_unreadable"_s
                               << QByteArray();
    QTest::newRow("F76 empty") << definition(R"({"operator":"AND","conditions":[]})") << u"definition_has_errors"_s
                               << QByteArray("criteria");
    QByteArray deep = R"({"operator":"AND","conditions":[)" + condition + "]}";
    for (int level = 1; level < 6; ++level)
        deep = R"({"operator":"AND","conditions":[)" + deep + "]}";
    QTest::newRow("F76 6 deep") << definition(deep) << u"definition_has_errors"_s
                                << QByteArray("criteria.conditions[0].conditions[0].conditions[0].conditions[0]");
    QTest::newRow("value") << definition(R"({"operator":"AND","conditions":[{"field":"a","operator":"equals",)"
                                         R"("value":null}]})")
                           << u"definition_unreadable"_s << QByteArray("criteria.conditions[0].value");
}

void HeadlessAudiencesTest::wrongFilesAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QByteArray, told);
    MusterStation station(world());
    const QString name = station.file(u"wrong.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const CommandResult result = station.run(put(newId, name));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json["error"_L1]["code"_L1].toString(), code);
    QVERIFY2(result.err.contains(told), result.err.constData());
    QCOMPARE(station.run(put(u"no-uuid"_s, written(station, u"gold"_s))).exitCode, 2);
    QCOMPARE(puts(station), 0);
}

void HeadlessAudiencesTest::whatValidateRefusesIsNotPut_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QStringList>("places");
    const QByteArray criteria
        = R"("criteria":{"operator":"AND","conditions":[{"field":"a","operator":"equals","value":1}]})";
    QTest::newRow("no name") << QByteArray(R"("name":" ",)" + criteria) << QStringList{u"name"_s};
    QTest::newRow("long name") << QByteArray(R"("name":")" + QByteArray(101, 'n') + R"(",)" + criteria)
                               << QStringList{u"name"_s};
    QTest::newRow("long description") << QByteArray(R"("name":"n","description":")" + QByteArray(501, 'd') + R"(",)"
                                                    + criteria)
                                      << QStringList{u"description"_s};
    QTest::newRow("own id") << QByteArray(R"("name":"n","exclusions":[")" + newId.toLatin1() + R"("],)" + criteria)
                            << QStringList{u"exclusions[0]"_s};
    QTest::newRow("several") << QByteArray(R"("name":"n","exclusions":["x"],"criteria":{"operator":"OR","conditions":[)"
                                           R"({"field":"","operator":"equals","value":1},)"
                                           R"({"operator":"AND","conditions":[]}]})")
                             << QStringList{u"criteria.conditions[0].field"_s, u"criteria.conditions[1]"_s,
                                            u"exclusions[0]"_s};
}

void HeadlessAudiencesTest::whatValidateRefusesIsNotPut()
{
    QFETCH(QByteArray, members);
    QFETCH(QStringList, places);
    MusterStation station(world());
    const QString name = station.file(u"refused.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"data_source":"crm_sync",)" + members + '}');
    file.close();
    const CommandResult validated = station.run({u"audiences"_s, u"validate"_s, name, u"--id"_s, newId});
    QCOMPARE(validated.exitCode, 2);
    const CommandResult result = station.run(put(newId, name));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json["error"_L1]["code"_L1].toString(), u"definition_has_errors"_s);
    QStringList told;
    for (const QJsonValue detail : result.json["error"_L1]["details"_L1].toArray())
        told.append(detail["field"_L1].toString());
    QCOMPARE(told, places);
    for (const QString &place : places)
        QVERIFY2(result.err.contains(place.toLatin1()), result.err.constData());
    QVERIFY(station.sandbox().requests().isEmpty()); // Not even a token was asked for.
}

void HeadlessAudiencesTest::numbersAreShownDigitForDigit()
{
    MusterStation station(world());
    const QByteArray number = "12345678901234567890.10";
    const QString name = station.file(u"exact.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"name":"Exact","criteria":{"operator":"AND","conditions":[{"field":"engagement","operator":"less_than","value":)"
        + number + R"(}]},"data_source":"customer_360"})");
    file.close();
    QCOMPARE(station.run(put(newId, name)).exitCode, 0);
    const CommandResult show = station.run({u"audiences"_s, u"show"_s, newId});
    QVERIFY2(show.out.contains(QByteArray("\"value\":" + number)), show.out.constData());
    QCOMPARE(show.out.count('\n'), 1); // One object, in one line.
}

void HeadlessAudiencesTest::F13_unknownAudience()
{
    MusterStation station(world());
    const CommandResult result = station.run({u"audiences"_s, u"show"_s, newId});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.json["error"_L1]["kind"_L1].toString(), u"not_found"_s);
}

void HeadlessAudiencesTest::S42_lookOnlyRegistersNothing()
{
    MusterStation station(world());
    const CommandResult result = station.runOnProduction(put(newId, written(station, u"gold"_s)));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(puts(station), 0);
    QCOMPARE(station.runOnProduction(put(newId, written(station, u"gold"_s), {u"--arm"_s})).exitCode, 0);
    QCOMPARE(puts(station), 1);
}

void HeadlessAudiencesTest::theCdpIsToldOncePerRun()
{
    MusterStation station(world());
    LoopbackServer cdp;
    cdp.script({LoopbackServer::answer(202, "{}")});
    const QStringList told{u"--webhook"_s, cdp.url(u"/hook"_s).toString()};
    const auto process = station.start(put(newId, written(station, u"gold"_s), told));
    QTRY_COMPARE_WITH_TIMEOUT(cdp.requests().size(), 1, 60'000);
    const CommandResult result = MusterStation::finish(*process);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.json["webhooks"_L1]["delivered"_L1].toInt(), 1);
    const QJsonObject body = QJsonDocument::fromJson(cdp.requests().constFirst().body).object();
    QCOMPARE(body["event"_L1].toString(), u"AUDIENCE_UPDATED"_s);
    QCOMPARE(body["criteria_version"_L1].toInt(), 1);
    QVERIFY(!cdp.requests().constFirst().head.toLower().contains("authorization"));
}

void HeadlessAudiencesTest::theCdpOfTheEnvironmentIsToldWhereNobodyIsNamed()
{
    MusterStation station(world());
    const QString file = written(station, u"gold"_s);
    const CommandResult silent = station.run(put(newId, file));
    QCOMPARE(silent.exitCode, 0);
    QVERIFY2(silent.err.count("CDP_WEBHOOK_URL") == 1, silent.err.constData());
    LoopbackServer environment, named;
    for (LoopbackServer *cdp : {&environment, &named})
        cdp->script({LoopbackServer::answer(200, "{}"), LoopbackServer::answer(200, "{}")});
    qputenv("CDP_WEBHOOK_URL", environment.url(u"/hook"_s).toEncoded());
    const auto restore = qScopeGuard([] { qunsetenv("CDP_WEBHOOK_URL"); });
    const auto told = station.start(put(otherId, file));
    QTRY_COMPARE_WITH_TIMEOUT(environment.requests().size(), 1, 60'000);
    const CommandResult result = MusterStation::finish(*told);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(!result.err.contains("CDP_WEBHOOK_URL"));
    const QJsonObject body = QJsonDocument::fromJson(environment.requests().constFirst().body).object();
    QCOMPARE(body["audience_id"_L1].toString(), otherId);
    const auto both = station.start(put(thirdId, file, {u"--webhook"_s, named.url(u"/hook"_s).toString()}));
    QTRY_COMPARE_WITH_TIMEOUT(named.requests().size(), 1, 60'000);
    QCOMPARE(MusterStation::finish(*both).exitCode, 0);
    QCOMPARE(environment.requests().size(), 1);
}

MUSTER_TEST(HeadlessAudiencesTest, QCoreApplication)

} // namespace tst_headlessaudiences

#include "tst_headlessaudiences.moc"
