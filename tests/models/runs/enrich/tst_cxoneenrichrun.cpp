// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichsamples.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/journal.h"
#include "models/store/secretstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/fakeclock.h"
#include "tests/support/runend.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneenrichrun {
using Kind = RunOutcome::Kind;
using Fault = SandboxFault;

namespace {

const QString skill = u"Outbound renewals"_s; // stopped
constexpr qint64 renewals = 4101, leads = 4102;
constexpr int rows = 60, ahead = 25; // a few go first
const QString tier = u"otherFields.tier"_s;

} // namespace

/// Enriches a calling list of the simulator of CXone, one fault each; what is there afterwards is compared with the
/// file.
class TestCxoneEnrichRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyContactHasItsOwnResult();
    void F14_contactsThatAreNotThereAreNamedBefore();
    void F24_whatIsNotTakenIsToldByItsReason();
    void F116_aJobThatChangesNothingEndsTheRun();
    void F05_throttlingPausesAndResumes();
    void nobodyIsCalledUnasked();
    void aSkillThatStartsAfterTheFirstLookRefusesTheRun();
    void theLastFileStartsTheSkillThatWasNamed();
    void aSkillOfAnotherNameIsNotStarted();
    void F45_aResumedRunStartsNoSkillTwice();
    void nothingIsStartedWhileSomethingIsInDoubt();
    void F61_aListThatDoesNotSayItsSkillsConcernsNoOther();
    void anInactiveListIsRefused();
    void anUndoNeedsAConsentOfItsOwn();

private:
    [[nodiscard]] EnrichOrder order(qint64 list = renewals) const
    {
        EnrichOrder order;
        order.plainBackup = true;
        order.listId = order.campaignId = QString::number(list);
        order.listName = u"A list"_s;
        order.source = {m_file, {}};
        order.mapping.idColumn = u"id"_s;
        FieldMapping field;
        field.attribute = tier;
        field.source.columns = QStringList(u"level"_s);
        order.mapping.fields = {field};
        return order;
    }
    void write(const QList<CxoneSandboxRecord> &records, const QByteArray &more = {}) const
    {
        QByteArray csv = "id,level\n";
        for (qsizetype at = 0; at < records.size(); ++at)
            csv += records[at].externalId.toUtf8() + ",Level " + QByteArray::number(at) + '\n';
        writeFile(m_file, csv + more);
    }
    RunOutcome ended(const Result<Run *> &run)
    {
        if (run)
            m_run = *run;
        return endOf(run);
    }
    RunOutcome run(const EnrichOrder &wanted) { return ended(m_workspace->runs().startEnrichment(*m_session, wanted)); }
    RunOutcome resume() { return ended(m_workspace->runs().resume(*m_session, m_run->id())); }
    [[nodiscard]] qint64 figure(const char *key) const
    {
        for (const RunMetrics::Figure &figure : m_run->metrics().figures) {
            if (figure.key == QLatin1String(key))
                return figure.value;
        }
        return -1;
    }
    [[nodiscard]] int uploads() const
    {
        const QList<SandboxRequest> requests = m_sandbox->requests();
        return int(std::ranges::count_if(requests, [](const SandboxRequest &request) {
            return request.method == "POST" && request.path.endsWith("/upload");
        }));
    }
    /// How many of the first `rows` contacts have exactly what the file says; anybody else who was touched counts
    /// against.
    [[nodiscard]] int enriched() const
    {
        const QList<CxoneSandboxRecord> now = m_sandbox->listTruth(renewals);
        int count = 0;
        for (qsizetype at = 0; at < now.size(); ++at) {
            CxoneSandboxRecord wanted = m_before[at];
            wanted.modified = now[at].modified;
            if (at < rows)
                wanted.others[u"tier"_s] = u"Level "_s + QString::number(at);
            count += now[at] == wanted ? int(at < rows) : now[at].others == m_before[at].others ? 0 : -1000;
        }
        return count;
    }
    void onUploads(Fault fault) const
    {
        fault.method = u"POST"_s;
        fault.path = u"/upload"_s;
        m_sandbox->addFault(fault);
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CxoneSandbox> m_sandbox;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    QList<CxoneSandboxRecord> m_before;
    QString m_file;
    Run *m_run = nullptr;
    QStringList m_starts; ///< That the test expects; nothing else starts any.
};

void TestCxoneEnrichRun::init()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"crm.csv"_s);
    m_sandbox = std::make_unique<CxoneSandbox>(
        CxoneSandboxSettings{.tenant = {.contacts = 80, .seed = 3, .jobTime = std::chrono::milliseconds(0)},
                             .throttlesWithoutRetryAfter = true});
    QVERIFY(m_sandbox->start());
    m_clock.setWall(QDateTime::currentDateTimeUtc());
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
    QVERIFY(workspace);
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = profileOf(*m_sandbox);
    m_workspace->secrets().keepForThisRun(profile, m_sandbox->accessKeySecret());
    m_session = m_workspace->connectTo(profile);
    m_before = m_sandbox->listTruth(renewals);
    write(m_before.first(rows));
}

