// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/audiencesclient.h"
#include "network/dialects/contract/contractaudiences.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

const QString id = u"3f2504e0-4f89-41d3-9a0c-0305e82c3301"_s;
constexpr auto listPath = "/api/v1/audiences";
constexpr auto onePath = "/api/v1/audiences/3f2504e0-4f89-41d3-9a0c-0305e82c3301";

AudienceDefinition small()
{
    AudienceDefinition definition;
    definition.name = u"Gold"_s;
    definition.criteria.members = {{CriteriaCondition{u"tier"_s, CriteriaOperator::Equals, u"gold"_s}}};
    return definition;
}

CriteriaGroup nested(int levels)
{
    CriteriaGroup group = small().criteria;
    for (int level = 1; level < levels; ++level)
        group = {CriteriaJoin::Or, {{group}}};
    return group;
}

struct AudiencesFixture : Fixture
{
    explicit AudiencesFixture(Environment environment = Environment::Test)
        : Fixture(environment)
        , client(*transport)
    {
    }
    AudienceAnswer put(const AudienceDefinition &definition = small(), qint64 version = 3,
                       const QString &audienceId = id)
    {
        const auto shared = std::make_shared<const AudienceDefinition>(definition);
        return QCoro::waitFor(client.put(audienceId, shared, version, &observer, {}));
    }
    ContractAudiences client;
};

} // namespace

class TestAudiencesClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists();
    void readsWithSizeAndStatus();
    void S06_wordsOfTheServiceAreMasked();
    void F76_faultsBeforeAnythingIsSent_data();
    void F76_faultsBeforeAnythingIsSent();
    void F76_fiveLevelsAreSent();
    void F76_charactersOfTwoHalvesCountOnce();
    void putSendsThePayload();
    void F16_conflictTellsTheVersion();
    void refusalNamesPaths();
    void fatesOfAPut_data();
    void fatesOfAPut();
    void F46_neverRepeatedByItself();
    void F07_signsInOnceAndReplays();
    void S42_lookOnly();
    void F18_readsAreRetried();
};

void TestAudiencesClient::lists()
{
    AudiencesFixture fixture;
    fixture.channel.script(listPath, {ScriptedChannel::json(dataBytes(u"audiences/list.json"_s))});
    const auto audiences = QCoro::waitFor(fixture.client.list(&fixture.observer, {}));
    QVERIFY(audiences);
    QCOMPARE(audiences->size(), 4);
}

void TestAudiencesClient::readsWithSizeAndStatus()
{
    AudiencesFixture fixture;
    fixture.channel.script(onePath, {ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s))});
    const auto audience = QCoro::waitFor(fixture.client.read(id, &fixture.observer, {}));
    QVERIFY(audience);
    QCOMPARE(audience->version, 4);
    const auto requests = fixture.channel.requestsTo(onePath);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests[0].url.query(QUrl::FullyDecoded), u"include=size,evaluation_status"_s);
    const auto wrong = QCoro::waitFor(fixture.client.read(u"../contacts"_s, &fixture.observer, {}));
    QCOMPARE(wrong.error().code, u"audience_id"_s);
    QCOMPARE(fixture.channel.requestsTo({}).size() - fixture.channel.tokenRequests(), 1);
}

void TestAudiencesClient::S06_wordsOfTheServiceAreMasked()
{
    AudiencesFixture fixture;
    QByteArray list = dataBytes(u"audiences/list.json"_s);
    list.replace("unknown field engagement", "ask +1 415 555 0123");
    fixture.channel.script(listPath, {ScriptedChannel::json(list)});
    const auto audiences = QCoro::waitFor(fixture.client.list(&fixture.observer, {}));
    QCOMPARE(audiences->at(3).evaluation.error, u"ask [masked]"_s);
}

