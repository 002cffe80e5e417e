// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/teampane.h"

#include "models/items/runmodels.h"
#include "models/items/teammodels.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/teamcomputer.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/errorpanel.h"
#include "ui/common/theme.h"
#include "ui/runs/activitypage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_teampane {

/// What two computers have told is seen on one of them.
class TestTeamPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        Theme::instance().apply(Theme::Mode::Light);
        QVERIFY2(m_server.begin(), m_server.why());
    }
    void init()
    {
        QVERIFY2(m_server.forgetTables(), m_server.why());
        QVERIFY2(m_server.prepare(), m_server.why());
        m_home = std::make_unique<QTemporaryDir>();
        m_one = std::make_unique<TeamComputer>(m_home->filePath(u"one"_s));
        m_other = std::make_unique<TeamComputer>(m_home->filePath(u"other"_s));
    }
    void cleanup()
    {
        m_pane.reset();
        m_other.reset();
        m_one.reset();
    }

    void everybodysRunsStandInOneList()
    {
        bothTell();
        QCOMPARE(column(runs(), TeamRunsModel::Computer), (QStringList{u"Front desk"_s, u"Office"_s}));
        QCOMPARE(column(runs(), TeamRunsModel::State), (QStringList{u"Complete"_s, u"Complete"_s}));
        QCOMPARE(column(runs(), TeamRunsModel::Records), (QStringList{u"7"_s, u"7"_s}));
        QVERIFY(details().contains(u"reported by the role muster"_s));
        keepPicture(*m_pane, u"team-runs"_s);
    }

    void oneComputersAreFound()
    {
        bothTell();
        QTRY_COMPARE(computers()->count(), 3);
        computers()->setCurrentIndex(computers()->findText(u"Office"_s));
        Q_EMIT computers()->activated(computers()->currentIndex());
        QTRY_COMPARE(column(runs(), TeamRunsModel::Computer), QStringList{u"Office"_s});
        find<QLineEdit>("teamSearchEdit")->setText(u"nobody has such a run"_s);
        QTRY_COMPARE(runs()->rowCount(), 0);
        QTRY_VERIFY(!find<QWidget>("teamRunsTable")->isVisible());
        find<QPushButton>("clearTeamFilterButton")->click();
        QTRY_COMPARE(runs()->rowCount(), 2);
        QCOMPARE(computers()->currentIndex(), 0);
    }

    void theHistoryOfARunIsAClickAway()
    {
        bothTell();
        const QString run = m_pane->findChild<TeamReader *>()->runs()->at(0)->record.run.id;
        find<QPushButton>("teamEntriesOfRunButton")->click();
        const QAbstractItemModel *entries = find<QTableView>("teamEntriesTable")->model();
        QTRY_COMPARE(entries->rowCount(), 2);
        QTRY_VERIFY(find<QTableView>("teamEntriesTable")->isVisible());
        QCOMPARE(column(entries, TeamEntriesModel::Event), (QStringList{u"Export completed"_s, u"Export started"_s}));
        for (int row = 0; row < 2; ++row)
            QCOMPARE(m_pane->findChild<TeamReader *>()->entries()->at(row)->entry.runId, run);
        QVERIFY(details().contains(run));
        keepPicture(*m_pane, u"team-history"_s);
    }

    void whatIsThereStaysWhileTheServerIsAway()
    {
        bothTell();
        QVERIFY(m_server.kill());
        find<QPushButton>("readTeamButton")->click();
        QTRY_VERIFY(find<QWidget>("teamNoticeLabel")->isVisible());
        QCOMPARE(runs()->rowCount(), 2);
        // Whoever comes then is told why there is nothing.
        m_pane = std::make_unique<TeamPane>(m_one->team());
        m_pane->show();
        QTRY_VERIFY(find<QWidget>("teamErrorPanel")->isVisible());
        QVERIFY2(m_server.start(), m_server.why());
        for (QPushButton *button : find<QWidget>("teamErrorPanel")->findChildren<QPushButton *>()) {
            if (button->isVisible())
                button->click();
        }
        QTRY_COMPARE(runs()->rowCount(), 2);
    }

    void theWindowDoesNotWait()
    {
        bothTell();
        const auto *reader = m_pane->findChild<TeamReader *>();
        QTRY_VERIFY(!reader->isReading());
        QVERIFY(m_server.freeze(true));
        // A window that does wait would do so for ever: it is let go, and has no answer to wait for any more.
        std::atomic_bool isFrozen = true;
        const std::jthread rescue([&](const std::stop_token &stop) {
            std::mutex mutex;
            std::condition_variable_any ended;
            std::unique_lock lock(mutex);
            if (!ended.wait_for(lock, stop, std::chrono::minutes(1), [] { return false; }) && !stop.stop_requested())
                isFrozen = !m_server.freeze(false);
        });
        find<QPushButton>("readTeamButton")->click();
        int turns = 0; // of the event loop; one that waits for the server has none
        QTimer turning;
        connect(&turning, &QTimer::timeout, this, [&turns] { ++turns; });
        turning.start(0);
        QTRY_VERIFY(turns > 20);
        QVERIFY(reader->isReading()); // asked, and not answered yet
        QVERIFY(isFrozen);
        QVERIFY(m_server.freeze(false));
        QTRY_VERIFY(!reader->isReading());
        QCOMPARE(runs()->rowCount(), 2);
    }

    void theSideIsThereWhileThereIsADatabase()
    {
        RunListModel model;
        ActivityPage page(&model);
        page.offerTeam(m_one->team());
        page.resize(1000, 700);
        page.show();
        auto *tabs = page.findChild<QTabWidget *>(u"activityTabs"_s);
        const int tab = tabs->count() - 1;
        QVERIFY(!tabs->isTabVisible(tab));
        QVERIFY(m_one->join(m_server.settings(), u"Front desk"_s));
        QVERIFY(tabs->isTabVisible(tab));
        QVERIFY(page.findChild<TeamPane *>() == nullptr);
        tabs->setCurrentIndex(tab);
        QVERIFY(page.findChild<TeamPane *>() != nullptr);
        QVERIFY(m_one->team().setSettings({}, std::nullopt));
        QVERIFY(!tabs->isTabVisible(tab));
    }

