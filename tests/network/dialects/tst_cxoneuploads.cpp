// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneuploads.h"

#include "network/codec/cxoneuploadcodec.h"
#include "network/http/qnamchannel.h"
#include "network/wire/mapped.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/scriptedcxone.h"
#include "tests/support/testprogram.h"

#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxoneuploads {

namespace {

constexpr qint64 renewals = 4101, nobodyYet = 4104;
const QString running = u"Outbound welcome"_s;

QString said(const CxoneUploadOutcome &outcome)
{
    static constexpr std::array fates{"applied", "accepted", "rejected", "absent", "unknown", "not sent"};
    const QString fate = QLatin1String(fates.at(std::size_t(outcome.fate)));
    return outcome.error ? fate + u": "_s + errorKindKey(outcome.error->kind) + u' ' + outcome.error->code : fate;
}

/// The simulator on loopback; what is waited for passes at once.
struct Simulated
{
    explicit Simulated(CxoneSandboxSettings settings = {})
        : sandbox([&settings] {
            settings.tenant.jobTime = 20ms;
            settings.tenant.contacts = 50;
            return settings;
        }())
    {
        const auto started = sandbox.start();
        Q_ASSERT(started);
        clock.setWall(QDateTime::currentDateTimeUtc());
        transport = std::make_unique<ApiTransport>(
            profileOf(sandbox), cxoneDialect()->protocol, channel,
            [this](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return sandbox.accessKeySecret(); }, clock);
    }
    CxoneUpload order(qint64 listId, const QList<QStringList> &rows, const DialConsent &consent = {})
    {
        auto file = CxoneUploadFile::of({u"externalId"_s, u"phone"_s}).value();
        for (const QStringList &row : rows) {
            const auto fault = file.add(row);
            Q_ASSERT(!fault);
        }
        return {QString::number(listId), file.csv(), file.rows(), consent};
    }
    CxoneUploadOutcome upload(const CxoneUpload &order)
    {
        return QCoro::waitFor(CxoneUploads(*transport).upload(order, &observer, {}));
    }
    QStringList destinationsOf(qint64 listId, const QString &externalId)
    {
        const auto truth = sandbox.listTruth(listId);
        const auto found = std::ranges::find(truth, externalId, &CxoneSandboxRecord::externalId);
        return found == truth.end() ? QStringList{u"not there"_s} : found->destinations;
    }
    qsizetype posts()
    {
        const auto all = sandbox.requests();
        return std::ranges::count(all, QByteArray("POST"), &SandboxRequest::method) - sandbox.tokenRequests();
    }
    void queue(SandboxFault fault, const QString &method, const QString &path)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }

    CxoneSandbox sandbox;
    FakeClock clock;
    QnamChannel channel;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;
};

constexpr auto listPath = "/lists/call-lists/17";
constexpr auto uploadPath = "/lists/call-lists/17/upload";
constexpr auto jobPath = "/lists/call-lists/jobs/5";
constexpr auto jobsPath = "/lists/call-lists/jobs";

QByteArray job(const char *members, int id = 5, int list = 17)
{
    return R"({"uploadJobs":[{"jobId":)" + QByteArray::number(id) + R"(,"listId":)" + QByteArray::number(list)
        + QByteArray(members) + "}]}";
}

const QByteArray busyJob = job(R"(,"isComplete":false)"), doneJob = job(R"(,"isComplete":true)");

/// A list 17 that one skill dials from, and a job 5.
struct Scripted : ScriptedCxone
{
    explicit Scripted(const Step &skill, FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : ScriptedCxone(mode)
        , uploads(*transport)
    {
        channel.script(listPath,
                       {ScriptedChannel::json(R"({"resultSet":{"listName":"L","status":"Active","skills":)"
                                              R"([{"skillId":9,"skillName":"Nine"}]}})")});
        channel.script("/skills/9", {skill});
        channel.script(uploadPath, {ScriptedChannel::json(R"({"jobId":5})", 202)});
    }
    CxoneUploadOutcome upload(const DialConsent &consent = {}, std::stop_token stop = {})
    {
        return QCoro::waitFor(uploads.upload({u"17"_s, "id\r\n", 1, consent}, &observer, stop));
    }
    Result<void> settle() { return QCoro::waitFor(uploads.settle(u"17"_s, &observer, {})); }

    CxoneUploads uploads;
};

Step skill(const char *isRunning)
{
    return ScriptedChannel::json(R"({"skillId":9,"skillName":"Nine","isRunning":)" + QByteArray(isRunning) + "}");
}

} // namespace

