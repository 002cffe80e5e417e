// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runcontext.h"

#include "models/items/latencymodel.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "models/store/runhistory.h"
#include "resources/resources.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakerun.h"
#include "tests/support/testprogram.h"
#include "ui/runs/allrunspane.h"
#include "ui/runs/latencyplot.h"
#include "ui/runs/runpane.h"

#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_runcontext {

/// What is kept of a run, beside what it tells itself.
class TestRunContext : public QObject
{
    Q_OBJECT

private:
    /// A life of the run: twenty seconds, from so many minutes after its start on.
    [[nodiscard]] static RunMeasures life(int minute)
    {
        RunMeasures measures{.lives = 1, .wall = 20s};
        measures.trace = LatencyTrace(begun.addSecs(qint64(60) * minute));
        measures.trace.add(5s, 40ms);
        measures.trace.lastUntil(20s);
        return measures;
    }
    void end(const QString &id, const char *outcome, const RunMeasures &measures)
    {
        QVERIFY(m_workspace->journal().update(id, QLatin1String(outcome), {}, "{}"));
        QVERIFY(m_workspace->runHistory().endLife(id, measures,
                                                  {.at = begun,
                                                   .outcome = QLatin1String(outcome),
                                                   .errorKind = {},
                                                   .errorCode = {},
                                                   .findings = {},
                                                   .resultFile = {}}));
    }
    /// What the table of the plot says of each row but of those that are answers.
    [[nodiscard]] static QStringList waitsShownBy(const QWidget &pane)
    {
        auto *plot = pane.findChild<LatencyPlot *>();
        plot->showTable(true);
        QStringList waits;
        const auto *table = plot->findChild<LatencyModel *>();
        for (int row = 0; row < table->rowCount(); ++row)
            waits << table->index(row, LatencyModel::Waiting).data().toString();
        return waits;
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
        QVERIFY(opened);
        m_workspace = *std::move(opened);
    }
    void cleanup() { m_workspace.reset(); }

    void pausesAreShownWhileARunGoesOnAndAfterwards()
    {
        FakeRun live(QStringLiteral("Spring visitors"));
        QVERIFY(m_workspace->runHistory().begin({.id = live.id(),
                                                 .kind = QStringLiteral("segment_export"),
                                                 .title = live.title(),
                                                 .profileId = QString(32, u'a'),
                                                 .profileName = QStringLiteral("Acme"),
                                                 .target = QStringLiteral("/data/spring.csv"),
                                                 .order = "{}",
                                                 .orderDigest = QString(64, u'0'),
                                                 .startedAt = begun,
                                                 .changedAt = begun,
                                                 .state = QStringLiteral("running"),
                                                 .reasonKey = {},
                                                 .progress = "{}"}));
        end(live.id(), "paused", life(0));
        QVERIFY(m_workspace->runHistory().takeUp(live.id(), "{}"));
        const QStringList wanted{QString(), QStringLiteral("Paused, 40 s"), QString()};
        RunMetrics metrics;
        metrics.trace = life(1).trace;

        RunPane pane;
        RunContext context(&pane, *m_workspace);
        pane.resize(900, 600);
        pane.show();
        pane.setRun(&live);
        live.putMetrics(metrics);
        QTRY_COMPARE(waitsShownBy(pane), wanted);

        end(live.id(), "complete", life(1));
        pane.setRun(nullptr);
        pane.setRun(&live); // what is kept has this life, too, which is not shown twice
        live.putMetrics(metrics);
        QTRY_COMPARE(waitsShownBy(pane), wanted);
        pane.setRun(nullptr);

        AllRunsPane past(m_workspace->runHistory());
        past.resize(1000, 700);
        past.show();
        QTRY_COMPARE(waitsShownBy(past), wanted);
    }

private:
    inline static const QDateTime begun{QDate(2026, 3, 2), QTime(12, 0), Qt::UTC};
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

MUSTER_TEST(TestRunContext, QApplication)

} // namespace tst_runcontext
#include "tst_runcontext.moc"
