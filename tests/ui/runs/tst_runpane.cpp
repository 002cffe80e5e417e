// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "resources/resources.h"
#include "tests/support/fakerun.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/common/badges.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runstrip.h"

#include <QApplication>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_runpane {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.text;
        answer(accept);
    }
    void openLocal(const QString &path) override { opened << path; }
    bool accept = true;
    QStringList asked, opened;
};

QString label(const QWidget &parent, const char *name)
{
    return parent.findChild<PlainLabel *>(QString::fromLatin1(name))->plainText();
}

} // namespace

class TestRunPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { Prompts::replace(&m_answers); }
    void cleanup() { Prompts::replace(nullptr); }

    void showsWhatTheRunTells()
    {
        FakeRun run(QStringLiteral("All customers"));
        RunPane pane;
        pane.setRun(&run);
        run.putState(RunState::Running);
        run.putMetrics(sampleMetrics());
        run.putEvent(QStringLiteral("throttled"), {{QStringLiteral("wait_ms"), 2000}});
        QCOMPARE(label(pane, "runProgressLabel"),
                 QStringLiteral("62 % \u00b7 31000 of about 50000 \u00b7 2140 records/s \u00b7 8 to 11 s left"));
        QCOMPARE(label(pane, "latencySummaryLabel"),
                 QStringLiteral("mean 47 \u00b7 p50 41 \u00b7 p95 88 \u00b7 p99 130 ms"));
        QVERIFY(label(pane, "runFactsLabel").contains(QStringLiteral("2 retries, throttled for 3 s")));
        RunMetrics calm = sampleMetrics();
        calm.throttled = std::chrono::milliseconds(400);
        run.putMetrics(calm);
        QVERIFY(label(pane, "runFactsLabel").contains(QStringLiteral("2 retries, not throttled")));
        run.putMetrics(sampleMetrics());
        QCOMPARE(pane.findChild<QProgressBar *>()->value(), 620);
        QCOMPARE(pane.findChild<QTableView *>(QStringLiteral("runEventsTable"))->model()->index(0, 1).data().toString(),
                 QStringLiteral("Throttled by the server; waiting 2 s."));
    }

    void F01_countsDownVisiblyWhileThrottled()
    {
        FakeRun run(QStringLiteral("All customers"));
        RunPane pane;
        pane.setRun(&run);
        RunMetrics metrics = sampleMetrics();
        run.putState(RunState::Throttled);
        metrics.waitLeft = std::chrono::milliseconds(16500);
        run.putMetrics(metrics);
        QCOMPARE(pane.findChild<StatusBadge *>()->word(),
                 QStringLiteral("Throttled by the server, next attempt in 17 s"));
        metrics.waitLeft = std::chrono::milliseconds(900);
        run.putMetrics(metrics);
        QCOMPARE(pane.findChild<StatusBadge *>()->word(),
                 QStringLiteral("Throttled by the server, next attempt in 1 s"));
    }

    void S43_nothingPassesAHundredPercent_data()
    {
        QTest::addColumn<qint64>("records");
        QTest::addColumn<qint64>("total");
        QTest::newRow("overtaken") << qint64(60000) << qint64(50000);
        QTest::newRow("negative total") << qint64(5) << qint64(-3);
        QTest::newRow("zero total") << qint64(5) << qint64(0);
        QTest::newRow("negative records") << qint64(-1) << qint64(10);
    }

    void S43_nothingPassesAHundredPercent()
    {
        QFETCH(qint64, records);
        QFETCH(qint64, total);
        FakeRun run(QStringLiteral("x"));
        RunPane pane;
        pane.setRun(&run);
        run.putState(RunState::Running);
        RunMetrics metrics;
        metrics.records = records;
        metrics.total = total;
        run.putMetrics(metrics);
        const auto *bar = pane.findChild<QProgressBar *>();
        QCOMPARE(bar->maximum(), 0); // busy, no share claimed
        QVERIFY(!label(pane, "runProgressLabel").contains(u'%'));
    }

    void outcomeStandsFirstAndTheFileCanBeOpened()
    {
        FakeRun run(QStringLiteral("All customers"));
        RunPane pane;
        pane.show();
        pane.setRun(&run);
        run.putMetrics(sampleMetrics());
        run.putEnd({.kind = RunOutcome::Kind::CompleteWithFindings,
                    .error = {},
                    .resumeAt = {},
                    .resultFile = QStringLiteral("/x/y.csv"),
                    .findings = {QStringLiteral("conflicts:2")}});
        QCOMPARE(pane.findChild<StatusBadge *>()->word(),
                 QStringLiteral("Exported 31000 records, with findings to review"));
        QVERIFY(label(pane, "runDetailLabel").contains(QStringLiteral("/x/y.csv")));
        QVERIFY(label(pane, "runDetailLabel").contains(QStringLiteral("2 contacts appeared again")));
        QVERIFY(!pane.findChild<QPushButton *>(QStringLiteral("pauseRunButton"))->isVisible());
        pane.findChild<QPushButton *>(QStringLiteral("openFileButton"))->click();
        pane.findChild<QPushButton *>(QStringLiteral("openFolderButton"))->click();
        QCOMPARE(m_answers.opened, QStringList({QStringLiteral("/x/y.csv"), QStringLiteral("/x")}));
    }

    void cancelAsksFirst()
    {
        FakeRun run(QStringLiteral("All <b>customers</b>"));
        RunPane pane;
        pane.setRun(&run);
        run.putState(RunState::Running);
        m_answers.accept = false;
        pane.findChild<QPushButton *>(QStringLiteral("cancelRunButton"))->click();
        QCOMPARE(m_answers.asked.size(), 1);
        QCOMPARE(run.state(), RunState::Running);
    }

    void survivesTheEndOfItsRun()
    {
        RunPane pane;
        RunListModel runs;
        RunStrip strip(&runs);
        {
            FakeRun run(QStringLiteral("short"));
            runs.add(&run);
            pane.setRun(&run);
            QVERIFY(strip.isVisibleTo(nullptr) || runs.rowCount() == 1);
        }
        QCOMPARE(runs.rowCount(), 0);
        QVERIFY(!pane.run());
        QVERIFY(strip.isHidden());
    }

    void F04_showsWhenItGoesOnByItselfAndStaysWhenTold()
    {
        RunListModel runs;
        FakeRun run(QStringLiteral("All customers"));
        runs.add(&run);
        ActivityPage page(&runs);
        page.show();
        QSignalSpy stay(&page, &ActivityPage::stayPausedAsked);
        auto *inPane = page.findChild<QPushButton *>(QStringLiteral("stayPausedButton"));
        auto *inList = page.findChild<QPushButton *>(QStringLiteral("stayPausedStoredRunButton"));
        const QDateTime at(QDate(2026, 3, 2), QTime(15, 30), Qt::UTC);
        ResumableRun stored{.id = run.id(),
                            .title = QStringLiteral("All customers"),
                            .profileId = {},
                            .profileName = {},
                            .target = {},
                            .startedAt = {},
                            .stoppedAt = {},
                            .reasonKey = QStringLiteral("throttled"),
                            .resumeAt = at,
                            .resumesByItself = true};
        ResumableRun earlier = stored; // of an earlier start: nothing stands above for it
        earlier.id = QStringLiteral("earlier");
        // The end is told first to whoever plans the return, then to the pane.
        page.setResumable({stored, earlier});
        run.putEnd({.kind = RunOutcome::Kind::Paused, .error = {}, .resumeAt = at, .resultFile = {}, .findings = {}});
        const auto *table = page.findChild<QTableView *>(QStringLiteral("resumableTable"))->model();
        const QString why = table->index(0, ResumableRunsModel::State).data().toString();
        QVERIFY2(why.startsWith(QStringLiteral("Auto-resumes at ")), qPrintable(why));
        QVERIFY(label(page, "runDetailLabel").contains(QStringLiteral("It resumes automatically at")));
        QVERIFY(inPane->isVisible());
        QVERIFY(inList->isVisible());
        inPane->click();
        inList->click();
        QCOMPARE(stay.size(), 2);
        QCOMPARE(stay.first().first().toString(), run.id());
        stored.resumesByItself = earlier.resumesByItself = false;
        page.setResumable({stored, earlier});
        QVERIFY(!inPane->isVisible());
        QVERIFY(!inList->isVisible());
        QVERIFY(label(page, "runDetailLabel").contains(QStringLiteral("The server allows requests again from")));
        QVERIFY(table->index(0, ResumableRunsModel::State)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("Throttled until ")));
    }

    void aPausedRunOfThisSessionStandsOnce()
    {
        RunListModel runs;
        FakeRun run(QStringLiteral("All customers"));
        run.setTenant(RunTenant{QStringLiteral("Acme"), Environment::Production});
        runs.add(&run);
        ActivityPage page(&runs);
        page.show();
        ResumableRun stored{.id = run.id(),
                            .title = QStringLiteral("All customers"),
                            .profileName = QStringLiteral("Acme"),
                            .environment = Environment::Production};
        ResumableRun earlier = stored;
        earlier.id = QStringLiteral("earlier");
        run.putEnd({.kind = RunOutcome::Kind::Failed, .error = {}, .resumeAt = {}, .resultFile = {}, .findings = {}});
        page.setResumable({stored, earlier});
        const auto *table = page.findChild<QTableView *>(QStringLiteral("resumableTable"))->model();
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(table->index(0, ResumableRunsModel::Profile).data().toString(), QStringLiteral("Acme (production)"));
        // What can be done with it can be done where it stands.
        QSignalSpy resume(&page, &ActivityPage::resumeAsked), discard(&page, &ActivityPage::discardAsked);
        auto *inPane = page.findChild<QPushButton *>(QStringLiteral("discardShownRunButton"));
        QVERIFY(inPane->isVisible());
        m_answers.accept = true;
        m_answers.asked.clear();
        inPane->click();
        QCOMPARE(discard.value(0).value(0).toString(), run.id());
        QVERIFY2(m_answers.asked.value(0).contains(QStringLiteral("Acme (production)")),
                 qPrintable(m_answers.asked.value(0)));
        page.findChild<QPushButton *>(QStringLiteral("resumeRunButton"))->click();
        QCOMPARE(resume.value(0).value(0).toString(), run.id());
        runs.remove(&run); // put away: now it is one that waits
        QCOMPARE(table->rowCount(), 2);
    }

    void activityHasItsTitleAndItsNoticesWhateverRuns()
    {
        RunListModel runs;
        ActivityPage page(&runs);
        page.show();
        const auto *notices = page.findChild<QPushButton *>(QStringLiteral("noticesButton"));
        const auto titles = [&page] {
            QStringList shown;
            for (const PlainLabel *one : page.findChildren<PlainLabel *>()) {
                if (one->isVisible())
                    shown << one->plainText();
            }
            return shown;
        };
        QVERIFY(notices->isVisible() && titles().contains(QStringLiteral("Activity"))); // nothing at all
        page.setResumable({ResumableRun{.id = QStringLiteral("earlier")}});
        QVERIFY(notices->isVisible() && titles().contains(QStringLiteral("Activity"))); // only what is unfinished
        QVERIFY(titles().contains(QStringLiteral("Unfinished runs")));
    }

    void unfinishedRunsOfEarlierStartsNeedAttention()
    {
        RunListModel runs;
        FakeRun run(QStringLiteral("All customers"));
        QSignalSpy counts(&runs, &RunListModel::countsChanged);
        runs.setUnfinished({run.id(), QStringLiteral("earlier")});
        QCOMPARE(counts.size(), 1);
        QCOMPARE(runs.attentionCount(), 2);
        runs.add(&run); // it was gone on with
        QCOMPARE(runs.attentionCount(), 1);
        run.putEnd({.kind = RunOutcome::Kind::Paused, .error = {}, .resumeAt = {}, .resultFile = {}, .findings = {}});
        QCOMPARE(runs.attentionCount(), 2); // once as a row, not once more
    }

    void F120_stripPaneAndTableNameTheTenant()
    {
        RunListModel runs;
        FakeRun run(QStringLiteral("All customers")), other(QStringLiteral("All customers"));
        run.setTenant(RunTenant{QStringLiteral("Acme"), Environment::Production});
        other.setTenant(RunTenant{QStringLiteral("Umbra"), Environment::Test});
        RunStrip strip(&runs);
        runs.add(&run);
        QCOMPARE(label(strip, "tenant"), QStringLiteral("Acme (production)"));
        runs.add(&other);
        QCOMPARE(label(strip, "tenant"), QStringLiteral("Umbra (test)"));
        QCOMPARE(runs.index(1, RunListModel::Tenant).data().toString(), QStringLiteral("Umbra (test)"));
        RunPane pane;
        pane.setRun(&run);
        QCOMPARE(label(pane, "runTenantLabel"), QStringLiteral("Acme (production)"));
        pane.setRun(&other);
        QCOMPARE(label(pane, "runTenantLabel"), QStringLiteral("Umbra (test)"));
        pane.setRun(nullptr);
        QVERIFY(label(pane, "runTenantLabel").isEmpty());
    }

    void theStripIsOneLineOfTheRunThatGoesOn()
    {
        RunListModel runs;
        RunStrip strip(&runs);
        std::vector<std::unique_ptr<FakeRun>> all;
        for (int i = 0; i < 3; ++i) {
            all.push_back(std::make_unique<FakeRun>(QString::number(i)));
            runs.add(all.back().get());
        }
        const auto end = [](FakeRun &run) {
            run.putEnd(
                {.kind = RunOutcome::Kind::Complete, .error = {}, .resumeAt = {}, .resultFile = {}, .findings = {}});
        };
        const auto last = [&strip] { return label(strip, "title").right(1); };
        auto *more = strip.findChild<QToolButton *>(QStringLiteral("moreRunsButton"));
        auto *dismiss = strip.findChild<QToolButton *>(QStringLiteral("dismissRunLineButton"));
        QCOMPARE(last(), QStringLiteral("2"));
        QCOMPARE(more->text(), QStringLiteral("2 more"));
        QVERIFY(dismiss->isHidden()); // what goes on is not put away
        end(*all[2]);
        QCOMPARE(last(), QStringLiteral("1")); // those that go on come first
        QSignalSpy asked(&strip, &RunStrip::moreClicked);
        more->click();
        QCOMPARE(asked.size(), 1);
        end(*all[0]);
        end(*all[1]);
        QCOMPARE(last(), QStringLiteral("2")); // of those that have ended the latest
        QVERIFY(!dismiss->isHidden());
        QSignalSpy dismissed(&strip, &RunStrip::dismissAsked), opened(&strip, &RunStrip::runClicked);
        strip.findChild<QToolButton *>(QStringLiteral("openRunButton"))->click();
        QCOMPARE(opened.last().first().value<Run *>(), all[2].get());
        dismiss->click();
        QCOMPARE(dismissed.last().first().value<Run *>(), all[2].get());
        runs.remove(all[2].get());
        QCOMPARE(last(), QStringLiteral("1"));
        QCOMPARE(more->text(), QStringLiteral("1 more"));
        runs.remove(all[1].get());
        QVERIFY(more->isHidden() && !strip.isHidden());
        runs.remove(all[0].get());
        QVERIFY(strip.isHidden());
    }

    void saysWhenNoAnswerComes()
    {
        FakeRun run(QStringLiteral("All customers"));
        RunPane pane;
        pane.setRun(&run);
        RunMetrics metrics = sampleMetrics();
        metrics.silence = std::chrono::milliseconds(12400);
        metrics.recordsPerSecond = 0;
        metrics.etaLow = metrics.etaHigh = std::nullopt;
        run.putState(RunState::WaitingForServer);
        run.putMetrics(metrics);
        QCOMPARE(pane.findChild<StatusBadge *>()->word(), QStringLiteral("Waiting for the server, 12 s so far"));
        QCOMPARE(label(pane, "runProgressLabel"),
                 QStringLiteral("62 % · 31000 of about 50000 · – records/s · time left unknown"));
    }

    void discardIsAskedForOnlyAfterAYes()
    {
        RunListModel runs;
        ActivityPage page(&runs);
        page.setResumable({ResumableRun{.id = QStringLiteral("r1"),
                                        .title = QStringLiteral("t"),
                                        .profileId = {},
                                        .profileName = {},
                                        .target = {},
                                        .startedAt = {},
                                        .stoppedAt = {},
                                        .reasonKey = {}}});
        QSignalSpy discard(&page, &ActivityPage::discardAsked), resume(&page, &ActivityPage::resumeAsked);
        m_answers.accept = false;
        page.findChild<QPushButton *>(QStringLiteral("discardRunButton"))->click();
        QCOMPARE(discard.count(), 0);
        m_answers.accept = true;
        page.findChild<QPushButton *>(QStringLiteral("discardRunButton"))->click();
        QCOMPARE(discard.count(), 1);
        page.findChild<QPushButton *>(QStringLiteral("resumeStoredRunButton"))->click();
        QCOMPARE(resume.value(0).value(0).toString(), QStringLiteral("r1"));
    }

private:
    Answers m_answers;
};

MUSTER_TEST(TestRunPane, QApplication)

} // namespace tst_runpane
#include "tst_runpane.moc"
