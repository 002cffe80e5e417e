// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audiencebench.h"
#include "models/runs/audiences/audiencehistory.h"
#include "models/store/database.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "tests/support/loopbackserver.h"

#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_audienceputrun {

/// Registers audiences at the sandbox over loopback; what stands there is compared with the sandbox's own truth.
class TestAudiencePutRun : public QObject, protected AudienceBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void createsAndWaitsUntilCounted();
    void updatesInPlaceOfTheVersionExpected();
    void takesWhateverVersionIsThere();
    void withoutRecalculationItOnlyConfirms();
    void notAwaitedItOnlyConfirms();
    void F77_changedBetweenReadAndPut();
    void F77_changedBeforeTheRun_data();
    void F77_changedBeforeTheRun();
    void F77_definitionChangedAtTheSameVersion();
    void F77_deletedMeanwhile();
    void F77_theSameThereAlreadyIsNoConflict();
    void F76_wrongDefinitionsAreRefusedBeforeAnythingIsSent();
    void S42_lookOnlyIsRefused();
    void twoRunsForOneAudienceAreRefused();
    void evaluationFailsWithAReason();
    void F32_unknownStatusIsWaitedFor();
    void limitPausesAndResumingLooksOn();
    void pausedWhileCountedGoesOnWithoutSending();
    void cancelledAtEveryStep_data();
    void cancelledAtEveryStep();
    void jumpsAreFlagged();
    void supersededBySomebodyElse();
    void F24_saidToBeDoneButNot();
    void auditAndPayloadTellWhatWasSent();
    void theCdpIsToldOnce();
    void sessionAnswersQuestions();
    void historyReadsBack();
    void historySaysWhyItCannotBeRead();
    void finishesOnce();
};

void TestAudiencePutRun::createsAndWaitsUntilCounted()
{
    AudiencePutOrder wanted = order();
    wanted.expectedVersion = 0;
    const RunOutcome outcome = run(wanted);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    const AudienceRegistration result = m_run->registration().value();
    QCOMPARE(result.version, 1);
    QCOMPARE(result.outcome, AudienceAnswer::Outcome::Created);
    QVERIFY(result.evaluated && !result.previousSize);
    QCOMPARE(result.evaluation.status, EvaluationStatus::Completed);
    QCOMPARE(result.evaluation.size, m_server->audienceSize(gold()));
    QVERIFY(truth().definition == gold());
    QCOMPARE(truth().version, 1);
    QCOMPARE(puts(), 1);
    QVERIFY(m_workspace->runs().resumable().isEmpty());
}

void TestAudiencePutRun::updatesInPlaceOfTheVersionExpected()
{
    const auto before = m_server->audienceSize(truth(0).definition);
    const RunOutcome outcome = run(orderOver(0));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    const AudienceRegistration result = m_run->registration().value();
    QCOMPARE(result.version, 4);
    QCOMPARE(result.outcome, AudienceAnswer::Outcome::Updated);
    QCOMPARE(result.previousSize, before);
    QCOMPARE(result.evaluation.size, m_server->audienceSize(gold()));
    QVERIFY(result.evaluation.size != before);
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutRun::takesWhateverVersionIsThere()
{
    const RunOutcome outcome = run(order(seedId(2).toUpper()));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(truth(2).version, 8);
    QVERIFY(truth(2).definition == gold());
}

void TestAudiencePutRun::withoutRecalculationItOnlyConfirms()
{
    AudienceDefinition still = gold();
    still.recalculateOnUpdate = false;
    const auto before = truth(0).size;
    const RunOutcome outcome = run(orderOver(0, still));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QVERIFY(!m_run->registration()->evaluated);
    QCOMPARE(truth(0).version, 4);
    QCOMPARE(truth(0).size, before);
    QCOMPARE(requests("GET"), 2); // Before and after.
}

void TestAudiencePutRun::notAwaitedItOnlyConfirms()
{
    AudiencePutOrder wanted = order();
    wanted.awaitEvaluation = false;
    QVERIFY(run(wanted).kind == Kind::Complete);
    QVERIFY(!m_run->registration()->evaluated);
    QCOMPARE(requests("GET"), 2);
}

void TestAudiencePutRun::F77_changedBetweenReadAndPut()
{
    mutate("PUT", Mutation::ColleagueFirst);
    const AudiencePutOrder wanted = orderOver(0);
    QSignalSpy found(m_workspace.get(), &QObject::destroyed);
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(told(outcome), u"conflict version_conflict"_s);
    QCOMPARE(outcome.error->currentVersion, 4);
    const AudienceConflict conflict = m_run->conflict().value();
    QCOMPARE(conflict.baseVersion, 3);
    QVERIFY(conflict.base == wanted.base && conflict.mine == gold());
    QCOMPARE(conflict.theirs->version, 4);
    QCOMPARE(conflict.theirs->definition.description, u"Changed by a colleague."_s);
    QCOMPARE(puts(), 1); // Not once more.
    QCOMPARE(truth(0).definition.description, u"Changed by a colleague."_s);
    QVERIFY(versions(seedId(0)).isEmpty());
    QCOMPARE(audited("audience.conflict").at(0)[u"current_version"].toInt(), 4);
    QVERIFY(m_workspace->runs().resumable().isEmpty());
}

void TestAudiencePutRun::F77_changedBeforeTheRun_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("newer") << 0 << qint64(2);
    QTest::newRow("older") << 0 << qint64(9);
    QTest::newRow("was to be new") << 0 << qint64(0);
}