class TestCxoneUploads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsTakenAsAJob();
    void tellsWhichSkillsDial();
    void nothingIsSentToARunningSkillWithoutConsent();
    void aSkillIsStartedOnlyByItsName_data();
    void aSkillIsStartedOnlyByItsName();
    void oneOfSeveralSkillsIsNotStarted();
    void consentNamesThatVerySkill_data();
    void consentNamesThatVerySkill();
    void aStateThatCannotBeReadCountsAsRunning_data();
    void aStateThatCannotBeReadCountsAsRunning();
    void aLookThatFailsSendsNothing();
    void aListThatIsNotThereSendsNothing();
    void F43_aLostAnswerIsADoubt();
    void F16_aRefusalChangesNothing();
    void S42_aLookOnlyConnectionSendsNothing();
    void F28_anAnswerWithoutAJobIsADoubt();
    void waitsLongerAndLongerForAJob();
    void aJobThatNeverEndsIsADoubt();
    void aCancelledJobIsADoubt();
    void F15_aJobMayBeUnknownAtFirst();
    void F15_aJobThatStaysUnknownIsADoubt();
    void F105_aStopLeavesTheJobAlone();
    void F05_aThrottledFileIsNotSent();
    void keepsTheListsEnd();
    void settlesWhenNoJobIsUnderWay();
    void settlesTheSimulator();
    void settleHasAnEnd();
    void settleLooksThroughAllPages();
};

void TestCxoneUploads::aFileIsTakenAsAJob()
{
    Simulated tenant;
    const QString known = tenant.sandbox.listTruth(renewals).first().externalId;
    const QString before = tenant.sandbox.listTruth(renewals).first().members.value(u"firstName"_s);
    const auto outcome
        = tenant.upload(tenant.order(renewals, {{known, u"+12125550177"_s}, {u"new-1"_s, u"+12125550178"_s}}));
    QCOMPARE(said(outcome), u"accepted"_s);
    QVERIFY(!outcome.jobId.isEmpty());
    QCOMPARE(tenant.destinationsOf(renewals, known), QStringList{u"12125550177"_s});
    QCOMPARE(tenant.sandbox.listTruth(renewals).first().members.value(u"firstName"_s), before);
    QCOMPARE(tenant.destinationsOf(renewals, u"new-1"_s), QStringList{u"12125550178"_s});
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
    QCOMPARE(tenant.posts(), 1);
}

void TestCxoneUploads::tellsWhichSkillsDial()
{
    Simulated tenant;
    CxoneUploads uploads(*tenant.transport);
    const auto of = [&](qint64 listId) {
        return QCoro::waitFor(uploads.dialers(QString::number(listId), &tenant.observer, {})).value();
    };
    QCOMPARE(of(renewals), (QList<Dialer>{{u"3301"_s, u"Outbound renewals"_s, Dialer::State::Stopped}}));
    QCOMPARE(of(nobodyYet), (QList<Dialer>{{u"3302"_s, running, Dialer::State::Running}}));
    QCOMPARE(of(4105), QList<Dialer>());
}

void TestCxoneUploads::nothingIsSentToARunningSkillWithoutConsent()
{
    Simulated tenant;
    const auto outcome = tenant.upload(tenant.order(nobodyYet, {{u"new-1"_s, u"+12125550178"_s}}));
    QCOMPARE(said(outcome), u"not sent: refused skill_running"_s);
    QCOMPARE(outcome.error->subject, running);
    QCOMPARE(tenant.posts(), 0);
    QCOMPARE(tenant.sandbox.dialled(), QStringList());
    QVERIFY(tenant.sandbox.listTruth(nobodyYet).isEmpty());
    // With it the phone rings: what the test above proves would otherwise hold of a tenant that never dials.
    QCOMPARE(said(tenant.upload(tenant.order(nobodyYet, {{u"new-1"_s, u"+12125550178"_s}}, {{running}}))),
             u"accepted"_s);
    QCOMPARE(tenant.sandbox.dialled(), QStringList{u"12125550178"_s});
}

