// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/journal.h"
#include "tests/support/interposeddisk.h"
#include "transcriptbench.h"

#include "tests/support/testprogram.h"

#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptrecords {

/// What a run leaves in audit and journal, when, and what it may do by what they say.
class TestTranscriptRecords : public QObject, protected TranscriptBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void whatIsShownIsOnTheDisk();
    void severalAreToldTogetherAndEachOnce();
    void whatIsToldAgainSaysSo();
    void S36_whoIsForgottenIsNotInTheHistory();
    void S42_aLookOnlyProfileGoesOnWithAJobThatIsThere();
    void S42_aLookOnlyProfileFollowsTheJobOfSomebodyElse();
    void S42_aLookOnlyProfileSubmitsNothingAgain();
    void thePolicyIsOnTheDiskBeforeTheRunIsInTheJournal();

private:
    void lookOnly()
    {
        ConnectionProfile production = m_session->profile();
        production.environment = Environment::Production;
        m_session = m_workspace->connectTo(production);
        QVERIFY(m_session->isLookOnly());
    }
    /// Starts fetching and pauses behind the third transcript.
    QString pausedRun(const TranscriptOrder &wanted)
    {
        const auto started = m_workspace->runs().startTranscripts(*m_session, wanted, policy());
        m_run = qobject_cast<TranscriptRun *>(*started);
        connect(m_run, &TranscriptRun::resultAdded, m_run, [this] {
            if (m_run->results().size() == 3)
                m_run->pause();
        });
        return ended(started).kind == Kind::Paused ? m_run->id() : QString();
    }
};

void TestTranscriptRecords::whatIsShownIsOnTheDisk()
{
    TranscriptOrder wanted = order(idsOf(20));
    wanted.concurrentDownloads = 10;
    const int before = InterposedDisk::syncsHere();
    const auto started = m_workspace->runs().startTranscripts(*m_session, wanted, policy());
    m_run = qobject_cast<TranscriptRun *>(*started);
    QStringList early;
    connect(m_run, &TranscriptRun::resultAdded, this, [&](const TranscriptResult &result) {
        const QString name = QStringLiteral("\"interaction\":\"%1\"").arg(subjectOf(result.interactionId));
        if (audited(QStringLiteral("transcript_extracted")).filter(name).size() != 1 || file(result.file).isEmpty()
            || file(result.findingsFile).isEmpty())
            early << result.interactionId;
    });
    QCOMPARE(ended(started).kind, Kind::Complete);
    QCOMPARE(InterposedDisk::syncsHere(), before); // the GUI thread waits for no disk
    QVERIFY2(early.isEmpty(), qPrintable(early.join(u' ')));
}

void TestTranscriptRecords::severalAreToldTogetherAndEachOnce()
{
    int syncs[2] = {};
    for (const int lanes : {1, 10}) {
        TranscriptOrder wanted = order(idsOf(40));
        wanted.concurrentDownloads = lanes;
        wanted.folder += QString::number(lanes);
        const int before = InterposedDisk::syncs();
        QCOMPARE(run(wanted).kind, Kind::Complete);
        syncs[lanes / 10] = InterposedDisk::syncs() - before;
    }
    qInfo("syncs of 40 transcripts: %d one by one, %d ten at a time", syncs[0], syncs[1]);
    QVERIFY(syncs[1] < syncs[0]);
    const QStringList entries = audited(QStringLiteral("transcript_extracted"));
    QCOMPARE(entries.size(), 80);
    QVERIFY(entries.filter(QStringLiteral("again")).isEmpty());
}

void TestTranscriptRecords::whatIsToldAgainSaysSo()
{
    const QStringList ids = idsOf(6);
    Fault gone;
    gone.status = 404;
    gone.times = 1;
    fault(qPrintable(QStringLiteral("/results/") + ids.last()), gone);
    QCOMPARE(run(order(ids)).kind, Kind::Failed);
    QCOMPARE(audited(QStringLiteral("transcript_extracted")).size(), 6);
    const QString runId = m_run->id();
    // As a kill between audit and proof leaves it.
    QVERIFY(QFile::remove(QDir(m_folder->filePath(QStringLiteral("out"))).filePath(ids[1] + u".findings.json")));
    closeWorkspace();
    openWorkspace();
    QCOMPARE(resume(runId).kind, Kind::Complete);
    const QStringList again = audited(QStringLiteral("transcript_extracted")).filter(QStringLiteral("\"again\":true"));
    QCOMPARE(again.size(), 2);
    for (const QString &id : {ids[1], ids.last()})
        QCOMPARE(again.filter(subjectOf(id)).size(), 1);
    QCOMPARE(audited(QStringLiteral("transcript_extracted")).size(), 8);
}

