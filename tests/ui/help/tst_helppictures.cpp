// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listmodels.h"
#include "models/runs/run.h"
#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/audiences/estimatebar.h"
#include "ui/help/helpcentre.h"
#include "ui/help/helpwindow.h"
#include "ui/palette/commandpalette.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_helppictures {

/// The pictures of the manual: the real window on the sandbox tenant, brought to each place as a person would. They go
/// to the artefacts; `refreshhelp.sh` puts them into `resources/help/pictures`. Names of folders are no test's.
class TestHelpPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
        QDir().mkpath(pictures());
        SandboxSettings settings;
        settings.contacts = 20'000;
        settings.interactions = 60;
        settings.jobTime = {};
        m_window = std::make_unique<ListsWindow>();
        QVERIFY(m_window->open(settings));
        m_window->window().resize(1280, 800);
        m_window->window().openProfile(TenantOpener::sandboxProfile());
    }
    void cleanupTestCase() { m_window.reset(); }

    void segmentsAndExport()
    {
        show(MainWindow::Page::Segments);
        auto *table = find<QTableView>("segmentsTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        choose(table, 0, u"All customers"_s);
        QTRY_VERIFY(find<QPushButton>("openExportButton")->isEnabled());
        keep("segments");
        find<QPushButton>("openExportButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(file(u"customers.csv"_s));
        auto *primary = find<QPushButton>("exportPrimaryButton");
        QTRY_VERIFY(primary->isEnabled());
        primary->click();
        QTRY_VERIFY(primary->isEnabled() && primary->text().startsWith(u"Export "));
        keep("export");
        primary->click();
        QTRY_COMPARE(runs().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(runs().first()->outcome().has_value(), 60'000);
        show(MainWindow::Page::Activity);
        keep("activity");
        show(MainWindow::Page::History);
        auto *entries = find<QTableView>("auditTable");
        QTRY_VERIFY(entries->model()->rowCount() > 3);
        entries->setCurrentIndex(entries->model()->index(1, 0));
        find<QPushButton>("verifyAuditButton")->click();
        QTRY_VERIFY(find<PlainLabel>("auditVerdictLabel")->isVisible());
        keep("history");
    }

    void lists()
    {
        show(MainWindow::Page::Lists);
        auto *table = find<QTableView>("contactListsTable");
        QTRY_VERIFY(table->model()->rowCount() > 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        find<QPushButton>("openListButton")->click();
        auto *review = find<QPushButton>("reviewApplyButton");
        QTRY_VERIFY_WITH_TIMEOUT(review->isEnabled() && !m_window->bench().isBusy(), 60'000);
        auto *contacts = find<QTableView>("contactsTable");
        contacts->setCurrentIndex(contacts->model()->index(2, 0));
        keep("contact-lists");
        review->click();
        QTRY_VERIFY(find<QWidget>("plannedChangesTabs")->isVisible());
        QTest::qWait(1200); // the button arms
        keep("review-and-apply");
        find<QPushButton>("cancelApplyButton")->click();
        find<QPushButton>("backToListsButton")->click();
        enrichment(table);
    }

    void transcripts()
    {
        show(MainWindow::Page::Transcripts);
        find<QPushButton>("openFetchButton")->click();
        QStringList ids;
        for (int number = 1; number <= 12; ++number)
            ids << u"int-%1"_s.arg(number, 6, 10, QChar(u'0'));
        find<QPlainTextEdit>("interactionIdsEdit")->setPlainText(ids.join(u'\n'));
        find<QLineEdit>("transcriptFolderEdit")->setText(file(u"transcripts"_s));
        auto *primary = find<QPushButton>("fetchPrimaryButton");
        QTRY_VERIFY(primary->isEnabled());
        primary->click();
        QTRY_VERIFY(find<PlainLabel>("fetchPlanLabel")->isVisible() && primary->isEnabled());
        primary->click();
        auto *results = find<QTableView>("transcriptResultsTable");
        QTRY_VERIFY_WITH_TIMEOUT(results->model()->rowCount() == 12 && runs().last()->outcome(), 60'000);
        results->setCurrentIndex(results->model()->index(0, 0));
        auto *viewer = m_window->window().findChild<TranscriptViewer *>();
        QTRY_VERIFY(viewer->transcript());
        QTest::keyClick(find<QWidget>("transcriptView"), Qt::Key_F8);
        QTRY_VERIFY(viewer->currentFinding().has_value());
        keep("transcripts");
        find<QPushButton>("openPoliciesButton")->click();
        auto *sample = find<QPlainTextEdit>("policySampleEdit");
        sample->setPlainText(u"Call me on 202-555-0143 or write to pat@example.com. My order is 4711-2026."_s);
        QTRY_VERIFY(find<QPlainTextEdit>("policyMaskedEdit")->toPlainText().contains(u"MASKED"_s));
        keep("masking");
    }

    void audiences()
    {
        show(MainWindow::Page::Audiences);
        auto *table = find<QTableView>("audiencesTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        choose(table, 0, u"Gold and platinum in Germany"_s);
        find<QPushButton>("openAudienceButton")->click();
        auto *page = m_window->window().findChild<AudiencesPage *>();
        QTRY_VERIFY(page->current());
        auto *menu = find<QMenu>("contactsAtHandMenu");
        QTRY_COMPARE(menu->actions().size(), 3);
        for (QAction *action : menu->actions().last()->menu()->actions()) {
            if (action->text() == u"All customers")
                action->trigger();
        }
        page->current()->showPane(AudienceEditor::Pane::Words);
        QTRY_VERIFY_WITH_TIMEOUT(find<PlainLabel>("estimateCountLabel")->plainText().contains(u"match"), 60'000);
        keep("audiences");
    }

    void connections()
    {
        show(MainWindow::Page::Connections);
        find<QPushButton>("testConnectionButton")->click();
        auto *steps = find<QTableView>("testStepsTable");
        QTRY_VERIFY_WITH_TIMEOUT(steps->model()->rowCount() > 3, 60'000);
        QTest::qWait(500);
        keep("connections");
    }

    /// After the others: by now there is something to go back to, and to find.
    void welcomeAndPalette()
    {
        show(MainWindow::Page::Welcome);
        keep("welcome");
        show(MainWindow::Page::Segments);
        QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = find<CommandPalette>("commandPalette");
        QTRY_VERIFY(palette->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), u"export"_s);
        QTRY_VERIFY(palette->findChild<QListView *>()->model()->rowCount() > 1);
        keep("palette");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    }

    void manual()
    {
        HelpCentre &help = m_window->window().help();
        help.open(u"contact-lists"_s);
        QWidget *window = nullptr;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (qobject_cast<HelpWindow *>(widget))
                window = widget;
        }
        QVERIFY(window);
        window->resize(1280, 800);
        window->findChild<QLineEdit *>(u"helpSearchField"_s)->setText(u"do not call"_s);
        QTest::qWait(300);
        keepWindow(*window, "manual");
        help.close();
    }

private:
    void enrichment(QTableView *table)
    {
        QFile csv(file(u"crm.csv"_s));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("Customer;Lead Source;Lead Score;Budget;Notes\n");
        for (int i = 0; i < 40; ++i)
            csv.write(QByteArray("c-") + QByteArray::number(1000 + i) + ";Fair " + QByteArray::number(i % 5) + ';'
                      + QByteArray::number(i) + ";1.250,00;called in " + QByteArray::number(2020 + i % 6) + '\n');
        csv.close();
        m_window->answers().file = csv.fileName();
        choose(table, ContactListsModel::Id, u"11570002-7c1e-4b52-9d3a-000000000002"_s);
        find<QPushButton>("enrichListButton")->click();
        QTRY_VERIFY(find<QTableView>("enrichFieldsTable")->model()->rowCount() > 0);
        find<QWidget>("sourceEmptyState")->findChild<QPushButton *>()->click();
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
        QTest::qWait(500); // trials run on a worker
        keep("enrichment");
    }
    void show(MainWindow::Page page) { m_window->window().showPage(page); }
    template <typename T>
    T *find(const char *name)
    {
        T *found = m_window->find<T>(name);
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
    static void choose(QTableView *table, int column, const QString &text)
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, column).data().toString() == text)
                table->setCurrentIndex(table->model()->index(row, 0));
        }
        QVERIFY2(table->currentIndex().isValid(), qPrintable(text));
    }
    const QList<Run *> &runs()
    {
        m_runs = m_window->workspace().runs().runs();
        return m_runs;
    }
    QString file(const QString &name) { return m_window->folder().filePath(name); }
    /// The folder of the test says nothing to a reader.
    void hidePath()
    {
        for (auto *label : m_window->window().findChildren<PlainLabel *>()) {
            if (label->plainText().contains(m_window->folder().path()))
                label->setPlainText(QString(label->plainText()).replace(m_window->folder().path(), u"/home/me"_s));
        }
    }
    void keep(const char *name)
    {
        hidePath();
        QTest::qWait(300); // layouts of what was added last
        keepWindow(m_window->window(), name);
    }
    static void keepWindow(QWidget &window, const char *name)
    {
        const QPixmap picture = window.grab();
        QCOMPARE(picture.size(), QSize(1280, 800));
        QVERIFY(picture.save(pictures() + u'/' + QLatin1String(name) + u".png"_s));
    }
    static QString pictures() { return qEnvironmentVariable("MUSTER_TEST_ARTEFACTS", u"artefacts"_s) + u"/manual"_s; }

    std::unique_ptr<ListsWindow> m_window;
    QList<Run *> m_runs;
};

MUSTER_TEST(TestHelpPictures, QApplication)

} // namespace tst_helppictures
#include "tst_helppictures.moc"