void TestCxoneUploads::aSkillIsStartedOnlyByItsName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("asked");
    QTest::addColumn<QString>("fate");
    QTest::newRow("asked for without a name") << QString() << true << u"not sent: refused skill_to_start_unknown"_s;
    QTest::newRow("of another list") << running << true << u"not sent: refused skill_to_start_unknown"_s;
    QTest::newRow("in small letters") << u"outbound renewals"_s << true
                                      << u"not sent: refused skill_to_start_unknown"_s;
    QTest::newRow("named but not asked for") << u"Outbound renewals"_s << false << u"accepted"_s;
    QTest::newRow("named and asked for") << u"Outbound renewals"_s << true << u"accepted"_s;
}

void TestCxoneUploads::aSkillIsStartedOnlyByItsName()
{
    QFETCH(QString, name);
    QFETCH(bool, asked);
    Simulated tenant;
    CxoneUpload order = tenant.order(renewals, {{u"new-1"_s, u"+12125550178"_s}}, {{}, name});
    order.start = asked ? CxoneSkillStart::Yes : CxoneSkillStart::No;
    QTEST(said(tenant.upload(order)), "fate");
    const bool isStarted = asked && tenant.posts() > 0;
    QCOMPARE(tenant.sandbox.startedSkills(), isStarted ? QStringList{name} : QStringList());
    QCOMPARE(tenant.sandbox.dialled().size(), isStarted ? 1 : 0);
}

void TestCxoneUploads::oneOfSeveralSkillsIsNotStarted()
{
    const Dialer one{u"1"_s, u"One"_s, Dialer::State::Stopped}, two{u"2"_s, u"Two"_s, Dialer::State::Stopped};
    QVERIFY(startFault({one, two}, u"One"_s) != nullptr);
    QCOMPARE(startFault({one}, u"One"_s), nullptr);
    QCOMPARE(startFault({one, two}, QString()), nullptr);
    // What is to be started is agreed to, and nothing else is.
    QCOMPARE(withoutConsent({{u"1"_s, u"One"_s, Dialer::State::Running}}, {{}, u"One"_s}), nullptr);
    const QList<Dialer> other{{u"2"_s, u"Two"_s, Dialer::State::Running}};
    QVERIFY(withoutConsent(other, {{}, u"One"_s}) != nullptr);
    QVERIFY(withoutConsent({{u"3"_s, QString(), Dialer::State::Unknown}}, {}) != nullptr);
}

void TestCxoneUploads::consentNamesThatVerySkill_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("none") << QStringList() << false;
    QTest::newRow("another") << QStringList{u"Outbound renewals"_s} << false;
    QTest::newRow("in small letters") << QStringList{u"nine"_s} << false;
    QTest::newRow("a blank behind") << QStringList{u"Nine "_s} << false;
    QTest::newRow("empty") << QStringList{QString()} << false;
    QTest::newRow("that one") << QStringList{u"Nine"_s} << true;
    QTest::newRow("that one among others") << QStringList{u"Eight"_s, u"Nine"_s} << true;
}

void TestCxoneUploads::consentNamesThatVerySkill()
{
    QFETCH(QStringList, names);
    QFETCH(bool, isSent);
    Scripted tenant(skill("true"));
    tenant.channel.script(jobPath, {ScriptedChannel::json(doneJob)});
    QCOMPARE(said(tenant.upload({names})), isSent ? u"accepted"_s : u"not sent: refused skill_running"_s);
    QCOMPARE(tenant.channel.requestsTo(uploadPath).size(), isSent ? 1 : 0);
}

void TestCxoneUploads::aStateThatCannotBeReadCountsAsRunning_data()
{
    QTest::addColumn<Step>("skill");
    QTest::newRow("403") << ScriptedChannel::status(403);
    QTest::newRow("404") << ScriptedChannel::status(404);
    QTest::newRow("does not say") << ScriptedChannel::json(R"({"skillId":9,"skillName":"Nine"})");
    QTest::newRow("another skill") << ScriptedChannel::json(R"({"skillId":8,"skillName":"Nine","isRunning":false})");
    QTest::newRow("nothing") << ScriptedChannel::json("{}");
}