void TestCxoneEnrichRun::cleanup()
{
    if (m_starts.isEmpty())
        QVERIFY(m_sandbox->dialled().isEmpty());
    QCOMPARE(m_sandbox->startedSkills(), std::exchange(m_starts, {}));
    m_run = nullptr;
    m_session.reset();
    m_workspace.reset();
    m_sandbox.reset();
}

void TestCxoneEnrichRun::everyContactHasItsOwnResult()
{
    const RunOutcome outcome = run(order());
    QVERIFY2(outcome.kind == Kind::Complete, outcome.error ? qPrintable(outcome.error->code) : "");
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("enriched"), rows);
    QCOMPARE(uploads(), 2);
    // Once more: the list shows it already, and nothing is uploaded.
    QCOMPARE(run(order()).kind, Kind::Complete);
    QCOMPARE(figure("enriched"), rows);
    QCOMPARE(uploads(), 2);
    for (const AuditEntry &entry : m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>()))
        QVERIFY(!entry.event.contains(u"refresh"_s));
}

void TestCxoneEnrichRun::F14_contactsThatAreNotThereAreNamedBefore()
{
    write(m_before.first(rows), "no-such-contact,Level\n");
    const RunOutcome refused = run(order());
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.error->code, u"rows_do_not_fit"_s);
    QCOMPARE(uploads(), 0);
    EnrichOrder valid = order();
    valid.sendValid = true;
    QCOMPARE(run(valid).kind, Kind::CompleteWithFindings);
    QCOMPARE(enriched(), rows);
    QCOMPARE(m_sandbox->listTruth(renewals).size(), m_before.size());
}

void TestCxoneEnrichRun::F24_whatIsNotTakenIsToldByItsReason()
{
    // Leads without a number that can be called: the job is complete, and they are as they were.
    QList<CxoneSandboxRecord> some;
    int bad = 0;
    for (const CxoneSandboxRecord &record : m_sandbox->listTruth(leads)) {
        const QString number = record.destinations.value(0);
        const bool isPlain = number == number.trimmed();
        if (isPlain && (record.isValid || bad < 5) && some.size() < 200) {
            some.append(record);
            bad += record.isValid ? 0 : 1;
        }
    }
    QCOMPARE(bad, 5);
    std::ranges::partition(some, &CxoneSandboxRecord::isValid);
    write(some);
    const RunOutcome outcome = run(order(leads));
    QVERIFY2(outcome.kind == Kind::CompleteWithFindings, outcome.error ? qPrintable(outcome.error->code) : "");
    QCOMPARE(outcome.findings, QStringList({u"contacts_not_taken:5"_s, u"backup_in_clear:%1"_s.arg(some.size())}));
    QCOMPARE(figure("enriched"), some.size() - 5);
    QCOMPARE(figure("rejected"), 5);
    // Each batch has its entry (contract, section 6.4), each of the five its line.
    qint64 applied = 0, sent = 0;
    QStringList statuses;
    for (const AuditEntry &entry : m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>())) {
        if (entry.event != u"enrich.batch"_s)
            continue;
        applied += entry.facts[u"applied"].toInteger();
        sent += entry.facts[u"batchSize"].toInteger();
        statuses += entry.facts[u"status"].toString();
        QCOMPARE(entry.facts[u"totalFields"].toInteger(), entry.facts[u"batchSize"].toInteger()); // one field
    }
    QCOMPARE(sent, some.size());
    QCOMPARE(applied, some.size() - 5);
    QVERIFY(statuses.contains(u"partial"_s));
    QFile list(outcome.resultFile);
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QByteArray lines = list.readAll();
    for (qsizetype at = some.size() - 5; at < some.size(); ++at) {
        const QByteArray line
            = some[at].externalId.toUtf8() + ",enrich,rejected,not_done," + QByteArray::number(at + 2);
        QVERIFY2(lines.contains(line), lines.constData());
    }
    QCOMPARE(lines.count('\n'), 6);
}

void TestCxoneEnrichRun::F116_aJobThatChangesNothingEndsTheRun()
{
    onUploads({.kind = Fault::Kind::Mutate, .times = -1, .mutation = Fault::Mutation::AcceptWithoutDoing});
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.error->code, u"upload_changed_nothing"_s);
    QCOMPARE(uploads(), 1);
    QCOMPARE(figure("rejected"), 25);
    QCOMPARE(figure("not_sent"), rows - 25);
    QCOMPARE(enriched(), 0);
}

