// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runtrenddialog.h"

#include "models/items/trendmodel.h"
#include "models/text/trendtexts.h"
#include "resources/resources.h"
#include "tests/support/looks.h"
#include "tests/support/testprogram.h"
#include "tests/support/trendsamples.h"
#include "ui/common/datatable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/runs/trendplot.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_runtrenddialog {

namespace {

class Places final : public Prompts
{
public:
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        answer(place);
    }
    QString place;
};

QString label(const QWidget &parent, const char *name)
{
    return parent.findChild<PlainLabel *>(QLatin1String(name))->plainText();
}

} // namespace

class TestRunTrendDialog : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }
    void init() { Prompts::replace(&m_places); }
    void cleanup() { Prompts::replace(nullptr); }

    void drawsWhatMovedMostAndHasTheRestInTheTable()
    {
        auto *dialog = shown(sampleTrend());
        auto *plot = dialog->findChild<TrendPlot *>();
        QTRY_VERIFY(plot->chart());
        QCOMPARE(plot->measure(), TrendPlot::Measure::Shares);
        QCOMPARE(plot->drawnShares().size(), 3); // and all together
        QVERIFY(plot->drawnShares().contains(QStringLiteral("city")));
        QVERIFY(label(*dialog, "runTrendNoteLabel").contains(QStringLiteral("all 4")));
        plot->showTable(true);
        auto *table = dialog->findChild<DataTable *>(QStringLiteral("trendTable"));
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 26);
        QCOMPARE(table->model()->columnCount(), int(TrendModel::FirstShare) + 4);
        QCOMPARE(table->model()->index(0, TrendModel::Records).data().toString(), QStringLiteral("46,000"));
        QCOMPARE(table->model()->index(0, TrendModel::FirstShare).data().toString(), QStringLiteral("100.0 %"));
        delete dialog;
    }

    void theMeasureIsChosen()
    {
        auto *dialog = shown(sampleTrend());
        auto *plot = dialog->findChild<TrendPlot *>();
        auto *measure = dialog->findChild<QComboBox *>(QStringLiteral("trendMeasureCombo"));
        QCOMPARE(measure->count(), 3);
        QTRY_VERIFY(plot->chart());
        for (int i = 0; i < measure->count(); ++i) {
            measure->setCurrentIndex(i);
            QCOMPARE(int(plot->measure()), measure->currentData().toInt());
        }
        QVERIFY(!dialog->findChild<PlainLabel *>(QStringLiteral("runTrendNoteLabel"))->isVisible());
        delete dialog;
    }

    void theKeysLeadFromRunToRun()
    {
        auto *dialog = shown(sampleTrend());
        auto *plot = dialog->findChild<TrendPlot *>();
        QTRY_VERIFY(plot->chart());
        const QString summary = label(*plot, "trendSummaryLabel");
        QVERIFY2(summary.startsWith(QStringLiteral("26 complete runs")), qPrintable(summary));
        const RunTrend trend = sampleTrend();
        QTest::keyClick(plot, Qt::Key_Home);
        QCOMPARE(label(*plot, "trendSummaryLabel"), trendPointText(trend.points.first()));
        QTest::keyClick(plot, Qt::Key_Right);
        QCOMPARE(label(*plot, "trendSummaryLabel"), trendPointText(trend.points[1]));
        QTest::keyClick(plot, Qt::Key_End);
        QCOMPARE(label(*plot, "trendSummaryLabel"), trendPointText(trend.points.last()));
        QTest::keyClick(plot, Qt::Key_Escape);
        QCOMPARE(label(*plot, "trendSummaryLabel"), summary);
        QVERIFY(dialog->isVisible()); // the first Esc is the cursor's
        delete dialog;
    }

    void theCursorStaysWithItsRunWhenAnotherOneEnds()
    {
        const QList<RunRecord> all = sampleExports();
        auto *dialog = shown(RunTrend::of(RunKind::SegmentExport, all.mid(1)));
        auto *plot = dialog->findChild<TrendPlot *>();
        QTRY_VERIFY(plot->chart());
        QTest::keyClick(plot, Qt::Key_Home);
        QTest::keyClick(plot, Qt::Key_Right);
        const RunTrend later = RunTrend::of(RunKind::SegmentExport, all);
        const QString second = trendPointText(later.points[1]);
        QCOMPARE(label(*plot, "trendSummaryLabel"), second);
        QSignalSpy drawn(plot, &TimePlot::drawn);
        dialog->setTrend(later);
        QTRY_VERIFY(!drawn.isEmpty());
        QCOMPARE(label(*plot, "trendSummaryLabel"), second);
        QTest::keyClick(plot, Qt::Key_Right);
        QCOMPARE(label(*plot, "trendSummaryLabel"), trendPointText(later.points[2]));
        QTest::keyClick(plot, Qt::Key_End); // the new one is there
        QCOMPARE(label(*plot, "trendSummaryLabel"), trendPointText(later.points.last()));
        QVERIFY(plot->hasFocus());
        delete dialog;
    }

    void aTrendBeginsWithTheSecondRun()
    {
        auto *dialog = shown(RunTrend::of(RunKind::SegmentExport, {}));
        auto *plot = dialog->findChild<TrendPlot *>();
        auto *measure = dialog->findChild<QComboBox *>(QStringLiteral("trendMeasureCombo"));
        QCOMPARE(measure->count(), 2); // nothing says which shares there are
        const auto says = [plot](const char *words) {
            const QList<PlainLabel *> labels = plot->findChildren<PlainLabel *>();
            return std::ranges::any_of(labels, [words](const PlainLabel *one) {
                return one->isVisible() && one->plainText().contains(QLatin1String(words));
            });
        };
        QVERIFY(says("there are none yet"));
        const QList<RunRecord> two = sampleExports(2);
        dialog->setTrend(RunTrend::of(RunKind::SegmentExport, two.mid(1)));
        QVERIFY(says("there is one so far"));
        dialog->setTrend(RunTrend::of(RunKind::SegmentExport, two));
        QVERIFY(measure->isEnabled());
        QCOMPARE(measure->count(), 3);
        QTRY_VERIFY(plot->chart());
        QCOMPARE(measure->currentData().toInt(), int(plot->measure()));
        delete dialog;
    }

    void oneRunIsNoTrend()
    {
        auto *dialog = shown(RunTrend::of(RunKind::SegmentExport, sampleExports(1)));
        auto *plot = dialog->findChild<TrendPlot *>();
        QStringList words;
        for (const PlainLabel *one : plot->findChildren<PlainLabel *>()) {
            if (one->isVisible())
                words << one->plainText();
        }
        QVERIFY2(words.join(u'|').contains(QStringLiteral("needs two finished runs")), qPrintable(words.join(u'|')));
        QVERIFY(!plot->chart());
        QVERIFY(!dialog->findChild<QComboBox *>(QStringLiteral("trendMeasureCombo"))->isEnabled());
        QVERIFY(!plot->findChild<QAction *>(QStringLiteral("saveTrendCsvAction"))->isEnabled());
        QTest::keyClick(plot, Qt::Key_Home); // there is no point to go to
        delete dialog;
    }

    void savesAndCopiesAsTheLatenciesAre()
    {
        QTemporaryDir folder;
        auto *dialog = shown(sampleTrend());
        auto *plot = dialog->findChild<TrendPlot *>();
        QTRY_VERIFY(plot->chart());
        QSignalSpy told(plot, &TimePlot::told);
        m_places.place = folder.filePath(QStringLiteral("trend.csv"));
        plot->findChild<QAction *>(QStringLiteral("saveTrendCsvAction"))->trigger();
        QTRY_COMPARE(told.size(), 1);
        QFile file(m_places.place);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), trendCsv({sampleTrend()}));
        QVERIFY(label(*dialog, "runTrendNoteLabel").contains(m_places.place));
        m_places.place = folder.filePath(QStringLiteral("trend.svg"));
        plot->findChild<QAction *>(QStringLiteral("saveTrendSvgAction"))->trigger();
        QTRY_COMPARE(told.size(), 2);
        QFile svg(m_places.place);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray drawing = svg.readAll();
        for (const char *text : {"All attributes", "city", "100 %"})
            QVERIFY2(drawing.contains(text), text);
        plot->findChild<QAction *>(QStringLiteral("copyTrendAction"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->text().split(u'\n').size(), 28); // head, 26 runs, the end
        delete dialog;
    }

    void pictures_data() { addLooks(); }
    void pictures()
    {
        wear();
        for (int measure = 0; measure < 3; ++measure) {
            auto *dialog = shown(sampleTrend());
            dialog->findChild<QComboBox *>(QStringLiteral("trendMeasureCombo"))->setCurrentIndex(measure);
            auto *plot = dialog->findChild<TrendPlot *>();
            QTRY_VERIFY(plot->chart());
            QTest::keyClick(plot, Qt::Key_Home);
            keepDialog(*dialog, QStringLiteral("trend-%1").arg(measure));
            delete dialog;
        }
        auto *empty = shown(RunTrend::of(RunKind::SegmentExport, sampleExports(1)));
        keepDialog(*empty, QStringLiteral("trend-empty"));
        delete empty;
        takeOff();
    }

private:
    static RunTrendDialog *shown(const RunTrend &trend)
    {
        auto *dialog = new RunTrendDialog(trend);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        (void)QTest::qWaitForWindowExposed(dialog);
        return dialog;
    }

    Places m_places;
};

MUSTER_TEST(TestRunTrendDialog, QApplication)

} // namespace tst_runtrenddialog
#include "tst_runtrenddialog.moc"