void TestCxoneUploads::aStateThatCannotBeReadCountsAsRunning()
{
    QFETCH(Step, skill);
    Scripted tenant(skill);
    tenant.channel.script(jobPath, {ScriptedChannel::json(doneJob)});
    const auto outcome = tenant.upload();
    QCOMPARE(said(outcome), u"not sent: refused skill_running"_s);
    QCOMPARE(outcome.error->subject, u"Nine"_s);
    QVERIFY(tenant.channel.requestsTo(uploadPath).isEmpty());
    QCOMPARE(said(tenant.upload({{u"Nine"_s}})), u"accepted"_s);
}

void TestCxoneUploads::aLookThatFailsSendsNothing()
{
    for (const Step &step : {ScriptedChannel::status(503), ScriptedChannel::failing(ErrorKind::ConnectionLost),
                             ScriptedChannel::status(429)}) {
        Scripted tenant(step);
        // Not even with consent: who is dialled could not be told.
        const auto outcome = tenant.upload({{u"Nine"_s}});
        QCOMPARE(outcome.fate, WriteFate::NotSent);
        QVERIFY(outcome.error && outcome.error->code != "skill_running"_L1);
        QVERIFY(tenant.channel.requestsTo(uploadPath).isEmpty());
    }
}

void TestCxoneUploads::aListThatIsNotThereSendsNothing()
{
    Simulated tenant;
    QCOMPARE(said(tenant.upload(tenant.order(999, {{u"a"_s, u"+12125550178"_s}}))),
             u"not sent: not_found InvalidListId"_s);
    QCOMPARE(tenant.posts(), 0);
}

void TestCxoneUploads::F43_aLostAnswerIsADoubt()
{
    Simulated tenant;
    SandboxFault lost;
    lost.kind = SandboxFault::Kind::CloseWithoutAnswer;
    tenant.queue(lost, u"POST"_s, u"/upload"_s);
    const auto outcome = tenant.upload(tenant.order(renewals, {{u"new-1"_s, u"+12125550178"_s}}));
    QCOMPARE(said(outcome), u"unknown: connection_lost "_s);
    QVERIFY(outcome.jobId.isEmpty());
    QCOMPARE(tenant.posts(), 1);
    // It was taken all the same, and a reading behind settle() shows it.
    CxoneUploads uploads(*tenant.transport);
    QTRY_COMPARE(tenant.destinationsOf(renewals, u"new-1"_s), QStringList{u"12125550178"_s});
    QVERIFY(QCoro::waitFor(uploads.settle(QString::number(renewals), &tenant.observer, {})));
    QCOMPARE(tenant.posts(), 1);
}

void TestCxoneUploads::F16_aRefusalChangesNothing()
{
    for (const int status : {400, 404, 409, 413}) {
        Scripted tenant(skill("false"));
        tenant.channel.script(uploadPath, {ScriptedChannel::status(status)});
        QCOMPARE(tenant.upload().fate, WriteFate::Rejected);
        QCOMPARE(tenant.channel.requestsTo(uploadPath).size(), 1);
        QVERIFY(tenant.channel.requestsTo(jobPath).isEmpty());
    }
}

void TestCxoneUploads::S42_aLookOnlyConnectionSendsNothing()
{
    CxoneSandbox sandbox({});
    QVERIFY(sandbox.start());
    FakeClock clock;
    QnamChannel channel;
    RecordingObserver observer;
    ApiTransport transport(
        profileOf(sandbox, Environment::Production), cxoneDialect()->protocol, channel,
        [&](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return sandbox.accessKeySecret(); }, clock);
    const auto outcome
        = QCoro::waitFor(CxoneUploads(transport).upload({QString::number(renewals), "x\r\n", 0, {}}, &observer, {}));
    QCOMPARE(said(outcome), u"not sent: look_only look_only"_s);
    const auto requests = sandbox.requests();
    QVERIFY(std::ranges::none_of(requests, [](const auto &one) { return one.path.contains("upload"); }));
}