void TestAudiencesClient::F76_faultsBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("audienceId");
    QTest::addColumn<qint64>("version");
    QTest::addColumn<std::function<void(AudienceDefinition &)>>("change");
    QTest::addColumn<QString>("fault");
    using Change = std::function<void(AudienceDefinition &)>;
    const auto row = [](const char *name, const Change &change, const char *fault) {
        QTest::newRow(name) << id << qint64(1) << change << QString::fromLatin1(fault);
    };
    const Change none = [](AudienceDefinition &) { };
    QTest::newRow("id of 36 that is none") << u"3f2504e0-4f89-41d3-9a0c-0305e82c330g"_s << qint64(1) << none
                                           << u"audience_id 3f2504e0-4f89-41d3-9a0c-0305e82c330g"_s;
    QTest::newRow("version") << id << qint64(0) << none << u"audience_version 0"_s;
    row("blank name", [](AudienceDefinition &audience) { audience.name = u" \t"_s; }, "audience_name name");
    row(
        "101 characters", [](AudienceDefinition &audience) { audience.name = QString(101, u'n'); },
        "audience_name name");
    row(
        "501 characters", [](AudienceDefinition &audience) { audience.description = QString(501, u'd'); },
        "audience_description description");
    row(
        "6 deep", [](AudienceDefinition &audience) { audience.criteria = nested(6); },
        "criteria_depth criteria.conditions[0].conditions[0].conditions[0].conditions[0].conditions[0]");
    row(
        "no conditions", [](AudienceDefinition &audience) { audience.criteria.members.clear(); },
        "empty_group criteria");
    row(
        "empty group", [](AudienceDefinition &audience) { audience.criteria.members.push_back({CriteriaGroup{}}); },
        "empty_group criteria.conditions[1]");
    row(
        "no field",
        [](AudienceDefinition &audience) {
            audience.criteria.members.push_back({CriteriaCondition{QString(), CriteriaOperator::Equals, true}});
        },
        "criteria_field criteria.conditions[1]");
    row(
        "no number",
        [](AudienceDefinition &audience) {
            audience.criteria.members.push_back(
                {CriteriaCondition{u"a"_s, CriteriaOperator::Equals, CriteriaNumber{"+1"}}});
        },
        "criteria_number criteria.conditions[1]");
    row(
        "exclusion no uuid", [](AudienceDefinition &audience) { audience.exclusions = {u"x"_s}; },
        "exclusion_id exclusions[0]");
    row(
        "excludes itself", [](AudienceDefinition &audience) { audience.exclusions = {id.toUpper()}; },
        "exclusion_id exclusions[0]");
    row(
        "twice",
        [](AudienceDefinition &audience) {
            audience.exclusions
                = {u"3f2504e0-4f89-41d3-9a0c-0305e82c33aa"_s, u"3f2504e0-4f89-41d3-9a0c-0305e82c33AA"_s};
        },
        "exclusion_id exclusions[1]");
}

void TestAudiencesClient::F76_faultsBeforeAnythingIsSent()
{
    QFETCH(QString, audienceId);
    QFETCH(qint64, version);
    QFETCH(std::function<void(AudienceDefinition &)>, change);
    QFETCH(QString, fault);
    AudiencesFixture fixture;
    AudienceDefinition definition = small();
    change(definition);
    const AudienceAnswer answer = fixture.put(definition, version, audienceId);
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(errorKindKey(answer.error->kind), u"bad_input"_s);
    QCOMPARE(answer.error->code + u' ' + answer.error->subject, fault);
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestAudiencesClient::F76_fiveLevelsAreSent()
{
    AudiencesFixture fixture;
    fixture.channel.script(onePath, {ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s))});
    AudienceDefinition deep = small();
    deep.criteria = nested(5);
    QCOMPARE(fixture.put(deep).fate, WriteFate::Applied);
}

void TestAudiencesClient::F76_charactersOfTwoHalvesCountOnce()
{
    AudiencesFixture fixture;
    fixture.channel.script(onePath, {ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s))});
    AudienceDefinition longest = small();
    longest.description = QStringLiteral("\U0001F642").repeated(500);
    QCOMPARE(fixture.put(longest).fate, WriteFate::Applied);
}

void TestAudiencesClient::putSendsThePayload()
{
    AudiencesFixture fixture;
    fixture.channel.script(onePath, {ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s))});
    const AudienceAnswer answer = fixture.put();
    QCOMPARE(answer.fate, WriteFate::Applied);
    QCOMPARE(answer.outcome, AudienceAnswer::Outcome::Updated);
    QCOMPARE(answer.audience->version, 4);
    const auto requests = fixture.channel.requestsTo(onePath);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests[0].method, QByteArray("PUT"));
    QCOMPARE(requests[0].body, fixture.client.payload(small(), 3));
    QVERIFY(requests[0].body.endsWith(R"("version":3})"));
}

void TestAudiencesClient::F16_conflictTellsTheVersion()
{
    AudiencesFixture fixture;
    fixture.channel.script(
        onePath,
        {ScriptedChannel::json(R"({"error":"version_conflict","message":"out of date","currentVersion":9})", 409),
         ScriptedChannel::json(R"({"error":"version_conflict","message":"gone","currentVersion":0})", 409),
         ScriptedChannel::status(412)});
    const AudienceAnswer conflict = fixture.put();
    QCOMPARE(conflict.fate, WriteFate::Rejected);
    QCOMPARE(conflict.error->kind, ErrorKind::Conflict);
    QCOMPARE(conflict.currentVersion, 9);
    QCOMPARE(fixture.put().currentVersion, 0); // there is none any more
    const AudienceAnswer silent = fixture.put();
    QCOMPARE(silent.error->kind, ErrorKind::Conflict);
    QVERIFY(!silent.currentVersion);
}