void TestAudiencePutRun::F77_changedBeforeTheRun()
{
    QFETCH(int, seed);
    QFETCH(qint64, expected);
    AudiencePutOrder wanted = order(seedId(seed));
    wanted.expectedVersion = expected;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(told(outcome), u"conflict version_conflict"_s);
    QCOMPARE(m_run->conflict()->baseVersion, expected);
    QCOMPARE(m_run->conflict()->theirs->version, 3);
    QCOMPARE(puts(), 0);
}

void TestAudiencePutRun::F77_definitionChangedAtTheSameVersion()
{
    AudiencePutOrder wanted = orderOver(0);
    wanted.base->description = u"As it was when it was read."_s;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(told(outcome), u"conflict version_conflict"_s);
    QCOMPARE(puts(), 0);
}

void TestAudiencePutRun::F77_deletedMeanwhile()
{
    AudiencePutOrder wanted = order();
    wanted.expectedVersion = 5;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(told(outcome), u"conflict version_conflict"_s);
    QVERIFY(!m_run->conflict()->theirs);
    QCOMPARE(puts(), 0);
    QCOMPARE(truth().version, 0);
}

void TestAudiencePutRun::F77_theSameThereAlreadyIsNoConflict()
{
    const AudiencePutOrder wanted = orderOver(0);
    m_server->changeAudience(seedId(0), gold());
    const RunOutcome outcome = run(wanted);
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(m_run->registration()->outcome, AudienceAnswer::Outcome::Unchanged);
    QCOMPARE(puts(), 0);
    QVERIFY(versions(seedId(0)).isEmpty()); // Not from here.
}

void TestAudiencePutRun::F76_wrongDefinitionsAreRefusedBeforeAnythingIsSent()
{
    CriteriaGroup deep = gold().criteria;
    for (int level = 1; level < 6; ++level)
        deep = {CriteriaJoin::And, {{deep}}};
    AudienceDefinition definition = gold();
    definition.criteria = deep;
    QCOMPARE(run(order(newId, definition)).error->code, u"criteria_depth"_s);
    definition.criteria = {};
    QCOMPARE(run(order(newId, definition)).error->code, u"empty_group"_s);
    QCOMPARE(run(order(u"b7c00001-0000-4000-8000-00000000000g"_s)).error->code, u"audience_id"_s);
    AudiencePutOrder told = order();
    told.webhook = QUrl(u"http://cdp.example.test/"_s);
    QCOMPARE(run(told).error->code, u"callback_address"_s);
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(m_workspace->runs().runs().isEmpty());
}

void TestAudiencePutRun::S42_lookOnlyIsRefused()
{
    close();
    open(Environment::Production);
    QCOMPARE(run(order()).error->kind, ErrorKind::LookOnly);
    QVERIFY(m_server->requests().isEmpty());
    m_session->arm(60s);
    QVERIFY(run(order()).succeeded());
}

void TestAudiencePutRun::twoRunsForOneAudienceAreRefused()
{
    AudiencePutRun *first = start(order());
    QVERIFY(first);
    const auto second = m_workspace->runs().startAudiencePut(*m_session, order(newId.toUpper()));
    QCOMPARE(second.error().code, u"audience_in_use"_s);
    QTRY_VERIFY(first->outcome());
    QVERIFY(run(order()).succeeded());
}