void TestCxoneUploads::F28_anAnswerWithoutAJobIsADoubt()
{
    for (const Step &step : {ScriptedChannel::json("{}", 202), ScriptedChannel::status(202, {}, {}),
                             ScriptedChannel::status(200, {}, "<html>Sign in</html>")}) {
        Scripted tenant(skill("false"));
        tenant.channel.script(uploadPath, {step});
        QCOMPARE(tenant.upload().fate, WriteFate::Unknown);
        QCOMPARE(tenant.channel.requestsTo(uploadPath).size(), 1);
    }
}

void TestCxoneUploads::waitsLongerAndLongerForAJob()
{
    Scripted tenant(skill("false"));
    QList<Step> steps(12, ScriptedChannel::json(busyJob));
    steps.append(ScriptedChannel::json(doneJob));
    tenant.channel.script(jobPath, steps);
    const auto outcome = tenant.upload();
    QCOMPARE(said(outcome), u"accepted"_s);
    QCOMPARE(outcome.jobId, u"5"_s);
    QCOMPARE(tenant.channel.requestsTo(jobPath).size(), 13);
    const auto &sleeps = tenant.clock.sleeps();
    QVERIFY(std::ranges::is_sorted(sleeps));
    QCOMPARE(sleeps.first(), CxoneUploads::firstLook);
    QCOMPARE(sleeps.last(), CxoneUploads::longestLook);
}

void TestCxoneUploads::aJobThatNeverEndsIsADoubt()
{
    Scripted tenant(skill("false"));
    tenant.channel.script(jobPath, {ScriptedChannel::json(busyJob)});
    QCOMPARE(said(tenant.upload()), u"unknown: timed_out upload_under_way"_s);
    Milliseconds waited{0};
    for (const auto sleep : tenant.clock.sleeps())
        waited += sleep;
    QCOMPARE(waited, CxoneUploads::jobPatience + CxoneUploads::rowPatience);
}

void TestCxoneUploads::aCancelledJobIsADoubt()
{
    Scripted tenant(skill("false"));
    tenant.channel.script(jobPath, {ScriptedChannel::json(job(R"(,"isComplete":true,"isCancelled":true)"))});
    QCOMPARE(said(tenant.upload()), u"unknown: conflict upload_cancelled"_s);
}

void TestCxoneUploads::F15_aJobMayBeUnknownAtFirst()
{
    Scripted tenant(skill("false"));
    tenant.channel.script(jobPath,
                          {ScriptedChannel::status(404), ScriptedChannel::json(job(R"(,"isComplete":true)", 4)),
                           ScriptedChannel::status(204, {}, {}), ScriptedChannel::json(doneJob)});
    QCOMPARE(said(tenant.upload()), u"accepted"_s);
}

void TestCxoneUploads::F15_aJobThatStaysUnknownIsADoubt()
{
    for (const Step &step : {ScriptedChannel::status(404), ScriptedChannel::json(job(R"(,"isComplete":true)", 4))}) {
        Scripted tenant(skill("false"));
        tenant.channel.script(jobPath, {step});
        const auto outcome = tenant.upload();
        QCOMPARE(outcome.fate, WriteFate::Unknown);
        QCOMPARE(outcome.jobId, u"5"_s);
        QVERIFY(tenant.channel.requestsTo(jobPath).size() > 3);
    }
}

void TestCxoneUploads::F105_aStopLeavesTheJobAlone()
{
    Scripted tenant(skill("false"), FakeClock::Mode::ByHand);
    tenant.channel.script(jobPath, {ScriptedChannel::json(busyJob)});
    std::stop_source stop;
    std::optional<CxoneUploadOutcome> outcome;
    const auto run = [&]() -> QCoro::Task<void> {
        outcome = co_await tenant.uploads.upload({u"17"_s, "id\r\n", 1, {}}, &tenant.observer, stop.get_token());
    };
    auto task = run();
    QTRY_COMPARE(tenant.clock.sleeping(), 1);
    QVERIFY(!outcome);
    stop.request_stop();
    QTRY_VERIFY(outcome);
    QCOMPARE(said(*outcome), u"unknown: cancelled "_s);
    QCOMPARE(outcome->jobId, u"5"_s);
    const QList<HttpRequest> requests = tenant.channel.requests();
    QVERIFY(std::ranges::none_of(requests, [](const auto &one) { return one.method == "DELETE"; }));
}