void TestCxoneEnrichRun::F05_throttlingPausesAndResumes()
{
    onUploads({.kind = Fault::Kind::Status, .skip = 1, .times = -1, .status = 429});
    QCOMPARE(run(order()).kind, Kind::Paused);
    QCOMPARE(figure("enriched"), 25);
    QCOMPARE(figure("unknown"), 0);
    QCOMPARE(figure("not_sent"), rows - 25);
    m_sandbox->clearFaults();
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
}

void TestCxoneEnrichRun::nobodyIsCalledUnasked()
{
    m_sandbox->addFault({.path = u"/skills"_s, .times = -1, .status = 403}); // it might be running
    for (const DialConsent &consent : {DialConsent{}, DialConsent{{u"Outbound welcome"_s}}}) {
        EnrichOrder wanted = order();
        wanted.dialConsent = consent;
        const RunOutcome outcome = run(wanted);
        QCOMPARE(outcome.kind, Kind::Refused);
        QCOMPARE(outcome.question, RunQuestion::SkillRunning);
        QCOMPARE(outcome.error->code, u"skill_running"_s);
        QCOMPARE(outcome.error->subject, u"Outbound renewals"_s);
    }
    QCOMPARE(uploads(), 0);
    EnrichOrder agreed = order();
    agreed.dialConsent = {{u"Outbound renewals"_s}};
    QCOMPARE(run(agreed).kind, Kind::Complete);
    // Who agreed to what, and what might have called, is in the history.
    QStringList told;
    for (const AuditEntry &entry : m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>())) {
        if (entry.event == u"enrich.started" && entry.facts.contains(u"dial_consent"_s))
            told.append(entry.facts[u"dial_consent"_s][0].toString());
        if (entry.event == u"enrich.skills")
            told.append(entry.facts[u"skills_that_may_call"_s][0].toString());
    }
    QCOMPARE(told.count(u"Outbound renewals"_s), 2);
}

void TestCxoneEnrichRun::aSkillThatStartsAfterTheFirstLookRefusesTheRun()
{
    m_sandbox->addFault({.path = u"/skills/"_s, .status = 403}); // the first look is at all of them
    const RunOutcome refused = run(order());
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.error->code, u"skill_running"_s);
    QCOMPARE(refused.error->subject, u"Outbound renewals"_s);
    QCOMPARE(uploads(), 0);
    QCOMPARE(run(order()).kind, Kind::Complete);
    const int sent = uploads();
    m_sandbox->addFault({.path = u"/skills/"_s, .status = 403});
    const EnrichUndoOrder undo{.backupFile = m_workspace->backups().list().first().file,
                               .campaignId = QString::number(renewals),
                               .typedCount = rows};
    QCOMPARE(ended(m_workspace->runs().startEnrichUndo(*m_session, undo)).kind, Kind::Refused);
    QCOMPARE(uploads(), sent);
}

void TestCxoneEnrichRun::theLastFileStartsTheSkillThatWasNamed()
{
    EnrichOrder wanted = order();
    wanted.dialConsent.starts = skill;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(u"skill_started:1"_s));
    QCOMPARE(enriched(), rows);
    QVERIFY(uploads() > 1); // a small one goes ahead
    m_starts = {skill};
    // Whom the files before it named is not called by them.
    QCOMPARE(m_sandbox->dialled().size(), rows - ahead);
    const auto frozen = m_workspace->journal().find(m_run->id());
    QVERIFY((*frozen)->order.contains("\"startSkill\":\"Outbound renewals\""));
    QCOMPARE(thawEnrich((*frozen)->order, (*frozen)->orderDigest)->order.dialConsent.starts, skill);
    QStringList told;
    for (const AuditEntry &entry : m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>())) {
        if (entry.event == u"enrich.started")
            told.append(u"started "_s + entry.facts[u"skill_to_start"_s].toString());
        if (entry.event.contains(u"skill_start"_s))
            told.append(entry.event + u' ' + entry.facts[u"skill"_s].toString());
    }
    QCOMPARE(told,
             (QStringList{u"started "_s + skill, u"enrich.skill_start_asked "_s + skill,
                          u"enrich.skill_started "_s + skill}));
}

void TestCxoneEnrichRun::aSkillOfAnotherNameIsNotStarted()
{
    for (const QString &name : {u"outbound renewals"_s, u"Outbound welcome"_s}) {
        EnrichOrder wanted = order();
        wanted.dialConsent = {{skill}, name};
        const RunOutcome outcome = run(wanted);
        QCOMPARE(outcome.kind, Kind::Refused);
        QCOMPARE(outcome.error->code, u"skill_to_start_unknown"_s);
        QCOMPARE(outcome.error->subject, name);
    }
    QCOMPARE(uploads(), 0);
}

