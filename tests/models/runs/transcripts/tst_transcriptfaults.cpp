// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/interposeddisk.h"
#include "transcriptbench.h"

#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <cerrno>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_transcriptfaults {

/// One fault each, on the sandbox over loopback.
class TestTranscriptFaults : public QObject, protected TranscriptBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void F15_anEarly404IsWaitedOut();
    void F15_aLostJobIsSubmittedAgain();
    void F20_anUnclearSubmissionIsRepeatedAndNoted();
    void F20_threeSubmissionsAreAllThereAre();
    void aRefusedSubmissionIsNotRepeated();
    void F32_anUnknownWordIsStillRunning();
    void F33_pollsHaveNoLimitWhereNoneIsSet();
    void F33_reachingTheLimitPausesAndKeepsTheJob();
    void F34_completedWithoutAnAddress();
    void F34_failedWithReasons();
    void F35_anExpiredLinkIsAskedForOnce();
    void F35_aLinkThatIsNeverTakenEndsTheRun();
    void F47_aCutDownloadIsFetchedAgain();
    void F53_aNetworkThatComesBackIsWaitedFor();
    void F79_missingInteractionsAreListed();
    void F79_unexpectedInteractionsAreListed();
    void S09_linksToForeignHostsAreNotFollowed();
    void S10_anAllowedHostGetsNoToken();
    void neverMoreDownloadsThanAsked();
    void F94_aFullDiskPauses();
    void F105_cancelEndsAtEveryWait_data();
    void F105_cancelEndsAtEveryWait();
};

void TestTranscriptFaults::F15_anEarly404IsWaitedOut()
{
    Fault early;
    early.status = 404;
    early.times = 2;
    fault("/jobs/", early);
    QVERIFY(run(order(idsOf(2))).kind == Kind::Complete);
    QCOMPARE(submissions(), 1);
}

void TestTranscriptFaults::F15_aLostJobIsSubmittedAgain()
{
    Fault lost;
    lost.status = 404;
    lost.times = 8; // 5, 7.5, 11.25, 16.9 s: the fifth answer comes after 40 s
    fault("/jobs/", lost);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), QStringLiteral("not_found job_lost"));
    QCOMPARE(requests("GET", "/jobs/"), 5);
    m_server->clearFaults();
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(submissions(), 2);
}

void TestTranscriptFaults::F20_anUnclearSubmissionIsRepeatedAndNoted()
{
    Fault lost;
    lost.kind = Fault::Kind::CloseWithoutAnswer;
    fault("/interactions/transcripts", lost);
    QVERIFY(run(order(idsOf(2))).kind == Kind::Complete);
    // What the server saw is what the journal knows: one that was applied unseen, and one more.
    QCOMPARE(submissions(), 2);
    QCOMPARE(audited(QStringLiteral("transcripts.submitting")).size(), 2);
    QCOMPARE(audited(QStringLiteral("transcripts.submission_unknown")).size(), 1);
}

void TestTranscriptFaults::F20_threeSubmissionsAreAllThereAre()
{
    Fault trouble;
    trouble.status = 503;
    trouble.times = 3;
    fault("/interactions/transcripts", trouble);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::ServerTrouble);
    QCOMPARE(submissions(), 3);
    QCOMPARE(audited(QStringLiteral("transcripts.submission_unknown")).size(), 3);
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(submissions(), 4);
}

void TestTranscriptFaults::aRefusedSubmissionIsNotRepeated()
{
    Fault refused;
    refused.status = 400;
    fault("/interactions/transcripts", refused);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->kind, ErrorKind::Invalid);
    QCOMPARE(submissions(), 1);
}

void TestTranscriptFaults::F32_anUnknownWordIsStillRunning()
{
    mutate("/jobs/", Mutation::UnknownStatus, 4);
    const auto began = m_clock.now();
    QVERIFY(run(order(idsOf(2))).kind == Kind::Complete);
    QCOMPARE(requests("GET", "/jobs/") - requests("GET", "/results/"), 5);
    // 5 + 7.5 + 11.25 + 16.875 s between the five.
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - began);
    QVERIFY2(waited >= 40'624ms && waited < 41'500ms, qPrintable(QString::number(waited.count())));
}

void TestTranscriptFaults::F33_pollsHaveNoLimitWhereNoneIsSet()
{
    mutate("/jobs/", Mutation::UnknownStatus, 150);
    const auto began = m_clock.now();
    TranscriptOrder endless = order(idsOf(2));
    endless.pollLimit = 0;
    QVERIFY(run(endless).kind == Kind::Complete);
    // Never more than 30 s apart, for more than an hour.
    QVERIFY(m_clock.now() - began > 70min && m_clock.now() - began < 76min);
}

