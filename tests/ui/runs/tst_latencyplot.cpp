// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/latencyplot.h"

#include "models/items/latencymodel.h"
#include "models/sinks/csvrows.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/plots/plotmodule.h"
#include "ui/plots/seriescolours.h"
#include "ui/plots/timechart.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QMimeData>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <array>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_latencyplot {

namespace {

class Places final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.text;
        answer(accept);
    }
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        answer(place);
    }
    bool accept = true;
    QString place;
    QStringList asked;
};

QAction *action(const QWidget &plot, const char *name)
{
    return plot.findChild<QAction *>(QString::fromLatin1(name));
}

QString summary(const QWidget &plot)
{
    return plot.findChild<PlainLabel *>(QStringLiteral("latencySummaryLabel"))->plainText();
}

} // namespace

class TestLatencyPlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
        QVERIFY(m_folder.isValid());
    }
    void init()
    {
        Prompts::replace(&m_places);
        m_places.accept = true;
        m_places.asked.clear();
    }
    void cleanup() { Prompts::replace(nullptr); }

    /// The first of all: once loaded, it stays.
    void theStartDoesWithoutQtCharts()
    {
        LatencyPlot plot;
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QVERIFY(isMapped("libQt6Widgets"));
        QVERIFY(!isMapped("libQt6Charts") && !isMapped("libQt6OpenGL"));
        plot.setTrace(sampleTrace(50));
        QTRY_VERIFY(plot.chart());
        QVERIFY(isMapped("libQt6Charts"));
    }

    void saysThatThereAreNoAnswersYet()
    {
        LatencyPlot plot;
        plot.setTrace(LatencyTrace(sampleNow));
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QStringList words;
        for (const PlainLabel *label : plot.findChildren<PlainLabel *>()) {
            if (label->isVisible())
                words << label->plainText();
        }
        QVERIFY(words.contains(QStringLiteral("No responses yet")));
        QVERIFY(!action(plot, "saveLatencyPngAction")->isEnabled());
        QVERIFY(!action(plot, "saveLatencyCsvAction")->isEnabled());
        QVERIFY(!plot.chart()); // nothing to draw, nothing loaded
    }

    void aHiddenPlotDoesNothing()
    {
        LatencyPlot plot;
        QSignalSpy drawn(&plot, &LatencyPlot::drawn);
        plot.setTrace(sampleTrace(500));
        QTest::qWait(3 * LatencyPlot::updateMilliseconds);
        QCOMPARE(drawn.size(), 0);
        QVERIFY(!plot.chart());
        plot.show();
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(plot.chart());
        plot.hide();
        LatencyTrace longer = sampleTrace(500);
        longer.add(100s, 40ms);
        plot.setTrace(longer);
        QTest::qWait(3 * LatencyPlot::updateMilliseconds);
        QCOMPARE(drawn.size(), 1);
    }

    void followsTenTimesASecondAtMost()
    {
        LatencyPlot plot;
        plot.setTrace(sampleTrace(500));
        show(plot);
        QSignalSpy drawn(&plot, &LatencyPlot::drawn);
        LatencyTrace trace = sampleTrace(500);
        QElapsedTimer time;
        time.start();
        for (int i = 0; time.elapsed() < 1000; ++i) {
            trace.add(100s + i * 1ms, Duration(40 + i % 50));
            plot.setTrace(trace);
            QCoreApplication::processEvents();
        }
        QVERIFY2(drawn.size() >= 2 && drawn.size() <= 11, qPrintable(QString::number(drawn.size())));
    }

    void theKeysLeadFromPointToPoint()
    {
        LatencyPlot plot;
        const LatencyTrace trace = sampleTrace(500);
        plot.setTrace(trace);
        plot.setSummary(QStringLiteral("the summary"));
        show(plot);
        const QList<LatencyRow> rows = latencyRows(trace);
        QVERIFY(!plot.current());
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_Home);
        QCOMPARE(plot.current(), std::optional(rows.first()));
        QCOMPARE(summary(plot), latencyRowText(rows.first()));
        QCOMPARE(QAccessible::queryAccessibleInterface(&plot)->text(QAccessible::Description),
                 latencyRowText(rows.first()));
        QTest::keyClick(&plot, Qt::Key_Left); // there is nothing before it
        QCOMPARE(plot.current(), std::optional(rows.first()));
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.current(), std::optional(rows[1]));
        QTest::keyClick(&plot, Qt::Key_PageDown);
        QCOMPARE(plot.current(), std::optional(rows[11]));
        QTest::keyClick(&plot, Qt::Key_End);
        QCOMPARE(plot.current(), std::optional(rows.last()));
        QTest::keyClick(&plot, Qt::Key_Right);
        QCOMPARE(plot.current(), std::optional(rows.last()));
        // A stretch of waiting is read out in its turn.
        const auto throttled = std::ranges::find_if(
            rows, [](const LatencyRow &row) { return !row.point && row.wait == LatencyTrace::Wait::Throttled; });
        QVERIFY(throttled != rows.end());
        QTest::keyClick(&plot, Qt::Key_Home);
        for (qsizetype i = 0; i < throttled - rows.begin(); ++i)
            QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY2(summary(plot).contains(QStringLiteral("Throttled by the server, 3000 ms")), qPrintable(summary(plot)));
        QTest::keyClick(&plot, Qt::Key_Escape);
        QVERIFY(!plot.current());
        QCOMPARE(summary(plot), QStringLiteral("the summary"));
    }

    void theCursorStaysWithItsPointWhileTheRunGoesOn()
    {
        LatencyPlot plot;
        LatencyTrace trace = sampleTrace(500);
        plot.setTrace(trace);
        show(plot);
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_Home);
        const auto first = plot.current();
        QSignalSpy drawn(&plot, &LatencyPlot::drawn);
        trace.add(120s, 40ms);
        plot.setTrace(trace);
        QTRY_COMPARE(drawn.size(), 1);
        QCOMPARE(plot.current(), first);
    }

    void theTableShowsWhatThePlotShows()
    {
        LatencyPlot plot;
        LatencyTrace trace = sampleTrace(500);
        plot.setTrace(trace);
        show(plot);
        action(plot, "latencyTableAction")->trigger();
        QVERIFY(plot.isTable());
        const auto *table = plot.findChild<DataTable *>(QStringLiteral("latencyTable"));
        QVERIFY(table && table->isVisible());
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 30; ++i) { // while it is being fed
            trace.add(100s + i * 300ms, Duration(40 + i));
            if (i % 7 == 0)
                trace.addStretch(LatencyTrace::Wait::Network, 101s + i * 1s, 102s + i * 1s);
            plot.setTrace(trace);
            QTest::qWait(LatencyPlot::updateMilliseconds / 3);
        }
        const QList<LatencyRow> rows = latencyRows(trace);
        QTRY_COMPARE(table->model()->rowCount(), int(rows.size()));
        for (int row = 0; row < rows.size(); ++row) {
            const auto cell = [&](int column) { return table->model()->index(row, column).data().toString(); };
            QCOMPARE(cell(LatencyModel::Time), latencyTimeText(rows[row]));
            if (rows[row].point) {
                QCOMPARE(cell(LatencyModel::P95), QString::number(rows[row].point->p95.count()));
                QCOMPARE(cell(LatencyModel::Answers), QString::number(rows[row].point->answers));
            } else {
                QVERIFY(cell(LatencyModel::Waiting).startsWith(waitText(rows[row].wait)));
            }
        }
        action(plot, "latencyTableAction")->trigger();
        QVERIFY(!table->isVisible());
    }

    void aPauseIsShownAsWaitsAre()
    {
        // Taken up again two days later.
        LatencyTrace trace(sampleNow), later(sampleNow.addDays(2));
        trace.add(2s, 40ms);
        trace.lastUntil(30s);
        later.add(3s, 50ms);
        trace.append(later);
        LatencyPlot plot;
        plot.setTrace(trace);
        show(plot);
        QVERIFY(drawn(plot, QStringLiteral("paused.svg")).first.contains(QStringLiteral("paused")));
        const QByteArray csv = saved(plot, "saveLatencyCsvAction", QStringLiteral("paused.csv"));
        const QString pause = sampleNow.addSecs(30).toString(Qt::ISODateWithMs) % u','
            % sampleNow.addDays(2).toString(Qt::ISODateWithMs) % u",,,,,,,paused\r\n";
        QVERIFY2(csv.contains(pause.toUtf8()), csv.constData());
        plot.showTable(true);
        const auto *table = plot.findChild<DataTable *>(QStringLiteral("latencyTable"));
        QCOMPARE(table->model()->rowCount(), 3);
        const auto cell = [table](int column) { return table->model()->index(1, column).data().toString(); };
        QCOMPARE(cell(LatencyModel::Waiting), QStringLiteral("Paused, 47 h 59 min"));
        // A time of day alone would not tell of which day.
        QCOMPARE(cell(LatencyModel::Time),
                 sampleNow.addSecs(30).toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    }

    void savesWhatItShowsAsCsv()
    {
        LatencyPlot plot;
        const LatencyTrace trace = sampleTrace(500);
        plot.setTrace(trace);
        show(plot);
        const QByteArray bytes = saved(plot, "saveLatencyCsvAction", QStringLiteral("a.csv"));
        CsvReader reader(bytes, TextProfile::Spreadsheets);
        const QList<LatencyRow> rows = latencyRows(trace);
        const auto text
            = [](const CsvReader::Cell &cell) { return QString::fromStdString(cell.value_or(std::string())); };
        for (qsizetype row = -1; row < rows.size(); ++row) {
            const auto cells = reader.next();
            QVERIFY(cells && *cells);
            QCOMPARE((*cells)->size(), std::size_t(9));
            if (row < 0) {
                QCOMPARE(text((**cells)[4]), QStringLiteral("p95_ms"));
                continue;
            }
            QCOMPARE(QDateTime::fromString(text((**cells)[0]), Qt::ISODateWithMs), rows[row].from);
            if (rows[row].point) {
                QCOMPARE(text((**cells)[3]).toLongLong(), qint64(rows[row].point->p50.count()));
                QCOMPARE(text((**cells)[4]).toLongLong(), qint64(rows[row].point->p95.count()));
                QCOMPARE(text((**cells)[5]).toLongLong(), qint64(rows[row].point->p99.count()));
            } else {
                QVERIFY(!text((**cells)[8]).isEmpty());
            }
        }
        const auto end = reader.next();
        QVERIFY(end && !*end);
    }

    void savesAsPngTwiceAsLarge()
    {
        LatencyPlot plot;
        plot.setTrace(sampleTrace(500));
        show(plot);
        const QImage image = QImage::fromData(saved(plot, "saveLatencyPngAction", QStringLiteral("a.png")));
        const QSize shown = plot.findChild<QWidget *>(QStringLiteral("latencyChart"))->size();
        QCOMPARE(image.size(), 2 * shown);
        // The lines are on it.
        const QColor p50 = series::first(false), p95 = series::second(false);
        QVERIFY(hasColour(image, p50));
        QVERIFY(hasColour(image, p95));
    }

    void savesAsSvgWithItsTexts()
    {
        LatencyPlot plot;
        plot.setTrace(sampleTrace(500));
        show(plot);
        const auto [texts, lines] = drawn(plot, QStringLiteral("a.svg"));
        for (const char *wanted : {"p50", "p95", "p99", "throttled", "server wait"})
            QVERIFY2(texts.contains(QString::fromLatin1(wanted)), qPrintable(texts.join(u'|')));
        QVERIFY2(std::ranges::any_of(texts, [](const QString &text) { return text.endsWith(QStringLiteral(" ms")); }),
                 qPrintable(texts.join(u'|')));
        QVERIFY(!texts.contains(QStringLiteral("paused"))); // there was no such stretch
        QVERIFY(lines >= 3);
    }

    /// Between two whole seconds there is no place for a tick, and a plot without times says nothing.
    void theShortestRunHasATime()
    {
        LatencyTrace trace(QDateTime(sampleNow.date(), QTime(14, 0, 0, 5)));
        trace.add(100ms, 3ms);
        trace.add(400ms, 5ms);
        LatencyPlot plot;
        plot.setTrace(trace);
        show(plot);
        const QStringList texts = drawn(plot, QStringLiteral("short.svg")).first;
        QVERIFY2(std::ranges::any_of(
                     texts,
                     [](const QString &text) { return QTime::fromString(text, QStringLiteral("HH:mm:ss")).isValid(); }),
                 qPrintable(texts.join(u'|')));
    }

    void neverReplacesAFileUnasked()
    {
        LatencyPlot plot;
        plot.setTrace(sampleTrace(50));
        show(plot);
        QFile file(m_folder.filePath(QStringLiteral("there.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        m_places.place = file.fileName();
        m_places.accept = false;
        action(plot, "saveLatencyCsvAction")->trigger();
        QCOMPARE(m_places.asked.size(), 1);
        QTest::qWait(50);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
    }

    void F94_saysWhyAFileCouldNotBeSaved()
    {
        LatencyPlot plot;
        plot.setTrace(sampleTrace(50));
        show(plot);
        QSignalSpy told(&plot, &LatencyPlot::told);
        m_places.place = m_folder.filePath(QStringLiteral("no such folder/a.csv"));
        action(plot, "saveLatencyCsvAction")->trigger();
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(!told.first().first().toString().contains(QStringLiteral("Plot saved to")));
        QVERIFY(!QFile::exists(m_places.place));
    }

    void copiesPictureAndFigures()
    {
        LatencyPlot plot;
        const LatencyTrace trace = sampleTrace(500);
        plot.setTrace(trace);
        show(plot);
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_C, Qt::ControlModifier);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        const QStringList lines = data->text().trimmed().split(u'\n');
        QCOMPARE(lines.size(), latencyRows(trace).size() + 1);
        QCOMPARE(lines.first().split(u'\t').size(), int(LatencyModel::ColumnCount));
    }

    void withoutTheLibraryThereIsTheTable()
    {
        const QString empty = m_folder.filePath(QStringLiteral("empty"));
        PlotModule::instance().setFolder(empty);
        LatencyPlot plot;
        plot.setTrace(sampleTrace(500));
        plot.show();
        QTRY_VERIFY(plot.isTable());
        PlotModule::instance().setFolder(QStringLiteral(MUSTER_PLOTS_FOLDER));
        QVERIFY(!plot.chart());
        QVERIFY(!action(plot, "latencyTableAction")->isEnabled());
        QCOMPARE(summary(plot), QStringLiteral("The plot can’t be drawn here; the table shows the same data."));
        QVERIFY(plot.findChild<DataTable *>(QStringLiteral("latencyTable"))->model()->rowCount() > 0);
    }

    void seriesStandOutFromEveryGround()
    {
        for (const DesignTokens *tokens :
             {&lightTokens(), &darkTokens(), &lightContrastTokens(), &darkContrastTokens()}) {
            const bool dark = tokens->surface.lightness() < 128;
            for (const QColor &colour :
                 {series::first(dark), series::second(dark), series::third(dark), series::fourth(dark)})
                QVERIFY2(contrastRatio(colour, tokens->surface) >= 3.0, qPrintable(colour.name()));
        }
    }

    void aLongRunNeverHoldsTheWindow()
    {
        LatencyTrace trace(sampleNow);
        for (int i = 0; i < 100'000; ++i)
            trace.add(i * 50ms, Duration(30 + i * 7919 % 400));
        for (int i = 0; i < 200; ++i)
            trace.addStretch(LatencyTrace::Wait(i % LatencyTrace::waitCount), i * 20s, i * 20s + 5s);
        verifyNeverHeld(*this, [&trace] {
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            LatencyPlot plot;
            plot.resize(900, 400);
            plot.show();
            QVERIFY(QTest::qWaitForWindowExposed(&plot));
            QSignalSpy drawn(&plot, &LatencyPlot::drawn);
            watch.startWatch();
            LatencyTrace growing = trace;
            plot.setTrace(growing);
            QTRY_VERIFY(!drawn.isEmpty());
            for (int i = 0; i < 12; ++i) {
                growing.add(5000s + i * 100ms, Duration(30 + i));
                plot.setTrace(growing);
                QTest::qWait(LatencyPlot::updateMilliseconds);
            }
            plot.setFocus();
            QTest::keyClick(&plot, Qt::Key_Home);
            QTest::keyClick(&plot, Qt::Key_Right);
            plot.resize(1100, 500);
            QTest::qWait(50);
            watch.stopWatch();
            QVERIFY(drawn.size() > 5);
        });
    }

private:
    using Duration = LatencyTrace::Duration;

    static bool isMapped(const char *library)
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        return maps.open(QIODevice::ReadOnly) && maps.readAll().contains(library);
    }

    static void show(LatencyPlot &plot)
    {
        QSignalSpy drawn(&plot, &LatencyPlot::drawn);
        plot.resize(640, 320);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTRY_VERIFY(!drawn.isEmpty());
        QVERIFY(plot.chart());
    }

    QByteArray saved(LatencyPlot &plot, const char *name, const QString &fileName)
    {
        QSignalSpy told(&plot, &LatencyPlot::told);
        m_places.place = m_folder.filePath(fileName);
        action(plot, name)->trigger();
        [&] { QTRY_COMPARE(told.size(), 1); }();
        QFile file(m_places.place);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The texts and the number of lines of the picture that is saved as SVG.
    std::pair<QStringList, int> drawn(LatencyPlot &plot, const QString &fileName)
    {
        QXmlStreamReader xml(saved(plot, "saveLatencySvgAction", fileName));
        QStringList texts;
        int lines = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == u"text" || xml.name() == u"title")
                texts << xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            else if (xml.name() == u"polyline" || xml.name() == u"path")
                ++lines;
        }
        [&] { QVERIFY2(!xml.hasError(), qPrintable(xml.errorString())); }();
        return {texts, lines};
    }

    static bool hasColour(const QImage &image, const QColor &colour)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).rgb() == colour.rgb())
                    return true;
            }
        }
        return false;
    }

    Places m_places;
    QTemporaryDir m_folder;
};

MUSTER_TEST(TestLatencyPlot, WatchedApplication)

} // namespace tst_latencyplot
#include "tst_latencyplot.moc"
