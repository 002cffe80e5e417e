// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/secretstore.h"
#include "network/api/transcriptsclient.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/runend.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonetranscriptrun {

namespace {

QString told(const RunOutcome &outcome)
{
    return outcome.error ? errorKindKey(outcome.error->kind) + u' ' + outcome.error->code : QString();
}

} // namespace

/// Transcripts of a tenant of CXone, from the search to the folder, on its simulator; waits are over at once.
class TestCxoneTranscriptRun : public QObject
{
    Q_OBJECT

private:
    using Kind = RunOutcome::Kind;

    void open(CxoneSandboxSettings settings = {})
    {
        m_folder = std::make_unique<QTemporaryDir>();
        settings.tenant.contacts = 10;
        settings.tenant.interactions = 260; // three pages
        m_server = std::make_unique<CxoneSandbox>(settings);
        if (!m_server->start())
            qFatal("no sandbox");
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        openWorkspace();
    }
    void openWorkspace(Environment environment = Environment::Test)
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(u"home"_s)), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        if (!opened)
            qFatal("no workspace");
        m_workspace = *std::move(opened);
        const ConnectionProfile profile = profileOf(*m_server, environment);
        m_workspace->secrets().keepForThisRun(profile, m_server->accessKeySecret());
        m_session = m_workspace->connectTo(profile);
    }
    void closeWorkspace()
    {
        m_run = nullptr;
        m_workspace->runs().pauseAll();
        if (!muster::tests::waitFor(
                [this] { return m_workspace->runs().isIdle() && m_workspace->outboxRunner()->isIdle(); }, 30'000))
            qFatal("it does not end");
        m_session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_workspace.reset();
    }

    [[nodiscard]] Result<FoundInteractions> search(const InteractionQuery &query = {})
    {
        return QCoro::waitFor(m_session->connection()->transcripts().search(query, {}, nullptr, {}));
    }
    [[nodiscard]] QStringList someIds(qsizetype count)
    {
        const auto found = search();
        if (!found)
            qFatal("%s", qPrintable(found.error().code));
        QStringList ids;
        for (const InteractionSummary &item : found->items.mid(0, count))
            ids << item.id;
        return ids;
    }
    [[nodiscard]] TranscriptOrder order(const QStringList &ids) const
    {
        TranscriptOrder order;
        order.interactionIds = ids;
        order.folder = m_folder->filePath(u"out"_s);
        return order;
    }
    [[nodiscard]] TranscriptRun *begin(const TranscriptOrder &order)
    {
        MaskPolicy policy;
        policy.name = u"Default"_s;
        const auto run = m_workspace->runs().startTranscripts(*m_session, order, policy);
        return run ? qobject_cast<TranscriptRun *>(*run) : nullptr;
    }
    RunOutcome ended(TranscriptRun *run)
    {
        m_run = run;
        if (run == nullptr)
            return {.kind = Kind::Refused};
        return endOf<TranscriptRun>(run);
    }
    RunOutcome run(const TranscriptOrder &order) { return ended(begin(order)); }
    RunOutcome resume(const QString &runId)
    {
        const auto run = m_workspace->runs().resume(*m_session, runId);
        return ended(run ? qobject_cast<TranscriptRun *>(*run) : nullptr);
    }

    [[nodiscard]] int asked(const QString &part) const
    {
        const QList<SandboxRequest> all = m_server->requests();
        return int(std::ranges::count_if(
            all, [&](const SandboxRequest &request) { return QString::fromLatin1(request.path).contains(part); }));
    }
    [[nodiscard]] int transcriptsAsked() const { return asked(u"/analyzed-transcript"_s); }
    void fault(const QString &path, int status, int times = 1)
    {
        SandboxFault fault;
        fault.path = path;
        fault.status = status;
        fault.times = times;
        m_server->addFault(fault);
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->filePath(u"out"_s)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    [[nodiscard]] QJsonObject manifest() const
    {
        QFile file(m_folder->filePath(u"out/manifest.json"_s));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }

    FakeClock m_clock; // waits are over at once
    MemoryVault m_vault;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CxoneSandbox> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    TranscriptRun *m_run = nullptr;

private Q_SLOTS:
    void cleanup()
    {
        if (m_workspace)
            closeWorkspace();
        m_server.reset();
        m_folder.reset();
    }

    void F78_nothingPersonalReachesAFile_data();
    void F78_nothingPersonalReachesAFile();
    void F67_aCursorThatRepeatsHidesNothing();
    void F90_aStoppedRunAsksForWhatIsLeft();
    void F45_aKeptJobIsNoSecondOne();
    void F10_withoutALicenceTheRunEnds();
    void F79_segmentsWithoutATranscriptAreListed();
    void otherMediaAreLeftOutOnceTheyAreRead();
    void F15_aJobOfAnotherIsNotKnown();
};

void TestCxoneTranscriptRun::F78_nothingPersonalReachesAFile_data()
{
    QTest::addColumn<TranscriptFormat>("format");
    for (const TranscriptFormat format : allTranscriptFormats)
        QTest::newRow(qPrintable(keyOf(format))) << format;
}

void TestCxoneTranscriptRun::F78_nothingPersonalReachesAFile()
{
    open();
    constexpr int count = 104; // each scene eight times
    const QStringList ids = someIds(count);
    TranscriptOrder wanted = order(ids);
    QFETCH(TranscriptFormat, format);
    wanted.format = format;
    wanted.concurrentDownloads = 8;
    const RunOutcome outcome = run(wanted);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome) + outcome.findings.join(u' ')));
    QCOMPARE(transcriptsAsked(), count);
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), count);

    QList<SandboxPersonal> personal;
    for (const QString &id : ids)
        personal += m_server->transcriptTruth(id).value().personal;
    QVERIFY(personal.size() > count);
    QStringList leaks;
    QDirIterator all(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const SandboxPersonal &one : personal) {
            if (bytes.contains(one.value.toUtf8()))
                leaks.append(one.path + u' ' + one.value + u' ' + file.fileName());
        }
    }
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.mid(0, 10).join(u'\n')));
}

