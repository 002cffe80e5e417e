// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichwindow.h"

#include "tests/support/interposeddisk.h"
#include "tests/support/testprogram.h"
#include "ui/runs/runpane.h"

#include <QApplication>
#include <cerrno>

using namespace muster;
using namespace muster::test;

namespace tst_enrichfaults {

/// What the window shows and what leaves it when something goes wrong while contacts are enriched.
class TestEnrichFaults : public EnrichWindow
{
    Q_OBJECT

private:
    Run *run() { return m_page->runPage()->run(); }
    template <typename T>
    T *inPane(const char *name)
    {
        return m_page->runPage()->pane()->findChild<T *>(QString::fromLatin1(name));
    }
    void toTheReview()
    {
        openList(leads);
        chooseFile();
        checkRows();
        find<QPushButton>("reviewEnrichButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<ConfirmButton>("confirmEnrichButton")->isEnabled(), 60'000);
    }
    void confirm() { QTest::mouseClick(find<ConfirmButton>("confirmEnrichButton"), Qt::LeftButton); }
    void start()
    {
        confirm();
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
    }
    RunOutcome::Kind end()
    {
        const bool ended = muster::tests::waitFor([this] { return run() && run()->outcome(); }, 30'000);
        return ended ? run()->outcome()->kind : RunOutcome::Kind::Failed;
    }
    void resume()
    {
        auto *button = inPane<QPushButton>("resumeRunButton");
        QVERIFY(button->isVisible() && button->isEnabled());
        button->click();
        QTRY_VERIFY(run() && !run()->outcome());
    }
    void delaySecondBatch(std::chrono::milliseconds delay)
    {
        SandboxFault fault;
        fault.kind = SandboxFault::Kind::Delay;
        fault.method = QStringLiteral("POST");
        fault.path = leads + QStringLiteral("/contacts");
        fault.skip = 1;
        fault.delay = delay;
        m_server->addFault(fault);
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup()
    {
        InterposedDisk::heal();
        tearDown();
    }

    void F94_aFullDiskPausesBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("what becomes of each contact") << QByteArray(".units");
        QTest::newRow("the copy of what is written over") << QByteArray(".backup");
        QTest::newRow("the audit") << QByteArray("audit.jsonl");
    }
    void F94_aFullDiskPausesBeforeAnythingIsSent()
    {
        QFETCH(QByteArray, part);
        toTheReview();
        InterposedDisk::failWrites(ENOSPC, part);
        start();
        QCOMPARE(end(), RunOutcome::Kind::Paused);
        QVERIFY(InterposedDisk::failures() > 0);
        QCOMPARE(run()->outcome()->error.value_or(ApiError()).code, QStringLiteral("disk_full"));
        QVERIFY(inPane<PlainLabel>("runDetailLabel")->plainText().contains(QStringLiteral("Free some space")));
        QCOMPARE(posts(), 0);
        InterposedDisk::heal();
        resume();
        QCOMPARE(end(), RunOutcome::Kind::Complete);
        QCOMPARE(enriched(), rows);
        QCOMPARE(posts(), 3);
    }

    void F94_aDiskThatFillsUpInBetweenSendsNothingMore()
    {
        toTheReview();
        delaySecondBatch(std::chrono::milliseconds(300));
        start();
        QTRY_COMPARE_WITH_TIMEOUT(posts(), 2, 60'000);
        InterposedDisk::failWrites(ENOSPC, ".units"); // while the second batch is on its way
        QCOMPARE(end(), RunOutcome::Kind::Paused);
        QCOMPARE(posts(), 2);
        InterposedDisk::heal();
        resume();
        QCOMPARE(end(), RunOutcome::Kind::Complete);
        QCOMPARE(enriched(), rows);
        QVERIFY(posts() <= 4); // the one whose outcome could not be written is asked for once more at most
    }

    void F94_aRunThatCannotBeJournalledDoesNotBegin()
    {
        toTheReview();
        const EnrichOrder order = m_page->enrich()->order();
        InterposedDisk::failWrites(ENOSPC, "journal.sqlite");
        start();
        QCOMPARE(end(), RunOutcome::Kind::Refused);
        QCOMPARE(run()->outcome()->error.value_or(ApiError()).code, QStringLiteral("disk_full"));
        QVERIFY(!inPane<QPushButton>("resumeRunButton")->isVisible());
        QCOMPARE(posts(), 0);
        InterposedDisk::heal();
        QVERIFY(m_workspace->runs().resumable().isEmpty());
        const auto again = m_workspace->runs().startEnrichment(*m_session, order);
        QVERIFY(again);
        QTRY_VERIFY_WITH_TIMEOUT((*again)->outcome().has_value(), 60'000);
        QVERIFY((*again)->outcome()->succeeded());
        QCOMPARE(enriched(), rows);
    }

    void F105_cancelAwaitsTheAnswerOnItsWayAndSendsNothingMore()
    {
        toTheReview();
        delaySecondBatch(std::chrono::milliseconds(500));
        start();
        QTRY_COMPARE_WITH_TIMEOUT(posts(), 2, 60'000);
        inPane<QPushButton>("cancelRunButton")->click();
        QCOMPARE(m_answers.asked.size(), 1); // a person is asked once
        QCOMPARE(end(), RunOutcome::Kind::Cancelled);
        QCOMPARE(posts(), 2);
        QVERIFY(run()->metrics().figures.contains({QStringLiteral("enriched"), 250})); // the answer was awaited
        QVERIFY(!run()->metrics().figures.contains({QStringLiteral("unknown"), 50}));
        resume();
        QCOMPARE(end(), RunOutcome::Kind::Complete);
        QCOMPARE(posts(), 3);
        QCOMPARE(enriched(), rows);
    }

    void F105_aClosedWindowLeavesItsStateOnTheDisk()
    {
        toTheReview();
        delaySecondBatch(std::chrono::milliseconds(500));
        start();
        QTRY_COMPARE_WITH_TIMEOUT(posts(), 2, 60'000);
        const QString id = run()->id();
        m_controller.reset(); // as the window does that closes: first what shows, then the runs
        m_workspace->runs().pauseAll();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 12'000);
        QCOMPARE(posts(), 2);
        // The next start finds it, and goes on with the first batch that is not proven.
        m_workbench.reset();
        m_page.reset();
        m_session.reset();
        m_workspace.reset();
        auto again = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock,
                                     std::make_unique<test::BorrowedVault>(m_vault));
        QVERIFY(again);
        m_workspace = *std::move(again);
        const QList<ResumableRun> resumable = m_workspace->runs().resumable();
        QCOMPARE(resumable.size(), 1);
        QCOMPARE(resumable.first().id, id);
        QVERIFY(!resumable.first().crashed);
        const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_session = m_workspace->connectTo(profile);
        const auto resumed = m_workspace->runs().resume(*m_session, id);
        QVERIFY(resumed);
        QTRY_VERIFY_WITH_TIMEOUT((*resumed)->outcome().has_value(), 60'000);
        QVERIFY((*resumed)->outcome()->kind == RunOutcome::Kind::Complete);
        QCOMPARE(posts(), 3);
        QCOMPARE(enriched(), rows);
    }
};

MUSTER_TEST(TestEnrichFaults, QApplication)

} // namespace tst_enrichfaults
#include "tst_enrichfaults.moc"