void TestAudiencesClient::refusalNamesPaths()
{
    AudiencesFixture fixture;
    fixture.channel.script(onePath,
                           {ScriptedChannel::json(R"({"error":"invalid_audience","message":"no","details":[)"
                                                  R"({"field":"criteria.conditions[0].value","issue":"too long"}]})",
                                                  400)});
    const AudienceAnswer answer = fixture.put();
    QCOMPARE(answer.fate, WriteFate::Rejected);
    const QList<FieldFault> expected{{u"criteria.conditions[0].value"_s, u"too long"_s}};
    QCOMPARE(answer.error->details, expected);
}

void TestAudiencesClient::fatesOfAPut_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<QString>("kind");
    const auto status = [](const char *name, int status, WriteFate fate, const char *kind) {
        QTest::addRow("%s %d", name, status) << ScriptedChannel::status(status) << fate << QString::fromLatin1(kind);
    };
    status("F10", 403, WriteFate::Rejected, "forbidden");
    status("F13", 404, WriteFate::Rejected, "not_found");
    status("F17", 413, WriteFate::Rejected, "too_large");
    for (const int code : {301, 302, 303, 307, 308})
        status("F31", code, WriteFate::Rejected, "redirect_refused");
    for (const int code : {408, 500, 502, 503, 504})
        status("F19", code, WriteFate::Unknown, "server_trouble");
    for (const int code : {202, 204, 207})
        status("F24", code, WriteFate::Unknown, "not_from_api");
    status("F08", 401, WriteFate::NotSent, "sign_in_needed");
    status("F05", 429, WriteFate::NotSent, "throttled");
    status("F54", 407, WriteFate::NotSent, "proxy_refused");
    const auto failing = [](const char *name, ErrorKind kind, WriteFate fate) {
        QTest::newRow(name) << ScriptedChannel::failing(kind) << fate << errorKindKey(kind);
    };
    failing("F40 no connection", ErrorKind::NotSent, WriteFate::NotSent);
    failing("F52 certificate", ErrorKind::TlsRefused, WriteFate::NotSent);
    failing("F46 lost", ErrorKind::ConnectionLost, WriteFate::Unknown);
    failing("F50 timed out", ErrorKind::TimedOut, WriteFate::Unknown);
    QTest::newRow("F28 page") << ScriptedChannel::status(200, {{"Content-Type", "text/html"}}, "<html>")
                              << WriteFate::Unknown << u"not_from_api"_s;
    QTest::newRow("F47 cut") << ScriptedChannel::json(R"({"id":)") << WriteFate::Unknown << u"broken_body"_s;
}

void TestAudiencesClient::fatesOfAPut()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(WriteFate, fate);
    QFETCH(QString, kind);
    AudiencesFixture fixture;
    fixture.channel.script(onePath, {step});
    const AudienceAnswer answer = fixture.put();
    QCOMPARE(answer.fate, fate);
    QCOMPARE(errorKindKey(answer.error->kind), kind);
    QVERIFY(!answer.outcome && !answer.audience && !answer.currentVersion);
    QCOMPARE(fixture.channel.requestsTo(onePath).size(), step.status == 401 ? 2 : 1);
}

void TestAudiencesClient::F46_neverRepeatedByItself()
{
    AudiencesFixture fixture;
    const auto stored = ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s));
    fixture.channel.script(onePath, {ScriptedChannel::failing(ErrorKind::ConnectionLost), stored});
    QCOMPARE(fixture.put().fate, WriteFate::Unknown);
    QCOMPARE(fixture.channel.requestsTo(onePath).size(), 1);
    QVERIFY(fixture.observer.attempts.isEmpty());
}

void TestAudiencesClient::F07_signsInOnceAndReplays()
{
    AudiencesFixture fixture;
    const auto stored = ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s));
    fixture.channel.script(onePath, {ScriptedChannel::status(401), stored});
    QCOMPARE(fixture.put().fate, WriteFate::Applied);
    QCOMPARE(fixture.channel.requestsTo(onePath).size(), 2);
}

void TestAudiencesClient::S42_lookOnly()
{
    AudiencesFixture fixture(Environment::Production);
    const AudienceAnswer answer = fixture.put();
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(answer.error->kind, ErrorKind::LookOnly);
    QVERIFY(fixture.channel.requestsTo(onePath).isEmpty());
}

void TestAudiencesClient::F18_readsAreRetried()
{
    AudiencesFixture fixture;
    const auto stored = ScriptedChannel::json(dataBytes(u"audiences/audience.json"_s));
    fixture.channel.script(onePath, {ScriptedChannel::status(503), ScriptedChannel::status(500), stored});
    QVERIFY(QCoro::waitFor(fixture.client.read(id, &fixture.observer, {})));
    QCOMPARE(fixture.observer.attempts, (QList<int>{1, 2}));
}

MUSTER_TEST(TestAudiencesClient, QCoreApplication)

#include "tst_audiencesclient.moc"