void TestCxoneTranscriptRun::F67_aCursorThatRepeatsHidesNothing()
{
    open();
    const auto whole = search();
    QVERIFY(whole);
    QCOMPARE(whole->items.size(), 260);
    cleanup();
    open({.repeatsCursor = true});
    const auto found = search();
    QVERIFY2(found, qPrintable(found ? QString() : found.error().code));
    QCOMPARE(found->items.size(), 260);
    QVERIFY2(found->pages <= 8, qPrintable(QString::number(found->pages)));
}

void TestCxoneTranscriptRun::F90_aStoppedRunAsksForWhatIsLeft()
{
    open();
    const QStringList ids = someIds(60);
    TranscriptOrder wanted = order(ids);
    wanted.concurrentDownloads = 2;
    TranscriptRun *run = begin(wanted);
    QVERIFY(run != nullptr);
    const QString runId = run->id();
    QStringList before;
    connect(run, &TranscriptRun::resultAdded, this, [&](const TranscriptResult &result) {
        before << result.interactionId;
        if (before.size() == 20)
            m_workspace->runs().pauseAll();
    });
    QVERIFY(ended(run).kind == Kind::Paused);
    QVERIFY(before.size() >= 20 && before.size() < 60);
    closeWorkspace();
    openWorkspace();
    const RunOutcome outcome = resume(runId);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 60);
    for (const QString &id : ids) {
        const int times = asked(id + u"/analyzed-transcript"_s);
        // What was on its way when the run stopped is asked for again, and nothing else.
        QVERIFY2(times == 1 || (times == 2 && !before.contains(id)), qPrintable(id));
    }
    QVERIFY(transcriptsAsked() <= 62);
}

