// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "kindrun.h"
#include "models/runs/runkinds.h"
#include "models/runs/runshares.h"
#include "models/text/runtexts.h"
#include "resources/resources.h"
#include "tests/support/looks.h"
#include "tests/support/testprogram.h"
#include "ui/common/charts.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/runs/latencyplot.h"
#include "ui/runs/runcards.h"
#include "ui/runs/runpane.h"

#include <QAccessible>
#include <QApplication>
#include <QScrollArea>
#include <QTabWidget>

using namespace muster;
using namespace muster::test;

namespace tst_runkindpanes {

namespace {

QString label(const QWidget &parent, const char *name)
{
    return parent.findChild<PlainLabel *>(QString::fromLatin1(name))->plainText();
}

} // namespace

/// The same pane for each kind of run, with what a run of that kind counts.
class TestRunKindPanes : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void kinds_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("shares"); ///< Name and per cent, as they are said to who does not see the bars.
        const auto row = [](RunKind kind, const char *shares) {
            QTest::newRow(qPrintable(runKindKey(kind))) << int(kind) << QString::fromUtf8(shares);
        };
        row(RunKind::SegmentExport, "city 61 %\nphone 96 %\nemail 100 %");
        row(RunKind::ListRead, "with a usable ID > 99 %");
        row(RunKind::ListApply, "valid numbers 99 %");
        row(RunKind::ListRestore, "restored 98 %");
        row(RunKind::LineLookup, "answered 94 %");
        row(RunKind::EnrichCheck, "");
        row(RunKind::Enrichment, "score 42 %\nlead_source 90 %");
        row(RunKind::EnrichUndoCheck, "");
        row(RunKind::EnrichUndo, "restored 95 %");
        row(RunKind::Transcripts, "fetched and masked 95 %");
        row(RunKind::AudiencePut, "");
        row(RunKind::AudiencePublish, "verified in the list 72 %\naccepted by the server 90 %");
        row(RunKind::DoNotCallCheck, "answered 95 %");
        row(RunKind::ListDeletion, "deleted 60 %");
        row(RunKind::DoNotCallChange, "changed, verified in the group 16 %");
        row(RunKind::DoNotCallUndo, "changed, verified in the group 16 %");
    }

    void kinds()
    {
        QFETCH(int, kind);
        QFETCH(QString, shares);
        KindRun run(RunKind(kind), QStringLiteral("Spring visitors"));
        RunPane pane;
        pane.setRun(&run);
        pane.resize(1000, 560);
        pane.show();
        const RunMetrics metrics = metricsOf(RunKind(kind));
        run.put(RunState::Running, metrics);
        const auto *plot = pane.findChild<LatencyPlot *>();
        QTRY_VERIFY(plot->chart());
        QVERIFY(label(pane, "runTitleLabel").startsWith(runKindText(RunKind(kind))));
        const auto *fill = pane.findChild<FillBars *>();
        QCOMPARE(fill->isVisible(), !shares.isEmpty());
        if (!shares.isEmpty())
            QCOMPARE(fill->accessibleDescription(), shares);
        for (const RunMetrics::Figure &figure : metrics.figures)
            QVERIFY2(label(pane, "runFiguresLabel").contains(figureText(figure)), qPrintable(figure.key));
        QVERIFY(label(pane, "runFactsLabel").contains(QStringLiteral("2 retries")));
        QCOMPARE(label(pane, "runProgressLabel").contains(QStringLiteral("total unknown")), !metrics.total);
    }

    void aShareOfNothingIsNotShown()
    {
        for (std::size_t kind = 0; kind < runKindCount; ++kind)
            QVERIFY2(runShares(RunKind(kind), {}).isEmpty(), qPrintable(runKindKey(RunKind(kind))));
    }

    void noShareIsAboveTheWhole()
    {
        for (std::size_t kind = 0; kind < runKindCount; ++kind) {
            for (const RunMetrics::FieldFill &share : runShares(RunKind(kind), metricsOf(RunKind(kind)))) {
                QVERIFY(share.filled >= 0 && share.filled <= share.total);
                QVERIFY(!shareText(RunKind(kind), share.name).isEmpty());
            }
        }
    }

    void theLastRunStandsBesideOnlyWhereItIsKnown()
    {
        KindRun run(RunKind::SegmentExport, QStringLiteral("All customers"));
        RunPane pane;
        pane.setRun(&run);
        run.put(RunState::Running, metricsOf(RunKind::SegmentExport));
        const auto *fill = pane.findChild<FillBars *>();
        QVERIFY(!fill->accessibleDescription().contains(QStringLiteral("last run")));
        pane.setLastFill({{QStringLiteral("city"), 65, 100}});
        QVERIFY(fill->accessibleDescription().startsWith(QStringLiteral("city 61 %, last run: 65 %\nphone 96 %\n")));
        pane.setRun(&run); // another run has another last one
        QVERIFY(!fill->accessibleDescription().contains(QStringLiteral("last run")));
    }

    void sectionsStandBehindTheEvents()
    {
        KindRun run(RunKind::AudiencePut, QStringLiteral("Gold"));
        RunPane pane;
        pane.show();
        pane.setRun(&run);
        auto *tabs = pane.findChild<QTabWidget *>(QStringLiteral("runTabs"));
        QVERIFY(!tabs->isVisible()); // nothing to tell, no room taken
        auto *section = new QWidget(&pane);
        pane.addSection(QStringLiteral("Audit history"), section);
        QVERIFY(tabs->isVisible());
        QCOMPARE(tabs->tabText(tabs->count() - 1), QStringLiteral("Audit history"));
        tabs->setCurrentWidget(section);
        QVERIFY(section->isVisible());
    }

    void pictures_data() { addLooks(); }
    void pictures()
    {
        wear();
        for (std::size_t kind = 0; kind < runKindCount; ++kind) {
            KindRun run(RunKind(kind),
                        QStringLiteral("Spring visitors of all shops between the river and the old town"));
            run.setTenant(RunTenant{QStringLiteral("Acme"), Environment::Production});
            QWidget page; // scrolls the pane where it is too low, as every page does
            RunPane &pane = *new RunPane(&page);
            fillColumn(&page, 0, {{formArea(&pane), 1}});
            pane.setRun(&run);
            RunMetrics metrics = metricsOf(RunKind(kind));
            run.putEvent(QStringLiteral("signed_in"), {});
            run.putEvent(QStringLiteral("throttled"), {{QStringLiteral("wait_ms"), 2000}});
            run.put(RunState::Running, metrics);
            if (RunKind(kind) == RunKind::SegmentExport)
                pane.setLastFill({{QStringLiteral("city"), 65, 100}, {QStringLiteral("phone"), 94, 100}});
            page.show();
            QTRY_VERIFY(pane.findChild<LatencyPlot *>()->chart());
            keep(page, QStringLiteral("run-") + runKindKey(RunKind(kind)));
        }
        takeOff();
    }
};

MUSTER_TEST(TestRunKindPanes, QApplication)

} // namespace tst_runkindpanes
#include "tst_runkindpanes.moc"
