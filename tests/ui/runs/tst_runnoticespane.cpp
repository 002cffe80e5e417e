// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/deliveriesend.h"
#include "ui/runs/runnoticespane.h"

#include "kindrun.h"
#include "models/runs/noticeactions.h"
#include "models/runs/workspace.h"
#include "models/store/outbox.h"
#include "tests/support/fakeclock.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/runs/runpane.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_runnoticespane {

namespace {

/// Nobody listens there.
const QUrl nobody(QStringLiteral("http://127.0.0.1:9/hook?token=hush"));

} // namespace

class TestRunNoticesPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        open();
        QVERIFY(endDeliveries(*m_workspace)); // what is queued stays as it is
    }
    void cleanup() { m_workspace.reset(); }

    void F36_showsThoseOfItsRunAndSendsThemAgain()
    {
        KindRun run(RunKind::SegmentExport, QStringLiteral("All customers"));
        NoticeActions actions(*m_workspace);
        RunPane pane;
        pane.setNoticeActions(&actions);
        pane.show();
        pane.setRun(&run);
        auto *tabs = pane.findChild<QTabWidget *>(QStringLiteral("runTabs"));
        QVERIFY(!tabs->isVisible()); // it has told nobody anything
        const QDateTime now = m_clock.wallNow();
        queue(QStringLiteral("mine"), run.id(), now.addSecs(-90'000));
        queue(QStringLiteral("later"), run.id(), now);
        queue(QStringLiteral("other"), QStringLiteral("another run"), now);
        QVERIFY(m_workspace->outbox().failed(deliveryId(run.id(), QStringLiteral("mine")), QStringLiteral("timed_out"),
                                             now));
        auto *table = pane.findChild<QTableView *>(QStringLiteral("runNoticesTable"));
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QVERIFY(tabs->isVisible());
        const auto counts
            = [&pane] { return pane.findChild<PlainLabel *>(QStringLiteral("runNoticesLabel"))->plainText(); };
        QTRY_COMPARE(counts(), QStringLiteral("waiting: 1 · delivered: 0 · undelivered: 1"));
        // The rest of an address may hold a secret.
        for (int row = 0; row < 2; ++row)
            QVERIFY(!table->model()->index(row, 0).data().toString().contains(QStringLiteral("hush")));
        auto *again = pane.findChild<QPushButton *>(QStringLiteral("sendRunNoticesButton"));
        QVERIFY(again->isEnabled());
        again->click();
        QTRY_COMPARE(counts(), QStringLiteral("waiting: 2 · delivered: 0 · undelivered: 0"));
        QVERIFY(!again->isEnabled());
        pane.setRun(nullptr);
        QCOMPARE(table->model()->rowCount(), 0);
    }

    void S13_aTestIsSignedAnsweredAndLeavesTheRunAlone()
    {
        LoopbackServer server;
        server.script(
            {LoopbackServer::answer(200, {}), LoopbackServer::answer(204, {}), LoopbackServer::answer(500, {})});
        m_workspace.reset();
        open(); // with an outbox that sends
        std::optional<SigningKeys::Made> made;
        NoticeActions actions(*m_workspace);
        connect(&actions, &NoticeActions::keyMade, this, [&](const SigningKeys::Made &key) { made = key; });
        actions.makeKey(server.url());
        QTRY_VERIFY(made);
        RunNoticesPane pane;
        pane.setActions(&actions);
        pane.setRun(QStringLiteral("r"));
        pane.show();
        auto *test = pane.findChild<QPushButton *>(QStringLiteral("testReceiverButton"));
        QVERIFY(!test->isEnabled()); // nobody to be asked
        Delivery delivered;
        delivered.id = deliveryId(QStringLiteral("r"), QStringLiteral("page"));
        delivered.runId = QStringLiteral("r");
        delivered.target = server.url(QStringLiteral("/hook"));
        delivered.target.setQuery(QStringLiteral("token=hush"));
        delivered.body = "{}";
        delivered.queuedAt = delivered.nextAttemptAt = m_clock.wallNow();
        QVERIFY(m_workspace->outbox().enqueue({delivered}));
        const auto counts
            = [this] { return m_workspace->outbox().counts(QStringLiteral("r")).value_or(Outbox::Counts()); };
        QTRY_COMPARE(counts().delivered, qint64(1));
        QTRY_VERIFY(test->isEnabled());
        const auto answer
            = [&pane] { return pane.findChild<PlainLabel *>(QStringLiteral("testAnswerLabel"))->plainText(); };
        test->click();
        QVERIFY(!test->isEnabled()); // one at a time
        QTRY_VERIFY2(answer().contains(QStringLiteral("responded with 204 after")), qPrintable(answer()));
        QVERIFY(!answer().contains(QStringLiteral("hush")));
        QCOMPARE(server.requests().size(), 2);
        const LoopbackServer::Request request = server.requests().last();
        QVERIFY(request.line().startsWith("POST /hook?token=hush"));
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body.value(QLatin1String("event")).toString(), QStringLiteral("test"));
        QCOMPARE(body.size(), 2); // of no run and no person
        QVERIFY(request.head.toLower().contains("webhook-signature: v1,"));
        QVERIFY(request.head.contains(made->keyId.toLatin1()));
        QTRY_VERIFY(test->isEnabled());
        test->click();
        QTRY_VERIFY2(answer().startsWith(QStringLiteral("The test of http://127.0.0.1")), qPrintable(answer()));
        // The run's own notices are as they were, and none was added.
        QCOMPARE(counts().delivered, qint64(1));
        QCOMPARE(counts().waiting + counts().undelivered, qint64(0));
        QCOMPARE(m_workspace->outbox().counts()->waiting, qint64(0));
        QCOMPARE(server.requests().size(), 3);
    }

    void outlivesWhoIsAsked()
    {
        RunNoticesPane pane;
        {
            NoticeActions actions(*m_workspace);
            pane.setActions(&actions);
            pane.setRun(QStringLiteral("r"));
        }
        pane.setRun(QStringLiteral("s"));
        QCOMPARE(pane.count(), 0);
    }

private:
    void open()
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
    }
    void queue(const QString &what, const QString &runId, const QDateTime &at)
    {
        Delivery delivery;
        delivery.id = deliveryId(runId, what);
        delivery.runId = runId;
        delivery.target = nobody;
        delivery.body = "{}";
        delivery.queuedAt = delivery.nextAttemptAt = at;
        QVERIFY(m_workspace->outbox().enqueue({delivery}));
    }

    FakeClock m_clock{FakeClock::Mode::ByHand};
    MemoryVault m_vault;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

MUSTER_TEST(TestRunNoticesPane, QApplication)

} // namespace tst_runnoticespane
#include "tst_runnoticespane.moc"