void TestAudiencePutRun::evaluationFailsWithAReason()
{
    AudienceDefinition odd = gold();
    odd.criteria.members = {{CriteriaCondition{u"shoe_size"_s, CriteriaOperator::Equals, CriteriaNumber{"44"}}}};
    const RunOutcome outcome = run(orderOver(0, odd));
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{u"evaluation_failed:1"_s});
    QVERIFY(m_run->registration()->evaluation.error.contains(u"shoe_size"_s));
    QCOMPARE(truth(0).version, 4);
}

void TestAudiencePutRun::F32_unknownStatusIsWaitedFor()
{
    Fault odd;
    odd.kind = Fault::Kind::Mutate;
    odd.mutation = Mutation::UnknownStatus;
    odd.skip = 1; // The first reading.
    odd.times = 4;
    fault("GET", odd);
    const RunOutcome outcome = run(order());
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(m_run->registration()->evaluation.status, EvaluationStatus::Completed);
    QVERIFY(requests("GET") >= 6);
}

void TestAudiencePutRun::limitPausesAndResumingLooksOn()
{
    mutate("GET", Mutation::StillRecalculating, -1);
    AudiencePutOrder wanted = order();
    wanted.pollLimit = 4;
    const RunOutcome paused = run(wanted);
    QCOMPARE(paused.kind, Kind::Paused);
    QCOMPARE(told(paused), u"timed_out evaluation_limit"_s);
    QCOMPARE(m_run->registration()->version, 1);
    QCOMPARE(requests("GET"), 1 + 4);
    m_server->clearFaults();
    const RunOutcome outcome = resume();
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(m_run->registration()->evaluation.size, m_server->audienceSize(gold()));
    QCOMPARE(puts(), 1);
    QCOMPARE(truth().version, 1);
}

void TestAudiencePutRun::pausedWhileCountedGoesOnWithoutSending()
{
    mutate("GET", Mutation::StillRecalculating, -1);
    AudiencePutOrder wanted = order();
    wanted.pollLimit = 100'000;
    QVERIFY(start(wanted));
    QTRY_VERIFY(m_run->registration());
    m_run->pause();
    QTRY_VERIFY(m_run->outcome());
    QCOMPARE(m_run->outcome()->kind, Kind::Paused);
    const QString runId = m_run->id();
    closeWorkspace();
    m_server->clearFaults();
    openWorkspace();
    QCOMPARE(m_workspace->runs().resumable().size(), 1);
    const RunOutcome outcome = resume(runId);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(m_run->registration()->outcome, AudienceAnswer::Outcome::Created);
    QCOMPARE(puts(), 1);
    QCOMPARE(versions().size(), 1);
}

void TestAudiencePutRun::cancelledAtEveryStep_data()
{
    QTest::addColumn<int>("answers");
    for (int answers = 0; answers < 5; ++answers)
        QTest::addRow("after %d answers", answers) << answers;
}

void TestAudiencePutRun::cancelledAtEveryStep()
{
    QFETCH(int, answers);
    const auto asked = std::make_shared<std::atomic<int>>(0);
    m_server->setWatcher([asked](const SandboxRequest &) { ++*asked; });
    QVERIFY(start(order()));
    QTRY_VERIFY(*asked >= answers || m_run->outcome());
    m_run->cancel();
    QTRY_VERIFY(m_run->outcome());
    QVERIFY(m_run->outcome()->kind == Kind::Cancelled || m_run->outcome()->succeeded());
    QCOMPARE(audited("audience.started").size(), 1);
    const int ends = int(audited("audience.cancelled").size() + audited("audience.complete").size());
    QCOMPARE(ends, 1);
    QVERIFY(puts() <= 1);
    if (m_run->outcome()->kind == Kind::Cancelled)
        QVERIFY(resume().succeeded());
    QCOMPARE(truth().version, 1);
    // Stopped between journal and wire: said not to have been sent.
    QCOMPARE(puts(), int(audited("audience.requested").size() - audited("audience.not_sent").size()));
    m_server->setWatcher({});
}

void TestAudiencePutRun::jumpsAreFlagged()
{
    AudienceDefinition everybody = gold();
    everybody.criteria.members = {{CriteriaCondition{u"tier"_s, CriteriaOperator::NotEquals, u"nobody"_s}}};
    AudiencePutOrder wanted = orderOver(0, everybody);
    wanted.estimate = 200;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, (QStringList{u"size_jump:1"_s, u"estimate_missed:1"_s}));
    QCOMPARE(m_run->registration()->evaluation.size, people);
    AudiencePutOrder close = orderOver(0, everybody);
    close.estimate = people - 100;
    QVERIFY(run(close).kind == Kind::Complete);
    close = orderOver(0, everybody);
    close.estimate = people - 100;
    close.limits = {1, 50};
    QCOMPARE(run(close).findings, QStringList{u"estimate_missed:1"_s});
}

