// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/allrunspane.h"

#include "models/items/measuresmodel.h"
#include "models/items/runmodels.h"
#include "models/items/runrecordsmodel.h"
#include "models/items/trendmodel.h"
#include "models/rules/exportorder.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/store/runhistory.h"
#include "resources/resources.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakerun.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/comparerunsdialog.h"
#include "ui/runs/pastrunactions.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runtrenddialog.h"
#include "ui/runs/trendplot.h"
#include "ui/transcripts/fetchcontroller.h"
#include "ui/transcripts/policychoice.h"
#include "ui/transcripts/transcriptspage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_allruns {

namespace {

const QDateTime noon = QDateTime(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

QString idOf(int number)
{
    return QStringLiteral("%1").arg(number, 32, 16, QLatin1Char('0'));
}

ExportOrder orderOf(int number, const QString &profileId)
{
    ExportOrder order;
    order.profileId = profileId;
    order.profileName = QStringLiteral("Acme");
    order.query.segmentId = QStringLiteral("seg-1");
    order.query.attributes = {QStringLiteral("email")};
    order.segmentName = QStringLiteral("Spring visitors");
    order.targetFile = QStringLiteral("/data/spring-%1.csv").arg(number);
    return order;
}

} // namespace

class TestAllRuns : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    SteadyAnswers m_answers;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;

    RunHistory &history() const { return m_workspace->runHistory(); }

    static JournalRun journalRun(int number)
    {
        const FrozenExportOrder order = freeze(orderOf(number, QString(32, u'a')));
        return {.id = idOf(number),
                .kind = QStringLiteral("segment_export"),
                .title = QStringLiteral("Spring visitors"),
                .profileId = QString(32, u'a'),
                .profileName = QStringLiteral("Acme"),
                .target = order.order.targetFile,
                .order = order.json,
                .orderDigest = order.digest,
                .startedAt = noon.addSecs(number * 60),
                .changedAt = noon.addSecs(number * 60 + 30),
                .state = QStringLiteral("running"),
                .reasonKey = {},
                .progress = "{}"};
    }
    /// Run `number` begun that many minutes after noon; "running" in the journal unless `outcome` says more.
    void keep(int number, const QString &outcome, qint64 records = 0, double share = 0.5,
              std::chrono::milliseconds latency = 40ms, const char *kind = "segment_export",
              const QString &attribute = QStringLiteral("email"))
    {
        JournalRun run = journalRun(number);
        run.kind = QLatin1String(kind);
        QVERIFY(history().begin(run));
        if (outcome.isEmpty())
            return;
        RunMeasures life;
        life.lives = 1;
        life.wall = 90s;
        life.records = life.recordsDone = records;
        life.fill = {{attribute, qint64(double(records) * share), records}};
        life.latency.add(latency);
        QVERIFY(m_workspace->journal().update(run.id, outcome, {}, "{}"));
        QVERIFY(history().endLife(run.id, life,
                                  {.at = noon.addSecs(number * 60 + 30),
                                   .outcome = outcome,
                                   .errorKind = {},
                                   .errorCode = {},
                                   .findings = {},
                                   .resultFile = run.target}));
    }