void TestCxoneTranscriptRun::F45_aKeptJobIsNoSecondOne()
{
    open();
    fault(u"/analyzed-transcript"_s, 503, -1);
    TranscriptOrder wanted = order(someIds(3));
    wanted.concurrentDownloads = 1;
    const RunOutcome outcome = run(wanted);
    QVERIFY(outcome.kind != Kind::Complete);
    const QString runId = m_run->id(), jobId = m_run->jobId();
    QVERIFY(!jobId.isEmpty());
    closeWorkspace();
    m_server->clearFaults();
    openWorkspace();
    const auto entry = m_workspace->journal().find(runId);
    QVERIFY(entry && *entry && TranscriptRun::onlyReads(**entry));
    const RunOutcome again = resume(runId);
    QVERIFY2(again.kind == Kind::Complete, qPrintable(told(again)));
    QCOMPARE(m_run->jobId(), jobId);
    const auto entries = m_workspace->audit().read(1, 1000);
    QVERIFY(entries.has_value());
    QCOMPARE(std::ranges::count(*entries, u"transcripts.submitting"_s, &AuditEntry::event), 1);
}

void TestCxoneTranscriptRun::F10_withoutALicenceTheRunEnds()
{
    open();
    const QStringList ids = someIds(50);
    cleanup();
    open({.analytics = false});
    TranscriptOrder wanted = order(ids);
    wanted.concurrentDownloads = 4;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), u"forbidden analytics_forbidden"_s);
    QVERIFY2(transcriptsAsked() <= 4, qPrintable(QString::number(transcriptsAsked())));
    const auto found = search();
    QVERIFY(!found);
    QCOMPARE(found.error().code, u"analytics_forbidden"_s);
    // Nothing says that the transcripts are missing.
    QCOMPARE(m_run->results().size(), 0);
}

void TestCxoneTranscriptRun::F79_segmentsWithoutATranscriptAreListed()
{
    open();
    QStringList ids = someIds(4);
    fault(ids.at(1) + u"/analyzed-transcript"_s, 404);
    ids.append(u"nobody-knows-it"_s);
    const RunOutcome outcome = run(order(ids));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), u"unexpected_shape transcripts_missing"_s);
    QCOMPARE(outcome.error->subject, u"2"_s);
    QStringList missing;
    for (const TranscriptResult &result : m_run->results()) {
        if (result.fate == TranscriptFate::Missing)
            missing << result.interactionId;
    }
    missing.sort();
    QCOMPARE(missing, (QStringList{ids.at(1), u"nobody-knows-it"_s}));
    QCOMPARE(transcriptsAsked(), 5); // each once
    // What is there now is fetched, and only that is asked for.
    QCOMPARE(told(resume(m_run->id())), u"unexpected_shape transcripts_missing"_s);
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 4);
    QCOMPARE(transcriptsAsked(), 7);
}

void TestCxoneTranscriptRun::otherMediaAreLeftOutOnceTheyAreRead()
{
    open();
    const auto found = search();
    QVERIFY(found);
    QStringList voice, chat;
    for (const InteractionSummary &item : found->items)
        (item.mediaType == u"voice"_s ? voice : chat) << item.id;
    QVERIFY(voice.size() > 3 && chat.size() > 3);
    TranscriptOrder wanted = order(voice.mid(0, 3) + chat.mid(0, 3));
    wanted.mediaTypes = {MediaType::Voice};
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{u"transcripts_left_out:3"_s});
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 3);
    for (const QString &id : chat.mid(0, 3))
        QVERIFY(!files().contains(id + u".json"_s));
}

void TestCxoneTranscriptRun::F15_aJobOfAnotherIsNotKnown()
{
    open();
    TranscriptOrder wanted = order(someIds(2));
    wanted.attachJob = u"job-77"_s;
    const RunOutcome outcome = run(wanted);
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(told(outcome), u"not_found job_lost"_s);
    QCOMPARE(transcriptsAsked(), 0);
}

MUSTER_TEST(TestCxoneTranscriptRun, QCoreApplication)

} // namespace tst_cxonetranscriptrun

#include "tst_cxonetranscriptrun.moc"