void TestTranscriptFaults::F33_reachingTheLimitPausesAndKeepsTheJob()
{
    // Twelve unless told otherwise (contract section 7): the thirteenth would find it complete.
    mutate("/jobs/", Mutation::UnknownStatus, 12);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(requests("GET", "/jobs/"), 12);
    QCOMPARE(told(outcome), QStringLiteral("timed_out poll_limit"));
    const QString jobId = m_run->jobId();
    QVERIFY(!jobId.isEmpty());
    const QString runId = m_run->id();
    closeWorkspace();
    openWorkspace();
    QVERIFY(resume(runId).kind == Kind::Complete);
    QCOMPARE(m_run->jobId(), jobId);
    QCOMPARE(submissions(), 1);
}

void TestTranscriptFaults::F34_completedWithoutAnAddress()
{
    mutate("/jobs/", Mutation::NoResultAddress, 1);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), QStringLiteral("unexpected_shape no_result_address"));
    QCOMPARE(outcome.error->subject, m_run->jobId());
    QVERIFY(resume().kind == Kind::Complete); // the job is kept
    QCOMPARE(submissions(), 1);
}

void TestTranscriptFaults::F34_failedWithReasons()
{
    mutate("/jobs/", Mutation::FailedJob, 1);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), QStringLiteral("refused job_failed"));
    QCOMPARE(outcome.error->subject, m_run->jobId());
    QCOMPARE(outcome.error->detail, QStringLiteral("The index is not available."));
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(submissions(), 2);
}

void TestTranscriptFaults::F35_anExpiredLinkIsAskedForOnce()
{
    for (const int status : {403, 410}) {
        const int before = requests("GET", "/jobs/") - requests("GET", "/results/");
        Fault expired;
        expired.status = status;
        fault("/results/", expired);
        TranscriptOrder wanted = order(idsOf(3));
        wanted.folder += QString::number(status);
        wanted.concurrentDownloads = 1;
        QVERIFY(run(wanted).kind == Kind::Complete);
        QCOMPARE(requests("GET", "/jobs/") - requests("GET", "/results/") - before, 2);
    }
    // The tenant's own 401 is a matter of the token first: replayed, and refused once more.
    Fault expired;
    expired.status = 401;
    expired.times = 2;
    fault("/results/", expired);
    TranscriptOrder wanted = order(idsOf(3));
    wanted.folder += QStringLiteral("401");
    wanted.concurrentDownloads = 1;
    const RunOutcome outcome = run(wanted);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
}

void TestTranscriptFaults::F35_aLinkThatIsNeverTakenEndsTheRun()
{
    Fault expired;
    expired.status = 410;
    expired.times = -1;
    fault("/results/", expired);
    TranscriptOrder wanted = order(idsOf(3));
    wanted.concurrentDownloads = 1;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), QStringLiteral("refused link_expired"));
    QCOMPARE(requests("GET", "/results/"), 2);
    m_server->clearFaults();
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(submissions(), 1);
}

void TestTranscriptFaults::F47_aCutDownloadIsFetchedAgain()
{
    Fault cut;
    cut.kind = Fault::Kind::Truncate;
    cut.framing = Fault::Framing::ConnectionClose;
    cut.bytes = 400;
    fault("/results/", cut);
    QVERIFY(run(order(idsOf(3))).kind == Kind::Complete);
    QCOMPARE(requests("GET", "/results/"), 4);
}

void TestTranscriptFaults::F53_aNetworkThatComesBackIsWaitedFor()
{
    for (const char *path : {"/api/v2/jobs/", "/results/"}) {
        Fault reset;
        reset.kind = Fault::Kind::Reset;
        reset.bytes = -1;
        reset.times = 12; // more than the tries of one read, twice over
        fault(path, reset);
        TranscriptOrder wanted = order(idsOf(3));
        wanted.folder += QString::number(qstrlen(path));
        wanted.concurrentDownloads = 1;
        const RunOutcome outcome = run(wanted);
        QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    }
    QCOMPARE(submissions(), 2);
}

void TestTranscriptFaults::F79_missingInteractionsAreListed()
{
    mutate("/jobs/", Mutation::MissingResult, 1);
    const RunOutcome outcome = run(order(idsOf(5)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), QStringLiteral("unexpected_shape transcripts_missing"));
    QCOMPARE(outcome.findings, QStringList(QStringLiteral("transcripts_missing:1")));
    QCOMPARE(manifest()[u"missing"].toVariant().toStringList(), idsOf(5).mid(4));
    QCOMPARE(manifest()[u"complete"], false);
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 4);
    // Resuming asks for what is missing, and for nothing else.
    const int before = requests("GET", "/results/");
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(requests("GET", "/results/") - before, 1);
    QVERIFY(manifest()[u"complete"].toBool() && manifest()[u"missing"].toArray().isEmpty());
}