void TestTranscriptRecords::S36_whoIsForgottenIsNotInTheHistory()
{
    const QStringList ids = idsOf(6);
    QCOMPARE(run(order(ids)).kind, Kind::Complete);
    AuditLog &audit = m_workspace->audit();
    QFile history(audit.file());
    QVERIFY(history.open(QIODevice::ReadOnly));
    const QByteArray bytes = history.readAll();
    QVERIFY(bytes.contains("transcript_extracted"));
    const QStringList before = audited(QStringLiteral("transcript_extracted"));
    QStringList subjects;
    for (const QString &id : ids) {
        QVERIFY2(!bytes.contains(id.toUtf8()), qPrintable(id));
        subjects << subjectOf(id);
        QCOMPARE(before.filter(subjects.last()).size(), 1); // with the key it can be asked for
    }
    QVERIFY(AuditSubjects(audit.file()).forget());
    TranscriptOrder other = order(ids);
    other.folder += u'2';
    QCOMPARE(run(other).kind, Kind::Complete);
    const QStringList after = audited(QStringLiteral("transcript_extracted"));
    QCOMPARE(after.size(), 12);
    QCOMPARE(after.first(6), before); // what, and with what result
    for (const QString &id : ids) {
        QCOMPARE(after.first(6).filter(subjectOf(id)).size(), 0);
        QCOMPARE(after.last(6).filter(subjectOf(id)).size(), 1);
    }
    // When, by whom, in which run and how many stays, and the chain holds.
    QVERIFY(audit.verify().intact);
    const auto entries = audit.read(1, 1000);
    for (const AuditEntry &entry : *entries)
        QVERIFY(entry.at.isValid() && !entry.actor.isEmpty() && entry.runId.size() == 32);
    QCOMPARE(audited(QStringLiteral("transcripts.complete")).filter(QStringLiteral("\"written\":6")).size(), 2);
}

void TestTranscriptRecords::S42_aLookOnlyProfileGoesOnWithAJobThatIsThere()
{
    const QString runId = pausedRun(order(idsOf(12)));
    QVERIFY(!runId.isEmpty());
    lookOnly();
    const RunOutcome outcome = resume(runId);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(submissions(), 1);
}

void TestTranscriptRecords::S42_aLookOnlyProfileFollowsTheJobOfSomebodyElse()
{
    QCOMPARE(run(order(idsOf(12))).kind, Kind::Complete);
    TranscriptOrder attached;
    attached.attachJob = m_run->jobId();
    attached.folder = m_folder->filePath(QStringLiteral("other"));
    lookOnly();
    const QString runId = pausedRun(attached);
    QVERIFY(!runId.isEmpty());
    const RunOutcome outcome = resume(runId);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(submissions(), 1);
}

void TestTranscriptRecords::S42_aLookOnlyProfileSubmitsNothingAgain()
{
    mutate("/jobs/", Mutation::FailedJob, 1);
    QCOMPARE(told(run(order(idsOf(2)))), QStringLiteral("refused job_failed"));
    const QString runId = m_run->id();
    const ConnectionProfile profile = m_session->profile();
    lookOnly();
    QCOMPARE(resume(runId).error->kind, ErrorKind::LookOnly);
    TranscriptOrder other = order(idsOf(2));
    other.folder += u'2';
    QCOMPARE(run(other).error->kind, ErrorKind::LookOnly);
    QCOMPARE(submissions(), 1);
    m_session = m_workspace->connectTo(profile);
    QCOMPARE(resume(runId).kind, Kind::Complete);
    QCOMPARE(submissions(), 2);
}

void TestTranscriptRecords::thePolicyIsOnTheDiskBeforeTheRunIsInTheJournal()
{
    const auto started = m_workspace->runs().startTranscripts(*m_session, order(idsOf(2)), policy());
    QVERIFY(started);
    const RunOutcome outcome = ended(started);
    QCOMPARE(outcome.kind, Kind::Complete);
    QVERIFY(QFile::exists(m_workspace->runFile(m_run->id(), "policy")));
    const auto entry = m_workspace->journal().find(m_run->id());
    QVERIFY(entry && *entry);
    // Where it cannot be written there is no run.
    const QString folder = QFileInfo(m_workspace->runFile(m_run->id(), "policy")).path();
    const int before = requests("POST", "");
    QVERIFY(QFile::rename(folder, folder + u'2'));
    TranscriptOrder other = order(idsOf(2));
    other.folder += u'2';
    const RunOutcome refused = run(other);
    QVERIFY(QFile::rename(folder + u'2', folder));
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.error->kind, ErrorKind::File);
    QCOMPARE(requests("POST", ""), before);
    QVERIFY(!*m_workspace->journal().find(m_run->id()));
}

MUSTER_TEST(TestTranscriptRecords, QCoreApplication)

} // namespace tst_transcriptrecords
#include "tst_transcriptrecords.moc"