void TestCxoneUploads::F05_aThrottledFileIsNotSent()
{
    CxoneSandboxSettings settings;
    settings.throttlesWithoutRetryAfter = true;
    Simulated tenant(settings);
    SandboxFault throttled;
    throttled.status = 429;
    tenant.queue(throttled, u"POST"_s, u"/upload"_s);
    QCOMPARE(tenant.upload(tenant.order(renewals, {{u"new-1"_s, u"+12125550178"_s}})).fate, WriteFate::NotSent);
    QCOMPARE(tenant.destinationsOf(renewals, u"new-1"_s), QStringList{u"not there"_s});
}

void TestCxoneUploads::keepsTheListsEnd()
{
    const auto endOf = [](const QByteArray &members) {
        Scripted tenant(skill("false"));
        tenant.channel.script(
            listPath,
            {ScriptedChannel::json(R"({"resultSet":{"listName":"L","status":"Active","skills":[])" + members + "}}")});
        tenant.channel.script(jobPath, {ScriptedChannel::json(doneJob)});
        tenant.clock.setWall(QDateTime(QDate(2026, 5, 6), QTime(7, 8, 9), Qt::UTC));
        if (said(tenant.upload()) != "accepted"_L1)
            return QByteArray("not accepted");
        const QByteArray body = tenant.channel.requestsTo(uploadPath).first().body;
        const qsizetype at = body.indexOf("\"expirationDate\":\"") + 18;
        return body.mid(at, body.indexOf('"', at) - at);
    };
    QCOMPARE(endOf(R"(,"listExpirationDate":"2026-07-01T00:00:00Z")"), QByteArray("2026-07-01T00:00:00Z"));
    QCOMPARE(endOf(""), QByteArray("2036-05-06T07:08:09Z"));
}

void TestCxoneUploads::settlesWhenNoJobIsUnderWay()
{
    Scripted tenant(skill("false"));
    const Step none = ScriptedChannel::status(204, {}, {});
    // A job of another list does not count; one that shows only at the second look does.
    tenant.channel.script(jobsPath,
                          {ScriptedChannel::json(job(R"(,"isComplete":false)", 6, 18)), none,
                           ScriptedChannel::json(busyJob), ScriptedChannel::json(busyJob),
                           ScriptedChannel::json(doneJob), none, ScriptedChannel::json(doneJob), none});
    QVERIFY(tenant.settle());
    QCOMPARE(tenant.channel.requestsTo(jobsPath).size(), 8);
}

void TestCxoneUploads::settlesTheSimulator()
{
    Simulated tenant;
    CxoneUploads uploads(*tenant.transport);
    QVERIFY(QCoro::waitFor(uploads.settle(QString::number(renewals), &tenant.observer, {})));
    QCOMPARE(said(tenant.upload(tenant.order(renewals, {{u"new-1"_s, u"+12125550178"_s}}))), u"accepted"_s);
    QVERIFY(QCoro::waitFor(uploads.settle(QString::number(renewals), &tenant.observer, {})));
}

void TestCxoneUploads::settleHasAnEnd()
{
    Scripted tenant(skill("false"));
    tenant.channel.script(jobsPath, {ScriptedChannel::json(busyJob)});
    const auto settled = tenant.settle();
    QVERIFY(!settled);
    QCOMPARE(settled.error().kind, ErrorKind::TimedOut);
    QCOMPARE(settled.error().code, u"upload_under_way"_s);
    QCOMPARE(settled.error().subject, u"17"_s);
}

void TestCxoneUploads::settleLooksThroughAllPages()
{
    Scripted tenant(skill("false"));
    const Step other = ScriptedChannel::json(job(R"(,"isComplete":true)", 6, 18));
    tenant.channel.script(jobsPath,
                          {other, ScriptedChannel::json(busyJob), other, ScriptedChannel::json(doneJob), other});
    // The fifth answer repeats what was there: a service that ignores "skip" proves nothing.
    const auto settled = tenant.settle();
    QVERIFY(!settled);
    QCOMPARE(settled.error().code, u"cursor_repeated"_s);
}

MUSTER_TEST(TestCxoneUploads, QCoreApplication)

} // namespace tst_cxoneuploads
#include "tst_cxoneuploads.moc"