void TestAudiencePutRun::supersededBySomebodyElse()
{
    mutate("GET", Mutation::StillRecalculating, -1);
    AudiencePutOrder wanted = order();
    wanted.pollLimit = 100'000;
    QVERIFY(start(wanted));
    QTRY_VERIFY(m_run->registration());
    m_server->changeAudience(newId, truth(0).definition);
    QTRY_VERIFY(m_run->outcome());
    QCOMPARE(m_run->outcome()->findings, QStringList{u"superseded:1"_s});
    QCOMPARE(m_run->registration()->version, 1);
    QVERIFY(!m_run->registration()->evaluated);
}

void TestAudiencePutRun::F24_saidToBeDoneButNot()
{
    mutate("PUT", Mutation::AcceptWithoutDoing);
    const RunOutcome outcome = run(orderOver(0));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), u"unexpected_shape not_registered"_s);
    QCOMPARE(truth(0).version, 3);
    QCOMPARE(puts(), 1);
}

void TestAudiencePutRun::auditAndPayloadTellWhatWasSent()
{
    QVERIFY(run(orderOver(0)).succeeded());
    const QByteArray payload = m_session->audiencePayload(gold(), 3);
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(payload, QCryptographicHash::Sha256).toHex());
    const QJsonObject requested = audited("audience.requested").value(0);
    QCOMPARE(requested[u"sha256"].toString(), digest);
    QCOMPARE(requested[u"base_version"].toInt(), 3);
    QCOMPARE(requested[u"attempt"].toInt(), 1);
    const QJsonObject registered = audited("audience.registered").value(0);
    QCOMPARE(registered[u"sha256"].toString(), digest);
    QCOMPARE(registered[u"version"].toInt(), 4);
    QVERIFY(registered.contains(u"latency_ms"));
    for (const QJsonObject &entry : {requested, registered}) {
        QCOMPARE(entry[u"compliance_flag"].toString(), u"AUDIT_TRAIL"_s);
        QCOMPARE(entry[u"action"].toString(), u"update"_s);
    }
    // What the service has now: the same, counted up.
    const QByteArray stored = m_session->audiencePayload(gold(), 4);
    QVERIFY(stored != payload);
    QCOMPARE(registered[u"result_sha256"].toString(),
             QString::fromLatin1(QCryptographicHash::hash(stored, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(audited("audience.evaluated").value(0)[u"size"].toInteger(), *m_run->registration()->evaluation.size);
    QCOMPARE(m_workspace->audienceVersions().payload(digest).value(), payload);
    const QString file = m_folder->filePath(u"home/data/audiences/payloads/"_s + digest + u".json"_s);
    QVERIFY(QFileInfo::exists(file));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(file).permissions() & others));
    const QList<AudienceVersion> kept = versions(seedId(0));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept[0].version, 4);
    QCOMPARE(kept[0].digest, digest);
    QCOMPARE(kept[0].runId, m_run->id());
    // Neither names nor values of conditions are in the audit.
    const auto entries = m_workspace->audit().read(1, 100);
    for (const AuditEntry &entry : *entries)
        QVERIFY(!QJsonDocument(entry.facts).toJson().contains("gold"));
}

void TestAudiencePutRun::theCdpIsToldOnce()
{
    LoopbackServer cdp;
    cdp.script({LoopbackServer::answer(503, "{}"), LoopbackServer::answer(202, "{}")});
    AudiencePutOrder wanted = orderOver(0);
    wanted.webhook = cdp.url(u"/hook"_s);
    QVERIFY(run(wanted).succeeded());
    // Down at first: it waits in the outbox and comes again, the run is not concerned.
    QTRY_VERIFY(!cdp.requests().isEmpty());
    QTRY_VERIFY(m_workspace->outboxRunner()->isIdle());
    m_clock.advance(std::chrono::seconds(60));
    m_workspace->outboxRunner()->wake();
    QTRY_COMPARE(m_workspace->outbox().counts(m_run->id())->delivered, 1);
    QCOMPARE(cdp.requests().size(), 2);
    const QJsonObject body = QJsonDocument::fromJson(cdp.requests().constLast().body).object();
    QCOMPARE(body.keys(),
             (QStringList{u"audience_id"_s, u"criteria_version"_s, u"event"_s, u"recalculation_triggered"_s,
                          u"segment_name"_s, u"timestamp"_s}));
    QCOMPARE(body[u"event"].toString(), u"AUDIENCE_UPDATED"_s);
    QCOMPARE(body[u"audience_id"].toString(), seedId(0));
    QCOMPARE(body[u"criteria_version"].toInt(), 4);
    QCOMPARE(body[u"segment_name"].toString(), u"Gold"_s);
    QCOMPARE(body[u"recalculation_triggered"].toBool(), true);
    QVERIFY(QDateTime::fromString(body[u"timestamp"].toString(), Qt::ISODateWithMs).isValid());
}