private:
    /// Two computers, a run each; the pane is seen on the first.
    void bothTell()
    {
        for (const auto &[computer, name, run] : {std::tuple(m_other.get(), u"Office"_s, QString(32, u'b')),
                                                  std::tuple(m_one.get(), u"Front desk"_s, QString(32, u'a'))}) {
            QVERIFY(computer->join(m_server.settings(), name));
            computer->team().start();
            computer->runOnce(run);
            QTRY_COMPARE(m_server.sql("SELECT run_id FROM muster.runs WHERE ending LIKE '%complete%' AND run_id = '"
                                      + run.toLatin1() + "'"),
                         run.toLatin1());
            QTRY_VERIFY(computer->isUpToDate());
        }
        m_pane = std::make_unique<TeamPane>(m_one->team());
        m_pane->resize(1100, 640);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
        QTRY_COMPARE(runs()->rowCount(), 2);
    }
    template <typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] QAbstractItemModel *runs() const { return find<QTableView>("teamRunsTable")->model(); }
    [[nodiscard]] QComboBox *computers() const { return find<QComboBox>("teamComputerCombo"); }
    [[nodiscard]] QString details() const { return find<QPlainTextEdit>("teamDetailsEdit")->toPlainText(); }
    [[nodiscard]] static QStringList column(const QAbstractItemModel *model, int column)
    {
        QStringList texts;
        for (int row = 0; row < model->rowCount(); ++row)
            texts << model->index(row, column).data().toString();
        return texts;
    }

    PostgresServer m_server;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<TeamComputer> m_one, m_other;
    std::unique_ptr<TeamPane> m_pane;
};

MUSTER_TEST(TestTeamPane, QApplication)

} // namespace tst_teampane

#include "tst_teampane.moc"
