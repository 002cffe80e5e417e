// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/exportpresetstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "tests/support/workbookcells.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/mainwindow.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

using namespace muster;
using namespace muster::test;

namespace tst_exportjourney {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    bool accept = true;
    QStringList asked, told;
};

} // namespace

/// The whole window on the built-in sandbox: choose a segment, check the order, export, find the file and its history.
class TestExportJourney : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }

    void openWindow(std::chrono::milliseconds thinkTime = std::chrono::milliseconds(0))
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 6000;
        settings.thinkTime = thinkTime;
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openProfile(TenantOpener::sandboxProfile());
        QTRY_VERIFY(find<QTableView>("segmentsTable")->model()->rowCount() > 0);
    }

    bool chooseExportable()
    {
        auto *table = find<QTableView>("segmentsTable");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 1).data().toString() != u"Active")
                continue;
            table->setCurrentIndex(table->model()->index(row, 0));
            return muster::tests::waitFor([this] { return find<QPushButton>("openExportButton")->isEnabled(); },
                                          60'000);
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { Prompts::replace(&m_answers); }

    void cleanup()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY(m_workspace->runs().isIdle());
        }
        m_window.reset();
        m_opener.reset();
        if (m_workspace)
            QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
        Prompts::replace(nullptr);
        m_answers = Answers();
    }

    void keyboardAloneExportsASegment()
    {
        verifyNeverHeld(*this, [this] {
            openWindow();
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            QVERIFY(chooseExportable());
            auto *table = find<QTableView>("segmentsTable");
            QTest::keyClick(table, Qt::Key_Return);
            ExportSheet *sheet = find<ExportSheet>("exportSheet");
            QTRY_VERIFY(sheet->isVisible());
            auto *view = find<QTreeView>("exportColumnsView");
            view->setCurrentIndex(view->model()->index(1, 0));
            QTest::keyClick(view, Qt::Key_Up, Qt::AltModifier);
            const QString file = m_folder->filePath(QStringLiteral("out.csv"));
            auto *edit = find<QLineEdit>("targetFileEdit");
            edit->selectAll();
            QTest::keyClicks(edit, file);
            const QStringList columns = sheet->order().query.attributes;
            QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
            auto *primary = find<QPushButton>("exportPrimaryButton");
            QTRY_VERIFY(primary->isEnabled());
            keepPicture(*m_window, QStringLiteral("window-checks"));
            watch.startWatch();
            QTest::keyClick(primary, Qt::Key_Space);
            QTRY_COMPARE(m_workspace->runs().runs().size(), 1);
            Run *run = m_workspace->runs().runs().first();
            QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
            QVERIFY2(run->outcome()->succeeded(),
                     run->outcome()->error ? qPrintable(errorKindKey(run->outcome()->error->kind)) : "");
            // While pages arrive nothing may hold the thread for longer than a frame.
            watch.stopWatch();
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            const QByteArray header = written.readLine().trimmed();
            QCOMPARE(QString::fromUtf8(header), QString(QStringLiteral("contactId,") + columns.join(u',')));
            QVERIFY(run->metrics().records > 0);
            QVERIFY(find<QTableView>("liveRowsTable")->model()->rowCount() > 0);
            keepPicture(*m_window, QStringLiteral("window-exported"));
            m_window->showPage(MainWindow::Page::Activity);
            QTest::qWait(50);
            keepPicture(*m_window, QStringLiteral("window-activity"));
            m_window->showPage(MainWindow::Page::History);
            QTRY_VERIFY(find<QTableView>("auditTable")->model()->rowCount() > 1);
            find<QPushButton>("verifyAuditButton")->click();
            QTRY_VERIFY(find<PlainLabel>("auditVerdictLabel")->plainText().startsWith(QStringLiteral("Verified")));
            keepPicture(*m_window, QStringLiteral("window-history"));
            m_window->showPage(MainWindow::Page::Connections);
            QTest::qWait(50);
            keepPicture(*m_window, QStringLiteral("window-connections"));
        });
    }

    void aWorkbookHoldsWhatTheSameExportAsCsvHolds()
    {
        verifyNeverHeld(*this, [this] {
            openWindow();
            QVERIFY(chooseExportable());
            const auto exported = [this](const QString &format, const QString &name) {
                find<QPushButton>("openExportButton")->click();
                auto *formats = find<QComboBox>("formatCombo");
                formats->setCurrentIndex(formats->findText(format));
                const QString file = m_folder->filePath(name);
                find<QLineEdit>("targetFileEdit")->setText(file);
                auto *profiles = find<QComboBox>("textProfileCombo");
                profiles->setCurrentIndex(profiles->findData(int(TextProfile::Machines))); // as a workbook's cells are
                auto *primary = find<QPushButton>("exportPrimaryButton");
                primary->click();
                QTRY_VERIFY_WITH_TIMEOUT(primary->isEnabled(), 60'000);
                auto &watch = static_cast<WatchedApplication &>(*qApp);
                watch.startWatch();
                const qsizetype before = m_workspace->runs().runs().size();
                primary->click();
                QTRY_COMPARE(m_workspace->runs().runs().size(), before + 1);
                const Run *run = m_workspace->runs().runs().last();
                QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
                watch.stopWatch();
                QVERIFY(run->outcome()->succeeded());
                QVERIFY(QFile::exists(file)); // it has its name when the run says that it is complete
            };
            exported(QStringLiteral("Excel workbook"), QStringLiteral("people.xlsx"));
            keepPicture(*m_window, QStringLiteral("window-exported-workbook"));
            exported(QStringLiteral("CSV"), QStringLiteral("people.csv"));
            QFile csv(m_folder->filePath(QStringLiteral("people.csv")));
            QVERIFY(csv.open(QIODevice::ReadOnly));
            const QJsonArray expected = workbookRowsOf(csv.readAll());
            QVERIFY(expected.size() > 1'000);
            const QJsonArray sheets = workbookSheets(m_folder->filePath(QStringLiteral("people.xlsx")));
            QCOMPARE(sheets.size(), 1);
            QCOMPARE(sheets[0][u"rows"].toArray(), expected);
        });
    }

    void presetsAreSavedUsedRenamedAndDeleted()
    {
        openWindow();
        QVERIFY(chooseExportable());
        find<QPushButton>("openExportButton")->click();
        auto *sheet = find<ExportSheet>("exportSheet");
        auto *name = find<QComboBox>("exportPresetCombo");
        auto *hint = find<PlainLabel>("exportPresetHintLabel");
        const auto button = [this](const char *object) { return find<QAbstractButton>(object); };
        const auto saved = [this] {
            QStringList names;
            for (const ExportPreset &preset : m_workspace->exportPresets().presets())
                names << preset.name;
            return names;
        };
        button("checkNoneButton")->click();
        auto *view = find<QTreeView>("exportColumnsView");
        view->setCurrentIndex(view->model()->index(2, 0));
        QTest::keyClick(view, Qt::Key_Space);
        const QStringList columns = sheet->order().query.attributes;
        QCOMPARE(columns.size(), 1);
        find<QLineEdit>("targetFileEdit")
            ->setText(m_folder->filePath(QStringLiteral("x-%1.csv")).arg(QDate::currentDate().toString(Qt::ISODate)));
        QVERIFY(!button("savePresetButton")->isEnabled());
        name->setEditText(QStringLiteral("Weekly"));
        button("savePresetButton")->click();
        QCOMPARE(saved(), QStringList{QStringLiteral("Weekly")});
        QCOMPARE(m_workspace->exportPresets().presets()[0].target, m_folder->filePath(QStringLiteral("x-{date}.csv")));
        QCOMPARE(hint->plainText(), QStringLiteral("Saved, with x-{date}.csv as the file."));
        keepPicture(*m_window, QStringLiteral("window-export-preset"));

        // Used for a form that says something else; what the segment does not have is told by name.
        ExportPreset preset = m_workspace->exportPresets().presets()[0];
        preset.attributes.prepend(QStringLiteral("nobody has this"));
        QVERIFY(m_workspace->exportPresets().save(preset));
        button("checkAllButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(QStringLiteral("/elsewhere.csv"));
        Q_EMIT name->activated(0);
        QCOMPARE(sheet->order().query.attributes, columns);
        QCOMPARE(sheet->order().targetFile,
                 m_folder->filePath(QStringLiteral("x-%1.csv")).arg(QDate::currentDate().toString(Qt::ISODate)));
        QCOMPARE(hint->plainText(),
                 QStringLiteral("This segment doesn’t have nobody has this, which the preset uses."));

        m_answers.accept = false;
        button("savePresetButton")->click(); // asks whether it is to be replaced
        QCOMPARE(m_answers.asked.size(), 1);
        QCOMPARE(m_workspace->exportPresets().presets()[0], preset);
        m_answers.accept = true;
        name->setEditText(QStringLiteral("Every week"));
        button("renamePresetButton")->click();
        QCOMPARE(saved(), QStringList{QStringLiteral("Every week")});
        button("removePresetButton")->click();
        QCOMPARE(saved(), QStringList());
        QCOMPARE(name->currentText(), QString());
    }

    void F105_closingPausesWhatRunsAndLosesNothing()
    {
        openWindow(std::chrono::milliseconds(150));
        QVERIFY(chooseExportable());
        find<QPushButton>("openExportButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(m_folder->filePath(QStringLiteral("closed.csv")));
        auto *primary = find<QPushButton>("exportPrimaryButton");
        primary->click();
        QTRY_VERIFY(primary->isEnabled());
        primary->click();
        QTRY_COMPARE(m_workspace->runs().runs().size(), 1);
        m_answers.accept = false;
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        QCOMPARE(m_answers.asked.size(), 1);
        m_answers.accept = true;
        m_window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), 60'000);
        QVERIFY(m_workspace->runs().isIdle());
        QCOMPARE(m_workspace->runs().resumable().size(), 1);
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("closed.csv"))));
    }

    void aResumedRunShowsItsRowsAsTheyArrive()
    {
        openWindow(std::chrono::milliseconds(100));
        QVERIFY(chooseExportable());
        find<QPushButton>("openExportButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(m_folder->filePath(QStringLiteral("resumed.csv")));
        auto *primary = find<QPushButton>("exportPrimaryButton");
        primary->click();
        QTRY_VERIFY(primary->isEnabled());
        primary->click();
        const QAbstractItemModel *rows = find<QTableView>("liveRowsTable")->model();
        QTRY_VERIFY(rows->rowCount() > 0);
        m_workspace->runs().pauseAll();
        QTRY_VERIFY(m_workspace->runs().isIdle());
        QVERIFY(rows->rowCount() > 0);
        m_window->showPage(MainWindow::Page::Activity);
        auto *resume = find<QPushButton>("resumeRunButton");
        QVERIFY(resume->isVisible());
        resume->click();
        QCOMPARE(rows->rowCount(), 0); // begun anew: none of the rows of before the pause
        m_window->showPage(MainWindow::Page::Segments);
        QTRY_VERIFY(rows->rowCount() > 0);
        QVERIFY(find<QTableView>("liveRowsTable")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        QVERIFY(m_workspace->runs().runs().last()->outcome()->succeeded());
    }

private:
    Answers m_answers;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

MUSTER_TEST(TestExportJourney, WatchedApplication)

} // namespace tst_exportjourney

#include "tst_exportjourney.moc"