void TestTranscriptFaults::F79_unexpectedInteractionsAreListed()
{
    mutate("/jobs/", Mutation::ExtraResult);
    const RunOutcome outcome = run(order(idsOf(3)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.findings, QStringList(QStringLiteral("transcripts_unexpected:1")));
    QCOMPARE(manifest()[u"unexpected"].toVariant().toStringList(), QStringList(QStringLiteral("int-999999")));
    QCOMPARE(requests("GET", "int-999999"), 0);
    QVERIFY(!files().join(u' ').contains(QStringLiteral("999999")));
}

void TestTranscriptFaults::S09_linksToForeignHostsAreNotFollowed()
{
    mutate("/api/v2/jobs/", Mutation::SignedLinks);
    const RunOutcome outcome = run(order(idsOf(2)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), QStringLiteral("address_refused download_host"));
    QCOMPARE(outcome.error->subject, QStringLiteral("localhost"));
    QCOMPARE(requests("GET", "/signed-transcripts/"), 0);
}

void TestTranscriptFaults::S10_anAllowedHostGetsNoToken()
{
    closeWorkspace();
    openWorkspace({QStringLiteral("localhost:%1").arg(m_server->url().port())});
    mutate("/api/v2/jobs/", Mutation::ExpiredLinks, 1);
    mutate("/api/v2/jobs/", Mutation::SignedLinks);
    TranscriptOrder wanted = order(idsOf(3));
    wanted.concurrentDownloads = 1;
    const RunOutcome outcome = run(wanted);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(requests("GET", "/signed-transcripts/"), 4); // one was expired
    for (const SandboxRequest &request : m_server->requests())
        QVERIFY(!request.path.contains("/signed-transcripts/") || !request.hadBearer);
}

void TestTranscriptFaults::neverMoreDownloadsThanAsked()
{
    for (const int allowed : {1, 3}) {
        TranscriptOrder wanted = order(idsOf(12));
        wanted.folder += QString::number(allowed);
        wanted.concurrentDownloads = allowed;
        QAtomicInt now, most;
        Fault slow;
        slow.kind = Fault::Kind::Delay;
        slow.delay = 30ms;
        slow.times = -1;
        fault("/results/", slow);
        m_server->setWatcher([&](const SandboxRequest &request) {
            if (request.path.contains("/results/"))
                most.storeRelaxed(std::max(most.loadRelaxed(), now.fetchAndAddRelaxed(1) + 1));
        });
        const auto started = m_workspace->runs().startTranscripts(*m_session, wanted, policy());
        m_run = qobject_cast<TranscriptRun *>(*started);
        connect(m_run, &TranscriptRun::resultAdded, m_run, [&now] { now.fetchAndSubRelaxed(1); });
        QVERIFY(ended(started).kind == Kind::Complete);
        m_server->setWatcher({});
        m_server->clearFaults();
        QCOMPARE(most.loadRelaxed(), allowed);
    }
}

void TestTranscriptFaults::F94_aFullDiskPauses()
{
    InterposedDisk::failWrites(ENOSPC, (m_folder->path() + QStringLiteral("/out/")).toUtf8());
    const RunOutcome outcome = run(order(idsOf(3)));
    const int failures = InterposedDisk::failures();
    InterposedDisk::heal();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(told(outcome), QStringLiteral("file disk_full"));
    QVERIFY(failures > 0);
    QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(files().size(), 7);
    QCOMPARE(submissions(), 1);
}

void TestTranscriptFaults::F105_cancelEndsAtEveryWait_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("skip");
    for (const auto &[name, skip] : {std::pair{"/interactions/search", 0}, {"/api/v2/jobs/", 0}, {"/results/", 2}})
        QTest::newRow(name) << QString::fromLatin1(name) << skip;
}

void TestTranscriptFaults::F105_cancelEndsAtEveryWait()
{
    QFETCH(QString, path);
    QFETCH(int, skip);
    Fault hang;
    hang.kind = Fault::Kind::Hang;
    hang.path = path;
    hang.skip = skip;
    m_server->addFault(hang);
    const auto started = m_workspace->runs().startTranscripts(*m_session, order(idsOf(8)), policy());
    QVERIFY(started);
    Run *run = *started;
    const auto hangs = [&] {
        const QList<SandboxRequest> all = m_server->requests();
        return std::any_of(all.cbegin(), all.cend(), [&](const SandboxRequest &request) {
            return request.path.contains(path.toUtf8()) && request.status == 0;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(hangs(), 60'000);
    QElapsedTimer timer;
    timer.start();
    run->cancel();
    const RunOutcome outcome = ended(started);
    QCOMPARE(outcome.kind, Kind::Cancelled);
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(audited(QStringLiteral("transcripts.started")).size(), 1);
    QCOMPARE(audited(QStringLiteral("transcripts.cancelled")).size(), 1);
    QVERIFY(resume().kind == Kind::Complete);
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 8);
}

MUSTER_TEST(TestTranscriptFaults, QCoreApplication)

} // namespace tst_transcriptfaults
#include "tst_transcriptfaults.moc"