void TestCxoneEnrichRun::F45_aResumedRunStartsNoSkillTwice()
{
    EnrichOrder wanted = order();
    wanted.dialConsent.starts = skill;
    // The answer to the file that starts it is lost, and so is the one to the question what came of it.
    onUploads({.kind = Fault::Kind::CloseWithoutAnswer, .skip = 1});
    m_sandbox->addFault(
        {.path = u"/lists/call-lists/jobs?"_s, .method = u"GET"_s, .skip = 2, .times = -1, .status = 403});
    const RunOutcome lost = run(wanted);
    QVERIFY2(!lost.succeeded(), qPrintable(lost.findings.join(u' ')));
    QVERIFY(lost.findings.contains(u"skill_start_unknown:1"_s));
    QCOMPARE(m_sandbox->startedSkills(), QStringList{skill});
    m_sandbox->clearFaults();
    write(m_before.first(rows)); // as it was
    const RunOutcome outcome = resume();
    QVERIFY2(outcome.succeeded(), outcome.error ? qPrintable(outcome.error->code) : "");
    QVERIFY(outcome.findings.contains(u"skill_start_unknown:1"_s));
    QCOMPARE(enriched(), rows);
    m_starts = {skill};
}

void TestCxoneEnrichRun::nothingIsStartedWhileSomethingIsInDoubt()
{
    EnrichOrder wanted = order();
    wanted.dialConsent.starts = skill;
    onUploads({.kind = Fault::Kind::Status, .times = -1, .status = 403});
    const RunOutcome refused = run(wanted);
    QVERIFY(!refused.succeeded());
    QVERIFY(refused.findings.contains(u"skill_not_started:1"_s));
    QVERIFY(m_sandbox->startedSkills().isEmpty());
    m_sandbox->clearFaults();
    // Nothing had left: it may still be started.
    const RunOutcome outcome = resume();
    if (outcome.succeeded()) {
        QVERIFY(outcome.findings.contains(u"skill_started:1"_s));
        m_starts = {skill};
    }
}

void TestCxoneEnrichRun::F61_aListThatDoesNotSayItsSkillsConcernsNoOther()
{
    const QJsonObject told{{u"listId"_s, renewals},
                           {u"listName"_s, u"Spring renewals"_s},
                           {u"status"_s, u"Active"_s},
                           {u"skills"_s, QJsonArray()}};
    QJsonObject silent = told;
    silent.insert(u"listId"_s, leads);
    silent.remove(u"skills"_s);
    const QJsonObject index{{u"totalRecords"_s, 2}, {u"callingLists"_s, QJsonArray{silent, told}}};
    m_sandbox->addFault({.kind = Fault::Kind::RawBody,
                         .path = u"/lists/call-lists?"_s,
                         .method = u"GET"_s,
                         .times = -1,
                         .status = 200,
                         .body = QJsonDocument(index).toJson(),
                         .contentType = "application/json"});
    const RunOutcome refused = run(order(leads));
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.error->code, u"skills_not_told"_s);
    QCOMPARE(refused.error->subject, u"Spring renewals"_s);
    QCOMPARE(uploads(), 0);
    QCOMPARE(run(order()).kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
}

void TestCxoneEnrichRun::anInactiveListIsRefused()
{
    const RunOutcome outcome = run(order(4105));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, u"list_closed"_s);
    QCOMPARE(uploads(), 0);
}

void TestCxoneEnrichRun::anUndoNeedsAConsentOfItsOwn()
{
    QCOMPARE(run(order()).kind, Kind::Complete);
    const QString backup = m_workspace->backups().list().first().file;
    m_sandbox->addFault({.path = u"/skills"_s, .times = -1, .status = 403});
    EnrichUndoOrder undo{.backupFile = backup, .campaignId = QString::number(renewals), .typedCount = rows};
    const RunOutcome refused = ended(m_workspace->runs().startEnrichUndo(*m_session, undo));
    QCOMPARE(refused.error->code, u"skill_running"_s);
    QCOMPARE(enriched(), rows);
    undo.dialConsent = {{u"Outbound renewals"_s}};
    const RunOutcome undone = ended(m_workspace->runs().startEnrichUndo(*m_session, undo));
    QVERIFY2(undone.kind == Kind::Complete, undone.error ? qPrintable(undone.error->code) : "");
    const QList<CxoneSandboxRecord> now = m_sandbox->listTruth(renewals);
    for (qsizetype at = 0; at < now.size(); ++at)
        QCOMPARE(now[at].others, m_before[at].others);
}

MUSTER_TEST(TestCxoneEnrichRun, QCoreApplication)

} // namespace tst_cxoneenrichrun
#include "tst_cxoneenrichrun.moc"