    static QStringList titles(const RunRecordsModel &model, int column)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.index(row, column).data().toString();
        return texts;
    }
    static QString label(const QWidget &parent, const char *name)
    {
        const auto *found = parent.findChild<PlainLabel *>(QLatin1String(name));
        return found != nullptr ? found->plainText() : QStringLiteral("no such label");
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_answers.told.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.setWall(noon.addDays(1));
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
        QVERIFY(opened);
        m_workspace = *std::move(opened);
    }
    void cleanup() { m_workspace.reset(); }

    void pagesAreReadWhenTheyAreScrolledTo()
    {
        constexpr int runs = 250;
        for (int number = 0; number < runs; ++number)
            keep(number, QStringLiteral("complete"), number);
        RunRecordsModel model(history());
        // It asks for more whenever it can, while rows are told of as well.
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy read(&model, &RunRecordsModel::pageRead);
        model.setFilter({});
        QTRY_VERIFY(!model.isReading());
        QVERIFY(model.rowCount() >= RunRecordsModel::pageSize);
        while (model.isReading() || model.canFetchMore({})) {
            model.fetchMore({});
            QTRY_VERIFY(!model.isReading());
        }
        QCOMPARE(model.rowCount(), runs);
        for (int row = 0; row < runs; ++row)
            QCOMPARE(model.at(row)->run.id, idOf(runs - 1 - row)); // newest first, none twice
        QVERIFY(read.size() >= 3); // never more than a page at once
        keep(runs, QStringLiteral("complete"), 7);
        model.refresh();
        QTRY_VERIFY(!model.isReading());
        QCOMPARE(model.at(0)->run.id, idOf(runs));
    }

    void aFilterOvertakesThePageBeforeIt()
    {
        keep(1, QStringLiteral("complete"), 10);
        keep(2, QStringLiteral("failed"), 5);
        RunRecordsModel model(history());
        model.setFilter({.state = QStringLiteral("complete")});
        model.setFilter({.state = QStringLiteral("failed")});
        QTRY_VERIFY(!model.isReading());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.at(0)->run.id, idOf(2));
    }

    void rowsSayHowARunEnded()
    {
        keep(1, QStringLiteral("complete"), 1200, 0.25, 800ms);
        keep(2, QString()); // running in the journal
        keep(3, QStringLiteral("discarded"), 3);
        RunRecordsModel model(history());
        model.setFilter({});
        QTRY_VERIFY(!model.isReading());
        const QString untold = QStringLiteral("Interrupted");
        QCOMPARE(titles(model, RunRecordsModel::State),
                 (QStringList{QStringLiteral("Discarded"), untold, QStringLiteral("Complete")}));
        model.setActive({idOf(2)});
        QCOMPARE(model.index(1, RunRecordsModel::State).data().toString(), QStringLiteral("Running"));
        QCOMPARE(model.index(2, RunRecordsModel::Records).data().toString(), QStringLiteral("1,200"));
        QCOMPARE(model.index(2, RunRecordsModel::Fill).data().toString(), QStringLiteral("25.0 %"));
        QCOMPARE(model.index(2, RunRecordsModel::Took).data().toString(), QStringLiteral("1 min 30 s"));
        QVERIFY(model.index(1, RunRecordsModel::Records).data().toString().isEmpty()); // nothing measured yet
    }

    void aPastRunIsOpenedAsItWas()
    {
        keep(1, QStringLiteral("complete"), 1200, 0.25);
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *badge = pane.findChild<RunPane *>(QStringLiteral("pastRunPane"));
        QVERIFY(badge);
        QTRY_VERIFY(badge->run() != nullptr);
        QCOMPARE(badge->run()->id(), idOf(1));
        QCOMPARE(badge->run()->outcome()->kind, RunOutcome::Kind::Complete);
        QCOMPARE(badge->run()->metrics().records, qint64(1200));
        QCOMPARE(badge->run()->metrics().fill.first().filled, qint64(300));
        QCOMPARE(badge->run()->outcome()->resultFile, QStringLiteral("/data/spring-1.csv"));
        QVERIFY(!pane.findChild<QPushButton *>(QStringLiteral("dismissRunButton"))->isVisible());
        QVERIFY(!pane.findChild<QPushButton *>(QStringLiteral("resumePastRunButton"))->isEnabled());
    }

    void onlyWhatCanBeTakenUpIsOfferedSo()
    {
        keep(1, QStringLiteral("paused"), 10);
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *table = pane.findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        auto *resume = pane.findChild<QPushButton *>(QStringLiteral("resumePastRunButton"));
        QTRY_VERIFY(!table->selectionModel()->selectedRows().isEmpty());
        QVERIFY(!resume->isEnabled());
        pane.setRuns({}, {idOf(1)});
        QVERIFY(resume->isEnabled());
        QSignalSpy asked(&pane, &AllRunsPane::resumeAsked);
        resume->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), idOf(1));
    }

    void theChosenRunStaysChosenWhenTheListIsReadAnew()
    {
        keep(1, QStringLiteral("complete"), 10);
        keep(2, QStringLiteral("complete"), 20);
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *table = pane.findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(1);
        const auto *shown = pane.findChild<RunPane *>(QStringLiteral("pastRunPane"));
        QCOMPARE(shown->run()->id(), idOf(1));
        keep(3, QString());
        pane.setRuns({idOf(3)}, {});
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QTRY_VERIFY(shown->run() && shown->run()->id() == idOf(1));
        QCOMPARE(table->selectionModel()->selectedRows().first().row(), 2);
    }

    void filtersAreTypedChosenAndCleared()
    {
        keep(1, QStringLiteral("complete"), 10);
        keep(2, QStringLiteral("failed"), 5);
        keep(3, QStringLiteral("complete"), 5, 0.5, 40ms, "list_apply");
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *table = pane.findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 3);
        auto *kind = pane.findChild<QComboBox *>(QStringLiteral("runKindCombo"));
        kind->setCurrentIndex(kind->findData(QStringLiteral("list_apply")));
        Q_EMIT kind->activated(kind->currentIndex());
        QTRY_COMPARE(table->model()->rowCount(), 1);
        pane.findChild<QPushButton *>(QStringLiteral("clearRunFilterButton"))->click();
        QTRY_COMPARE(table->model()->rowCount(), 3);
        pane.findChild<QLineEdit *>(QStringLiteral("runSearchEdit"))->setText(QStringLiteral("spring-2"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        pane.findChild<QLineEdit *>(QStringLiteral("runSearchEdit"))->setText(QStringLiteral("No matching runs"));
        QTRY_COMPARE(table->model()->rowCount(), 0);
        QTRY_VERIFY(!table->isVisible()); // the empty state says why
        pane.open(idOf(3));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_COMPARE(table->model()->index(0, RunRecordsModel::Title).data().toString().contains(u"Spring"), true);
    }

    void theTrendIsOfTheRunsOfTheSameSegment()
    {
        for (int number = 1; number <= 3; ++number)
            keep(number, QStringLiteral("complete"), 1000 + number, 0.5);
        keep(4, QStringLiteral("failed"), 10);
        keep(5, QStringLiteral("complete"), 10, 0.5, 40ms, "list_apply");
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *table = pane.findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 5);
        table->selectRow(3);
        QSignalSpy asked(&pane, &AllRunsPane::trendAsked);
        pane.findChild<QPushButton *>(QStringLiteral("runTrendButton"))->click();
        QCOMPARE(asked.size(), 1);
        QWidget window;
        PastRunActions actions(&window, *m_workspace);
        actions.showTrend(asked.first().first().toString());
        QTRY_VERIFY(window.findChild<RunTrendDialog *>());
        auto *plot = window.findChild<TrendPlot *>();
        plot->showTable(true);
        const auto *trend = window.findChild<TrendModel *>();
        QCOMPARE(trend->rowCount(), 3); // neither the one that failed nor that of the list
        QCOMPARE(trend->rows().first().records, qint64(1001));
        QCOMPARE(trend->rows().last().records, qint64(1003));
    }

    void anOpenTrendTakesInARunThatEnds()
    {
        for (int number = 1; number <= 3; ++number)
            keep(number, QStringLiteral("complete"), 1000 + number, 0.5);
        QWidget window;
        window.show();
        PastRunActions actions(&window, *m_workspace);
        actions.showTrend(idOf(1));
        QTRY_VERIFY(window.findChild<RunTrendDialog *>());
        auto *dialog = window.findChild<RunTrendDialog *>();
        auto *measure = dialog->findChild<QComboBox *>(QStringLiteral("trendMeasureCombo"));
        measure->setCurrentIndex(measure->findText(QStringLiteral("Records")));
        auto *plot = dialog->findChild<TrendPlot *>();
        plot->showTable(true);
        auto *table = dialog->findChild<DataTable *>(QStringLiteral("trendTable"));
        table->setCurrentIndex(table->model()->index(1, TrendModel::Records));
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        FakeRun ended(QStringLiteral("Spring visitors"));
        const auto chosen = [table] { return table->currentIndex().siblingAtColumn(TrendModel::Records).data(); };

        keep(4, QStringLiteral("complete"), 1004, 0.5);
        Q_EMIT m_workspace->runs().runFinished(&ended);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        QCOMPARE(table->model()->index(3, TrendModel::Records).data().toString(), QStringLiteral("1,004"));
        QCOMPARE(chosen().toString(), QStringLiteral("1,002"));
        QCOMPARE(measure->currentText(), QStringLiteral("Records"));
        QVERIFY(table->hasFocus());
        QVERIFY(label(*plot, "trendSummaryLabel").startsWith(QStringLiteral("4 complete runs")));

        // One of other attributes: other columns, the same choice.
        const int columns = table->model()->columnCount();
        keep(5, QStringLiteral("complete"), 1005, 0.5, 40ms, "segment_export", QStringLiteral("city"));
        Q_EMIT m_workspace->runs().runFinished(&ended);
        QTRY_COMPARE(table->model()->rowCount(), 5);
        QCOMPARE(table->model()->columnCount(), columns + 1);
        QCOMPARE(chosen().toString(), QStringLiteral("1,002"));
        QVERIFY(table->hasFocus());
    }

    void twoRunsAreComparedTheEarlierFirst()
    {
        keep(1, QStringLiteral("complete"), 1000, 0.5, 100ms);
        keep(2, QStringLiteral("complete"), 1100, 0.75, 200ms);
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *table = pane.findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 2);
        auto *compare = pane.findChild<QPushButton *>(QStringLiteral("compareRunsButton"));
        QTRY_VERIFY(!compare->isEnabled());
        auto *hint = pane.findChild<EmptyState *>(QStringLiteral("notOneRunState"));
        QTRY_VERIFY(!hint->isVisible());
        table->selectAll();
        QVERIFY(compare->isEnabled());
        // Nobody asked whether anything runs.
        QVERIFY(hint->isVisible() && !pane.pane()->isVisible());
        auto *offer = hint->findChild<QPushButton *>();
        QVERIFY(offer->isVisible());
        QSignalSpy asked(&pane, &AllRunsPane::compareAsked);
        compare->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first(), (QVariantList{idOf(1), idOf(2)}));

        PastRunActions actions(&pane, *m_workspace);
        actions.compare(idOf(1), idOf(2));
        QTRY_VERIFY(pane.findChild<CompareRunsDialog *>());
        auto *dialog = pane.findChild<CompareRunsDialog *>();
        const auto *rows = dialog->findChild<MeasuresModel *>();
        QHash<QString, QStringList> said;
        for (const MeasureTexts &row : rows->rows())
            said.insert(row.name.trimmed(), row.values + QStringList{row.change});
        QCOMPARE(said.value(QStringLiteral("Records")),
                 (QStringList{QStringLiteral("1,000"), QStringLiteral("1,100"), QStringLiteral("+10 %")}));
        QCOMPARE(said.value(QStringLiteral("p95")).last(), QStringLiteral("+100 %"));
        QCOMPARE(said.value(QStringLiteral("email")).last(), QStringLiteral("+50 %"));
        QVERIFY(label(*dialog, "compareRunsNote").contains(u"settings differ")); // the files are others
        QSignalSpy files(dialog, &CompareRunsDialog::filesAsked);
        dialog->findChild<QPushButton *>(QStringLiteral("compareRunFilesButton"))->click();
        QCOMPARE(files,
                 (QList<QVariantList>{{QStringLiteral("/data/spring-1.csv"), QStringLiteral("/data/spring-2.csv")}}));
    }

    void anExportIsRepeatedOnItsTenant()
    {
        keep(1, QStringLiteral("complete"), 10);
        QWidget window;
        PastRunActions actions(&window, *m_workspace);
        QSignalSpy asked(&actions, &PastRunActions::exportAsked);
        QSignalSpy opened(&actions, &PastRunActions::openAsked);
        actions.repeat(idOf(1));
        QTRY_COMPARE(m_answers.told.size(), 1); // the connection is not there
        QVERIFY(m_answers.told.first().contains(u"Acme"));
        QVERIFY(asked.isEmpty());

        ConnectionProfile profile = contractProfile(QStringLiteral("Acme"), QUrl(QStringLiteral("http://127.0.0.1:9")));
        profile.id = QString(32, u'a');
        profile.clientId = QStringLiteral("client");
        QVERIFY(m_workspace->profiles().save(profile));
        std::unique_ptr<TenantSession> session;
        connect(&actions, &PastRunActions::openAsked, this, [&](const ConnectionProfile &wanted) {
            session = m_workspace->connectTo(wanted);
            actions.join(session.get());
        });
        actions.repeat(idOf(1));
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(opened.size(), 1);
        const auto order = asked.first().first().value<ExportOrder>();
        QCOMPARE(order.query.segmentId, QStringLiteral("seg-1"));
        QCOMPARE(order.targetFile, QStringLiteral("/data/spring-1.csv"));
        actions.repeat(idOf(1)); // it is open now
        QTRY_COMPARE(asked.size(), 2);
        QCOMPARE(opened.size(), 1);
        actions.join(nullptr);
    }

    void fetchedTranscriptsAreAskedForAnewWithTheirSettings()
    {
        ConnectionProfile profile = contractProfile(QStringLiteral("Acme"), QUrl(QStringLiteral("http://127.0.0.1:9")));
        profile.id = QString(32, u'a');
        profile.clientId = QStringLiteral("client");
        QVERIFY(m_workspace->profiles().save(profile));
        TranscriptOrder order;
        order.interactionIds = {QStringLiteral("i-1"), QStringLiteral("i-2")};
        order.mediaTypes = {MediaType::Chat};
        order.redaction = RedactionPolicy::Full;
        order.concurrentDownloads = 7;
        order.folder = m_folder->path(); // taken
        order.format = TranscriptFormat::Text;
        order.writeRaw = true;
        const FrozenTranscripts frozen
            = freeze(order, {.name = QStringLiteral("Strict"), .version = 1, .digest = {}}, profile);
        JournalRun run;
        run.id = idOf(1);
        run.kind = QStringLiteral("transcripts");
        run.profileId = profile.id;
        run.profileName = profile.name;
        run.order = frozen.json;
        run.orderDigest = frozen.digest;
        run.startedAt = run.changedAt = noon;
        run.state = QStringLiteral("running");
        run.progress = "{}";
        QVERIFY(history().begin(run));
        QWidget window;
        PastRunActions actions(&window, *m_workspace);
        const std::unique_ptr<TenantSession> session = m_workspace->connectTo(profile);
        actions.join(session.get());
        std::optional<TranscriptOrder> asked;
        QString policy;
        connect(&actions, &PastRunActions::transcriptsAsked, this,
                [&](const TranscriptOrder &wanted, const QString &by) {
                    asked = wanted;
                    policy = by;
                });
        actions.repeat(idOf(1));
        QTRY_VERIFY(asked);
        QCOMPARE(policy, QStringLiteral("Strict"));

        TranscriptsPage page;
        FetchController controller(page, *session, *m_workspace);
        page.fetch()->form()->setPolicies({.saved = {QStringLiteral("Strict")}});
        controller.repeat(*asked, policy);
        const FetchChoice choice = page.fetch()->choice();
        QCOMPARE(choice.request.interactionIds, order.interactionIds);
        QCOMPARE(choice.request.mediaTypes, order.mediaTypes);
        QCOMPARE(choice.request.redaction, order.redaction);
        QCOMPARE(choice.request.concurrentDownloads, 7);
        QCOMPARE(choice.form, TranscriptForm::Text);
        QCOMPARE(choice.policy, QStringLiteral("Strict"));
        QCOMPARE(choice.folder, QString(m_folder->path() + QStringLiteral(" (2)")));
        QVERIFY(!choice.raw); // a word of its own, each time
        QVERIFY(m_workspace->runs().runs().isEmpty());
        actions.join(nullptr);
    }

    void whatCannotBeRepeatedSaysWhy()
    {
        keep(1, QStringLiteral("complete"), 10);
        keep(2, QStringLiteral("complete"), 10, 0.5, 40ms, "enrich_undo");
        keep(3, QStringLiteral("complete"), 10, 0.5, 40ms, "list_restore");
        AllRunsPane pane(history());
        pane.resize(1000, 700);
        pane.show();
        auto *table = pane.findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 3);
        const auto *repeat = pane.findChild<QPushButton *>(QStringLiteral("repeatRunButton"));
        const QStringList whys{QStringLiteral("A restore can’t be repeated"),
                               QStringLiteral("An undo can’t be repeated")};
        for (int row = 0; row < 2; ++row) {
            table->selectRow(row);
            QVERIFY(!repeat->isEnabled());
            QVERIFY2(repeat->toolTip().startsWith(whys[row]), qPrintable(repeat->toolTip()));
        }
        table->selectRow(2);
        QVERIFY(repeat->isEnabled());
        QVERIFY(!repeat->toolTip().contains(QStringLiteral("cannot")));
    }

    void whatIsNotThereIsNotRepeated()
    {
        QWidget window;
        PastRunActions actions(&window, *m_workspace);
        actions.repeat(idOf(9));
        QTRY_COMPARE(m_answers.told.size(), 1);
        actions.compare(idOf(9), idOf(8));
        QTRY_COMPARE(m_answers.told.size(), 2);
    }

    void activityHasThemOnASideOfTheirOwn()
    {
        keep(1, QStringLiteral("complete"), 10);
        RunListModel runs;
        ActivityPage page(&runs);
        page.offerAllRuns(history());
        page.resize(1000, 700);
        page.show();
        auto *tabs = page.findChild<QTabWidget *>(QStringLiteral("activityTabs"));
        QCOMPARE(tabs->currentIndex(), 0);
        QVERIFY(page.allRuns() == nullptr); // not built before it is looked at
        QSignalSpy built(&page, &ActivityPage::allRunsBuilt);
        page.showPast(idOf(1));
        QCOMPARE(tabs->currentIndex(), 1);
        QCOMPARE(built.size(), 1);
        auto *table = page.allRuns()->findChild<DataTable *>(QStringLiteral("allRunsTable"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        tabs->setCurrentIndex(0);
        tabs->setCurrentIndex(1);
        QCOMPARE(built.size(), 1);
    }
};

MUSTER_TEST(TestAllRuns, QApplication)

} // namespace tst_allruns
#include "tst_allruns.moc"