void TestAudiencePutRun::sessionAnswersQuestions()
{
    QSignalSpy loading(m_session.get(), &TenantSession::audiencesLoading);
    QSignalSpy list(m_session.get(), &TenantSession::audiencesLoaded);
    m_session->requestAudiences();
    QCOMPARE(loading.size(), 1);
    QTRY_COMPARE(list.size(), 1);
    QCOMPARE(list[0][0].value<QList<AudienceSummary>>().size(), 6);
    QSignalSpy one(m_session.get(), &TenantSession::audienceLoaded);
    QSignalSpy failed(m_session.get(), &TenantSession::audienceFailed);
    m_session->requestAudience(seedId(0));
    m_session->requestAudience(seedId(1));
    m_session->requestAudience(seedId(1)); // Overtakes the one before only.
    m_session->requestAudience(newId);
    QTRY_VERIFY(one.size() == 2 && failed.size() == 1);
    QCOMPARE(failed[0][0].toString(), newId);
    QCOMPARE(failed[0][1].value<ApiError>().kind, ErrorKind::NotFound);
    answer("GET", 403);
    m_session->requestAudience(seedId(0));
    QTRY_COMPARE(failed.size(), 2);
}

void TestAudiencePutRun::historyReadsBack()
{
    QVERIFY(run(orderOver(0)).succeeded());
    AudienceDefinition second = gold();
    second.name = u"Gold, again"_s;
    QVERIFY(run(orderOver(0, second)).succeeded());
    AudienceHistory history(m_workspace->audienceVersions());
    QSignalSpy listed(&history, &AudienceHistory::versionsLoaded);
    history.requestVersions(m_session->profile().id, seedId(0));
    QTRY_COMPARE(listed.size(), 1);
    const auto found = listed[0][1].value<QList<AudienceVersion>>();
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].version, 5);
    QCOMPARE(found[1].version, 4);
    QSignalSpy read(&history, &AudienceHistory::definitionLoaded);
    history.requestDefinition(found[0].digest);
    history.requestDefinition(found[1].digest);
    QTRY_COMPARE(read.size(), 2);
    for (const QList<QVariant> &told : read) {
        const auto definition = told[1].value<AudienceDefinition>();
        QCOMPARE(definition.name, told[0].toString() == found[0].digest ? u"Gold, again"_s : u"Gold"_s);
    }
}

void TestAudiencePutRun::historySaysWhyItCannotBeRead()
{
    QVERIFY(run(orderOver(0)).succeeded());
    const QString folder = m_folder->path();
    QString file;
    for (QDirIterator all(folder, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories); all.hasNext();) {
        if (const QString path = all.next(); path.contains(u"/versions/"))
            file = path;
    }
    QVERIFY(!file.isEmpty());
    const QString aside = file + u".aside"_s;
    QVERIFY(QFile::copy(file, aside));
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("{") == 1);
    damaged.close();
    AudienceHistory history(m_workspace->audienceVersions());
    QSignalSpy failed(&history, &AudienceHistory::versionsFailed), listed(&history, &AudienceHistory::versionsLoaded);
    history.requestVersions(m_session->profile().id, seedId(0));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), seedId(0));
    QCOMPARE(failed[0][1].value<ApiError>().code, u"versions_damaged"_s);
    QVERIFY(listed.isEmpty());
    QVERIFY(QFile::remove(file) && QFile::rename(aside, file)); // and it can be asked for again
    history.requestVersions(m_session->profile().id, seedId(0));
    QTRY_COMPARE(listed.size(), 1);
}

void TestAudiencePutRun::finishesOnce()
{
    QVERIFY(start(order()));
    QSignalSpy finished(m_run, &Run::finished);
    QTRY_VERIFY(m_run->outcome());
    m_run->cancel();
    m_run->pause();
    QTest::qWait(0);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(audited("audience.complete").size(), 1);
}

MUSTER_TEST(TestAudiencePutRun, QCoreApplication)

} // namespace tst_audienceputrun

#include "tst_audienceputrun.moc"
