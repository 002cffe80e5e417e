// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/donotcallmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/donotcall/numbercheckpane.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_donotcalljourney {

namespace {

/// Names the files that it is asked for.
class Answers final : public Prompts
{
public:
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(toOpen);
    }
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        answer(toSave);
    }
    QString toOpen, toSave;
};

} // namespace

/// The whole window on CXone's simulator: whether numbers are blocked, and which skills have to do with which group.
class TestDoNotCallJourney : public QObject
{
    Q_OBJECT

    using Column = CheckedNumbersModel::Column;

    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    DoNotCallPage &page() { return *m_window->findChild<DoNotCallPage *>(); }
    QString state() { return find<PlainLabel>("numberCheckLabel")->plainText(); }
    QStringList shown(int column)
    {
        QStringList cells;
        const QAbstractItemModel *model = find<QTableView>("checkedNumbersTable")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            cells << model->index(row, column).data().toString();
        return cells;
    }
    void paste(const QString &text) { find<QPlainTextEdit>("numbersEdit")->setPlainText(text); }
    void click(const char *button)
    {
        QVERIFY2(find<QPushButton>(button)->isEnabled(), button);
        find<QPushButton>(button)->click();
    }
    void choose(DoNotCallStanding standing)
    {
        auto *filter = find<QComboBox>("standingCombo");
        filter->setCurrentIndex(filter->findData(int(standing)));
    }
    /// A check has ended when the button that starts one is back.
    bool isIdle() { return find<QPushButton>("checkNumbersButton")->isVisible() && m_workspace->runs().isIdle(); }
    qsizetype searches() const
    {
        return std::ranges::count_if(m_sandbox.requests(),
                                     [](const SandboxRequest &one) { return one.path.contains("/search"); });
    }

    QTemporaryDir m_folder;
    MemoryVault m_vault;
    SystemClock m_clock;
    Answers m_answers;
    CxoneSandbox m_sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.contacts = 600;
        return settings;
    }()};
    QString m_held;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Prompts::replace(&m_answers);
        QVERIFY(m_sandbox.start());
        m_held = m_sandbox.doNotCallTruth(501).value(1); // the first is in other groups, too
        QVERIFY(!m_held.isEmpty());
        auto opened = Workspace::open(Workspace::Paths::under(m_folder.filePath(u"home"_s)), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        Theme::instance().apply(Theme::Mode::Light);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->resize(1024, 768);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanupTestCase()
    {
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window.reset();
        m_opener.reset();
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
        Prompts::replace(nullptr);
    }

    void aTenantWithoutGroupsSaysWhy()
    {
        m_window->openProfile(TenantOpener::sandboxProfile());
        m_window->showPage(MainWindow::Page::DoNotCall);
        QTRY_VERIFY(find<PlainLabel>("unavailableJobsLabel")->isVisible());
        QVERIFY(find<PlainLabel>("unavailableJobsLabel")->plainText().contains(u"has no do-not-call groups"));
        paste(u"+12125550101"_s);
        QVERIFY(!find<QPushButton>("checkNumbersButton")->isEnabled());
        QVERIFY(!find<QPushButton>("openNumbersButton")->isEnabled());
        keepPicture(*m_window, u"window-do-not-call-unavailable"_s);
    }

    void numbersArePastedAndChecked()
    {
        const ConnectionProfile profile = profileOf(m_sandbox);
        m_workspace->secrets().keepForThisRun(profile, m_sandbox.accessKeySecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::DoNotCall);
        QTRY_VERIFY(!find<PlainLabel>("unavailableJobsLabel")->isVisible());
        paste({});
        QVERIFY(!find<QPushButton>("checkNumbersButton")->isEnabled()); // there is nothing to check
        auto *region = find<QComboBox>("checkRegionCombo");
        region->setCurrentIndex(region->findData(u"US"_s));
        paste(u'+' + m_held + u"\n(212) 555-0199\nrubbish\n+"_s + m_held + u'\n');
        click("checkNumbersButton");
        QTRY_VERIFY(isIdle());
        QCOMPARE(shown(Column::Standing), (QStringList{u"Blocked"_s, u"Not blocked"_s, u"Unreadable"_s}));
        QCOMPARE(shown(Column::Number), (QStringList{u'+' + m_held, u"+12125550199"_s, u"rubbish"_s}));
        QCOMPARE(shown(Column::Groups).first(), u"Company do not call"_s);
        QCOMPARE(shown(Column::Honoring).first(), u"Outbound renewals, Outbound welcome"_s);
        QCOMPARE(shown(Column::Reason).last(), u"Line 3 isn’t a phone number."_s);
        QCOMPARE(state(), u"Blocked: 1, Not blocked: 1, Unreadable: 1, repeated and asked once: 1."_s);
        QCOMPARE(searches(), 2);
        keepPicture(*m_window, u"window-do-not-call"_s);
        Theme::instance().apply(Theme::Mode::Dark);
        keepPicture(*m_window, u"window-do-not-call-dark"_s);
        Theme::instance().apply(Theme::Mode::Light);
    }

    void oneStatusIsShownAlone()
    {
        choose(DoNotCallStanding::Blocked);
        QCOMPARE(shown(Column::Number), QStringList{u'+' + m_held});
        choose(DoNotCallStanding::NotTold);
        QCOMPARE(shown(Column::Number), QStringList());
        find<QComboBox>("standingCombo")->setCurrentIndex(0);
        QCOMPARE(shown(Column::Number).size(), 3);
    }

    void S21_theAnswersAreSaved()
    {
        m_answers.toSave = m_folder.filePath(u"answers.csv"_s);
        click("saveCheckButton");
        QTRY_VERIFY(state().startsWith(u"Answers saved to"));
        QFile file(m_answers.toSave);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QVERIFY(csv.contains(QByteArray("'+" + m_held.toUtf8()))); // no formula
        QVERIFY(csv.contains("blocked"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aFileOfNumbersIsOpened()
    {
        QFile file(m_folder.filePath(u"numbers.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("+12125550171\n+12125550172\n") > 0);
        file.close();
        m_answers.toOpen = file.fileName();
        click("openNumbersButton");
        QTRY_COMPARE(shown(Column::Standing), (QStringList{u"Not blocked"_s, u"Not blocked"_s}));
        QTRY_VERIFY(isIdle());
        m_answers.toOpen = m_folder.filePath(u"gone.txt"_s);
        click("openNumbersButton");
        QTRY_VERIFY2(state().contains(u"gone.txt"), qPrintable(state()));
        QCOMPARE(shown(Column::Standing).size(), 2); // what was there stays
    }

    void whatCannotBeReadIsSaidInWords()
    {
        QFile file(m_folder.filePath(u"bytes.bin"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("\xFF\xFE\0+", 4) == 4);
        file.close();
        m_answers.toOpen = file.fileName();
        click("openNumbersButton");
        QTRY_VERIFY2(state().contains(u"isn’t UTF-8 text"), qPrintable(state()));
        QTRY_VERIFY(isIdle());
        QCOMPARE(shown(Column::Number), QStringList());
    }

    void F18_aNumberWithoutAnAnswerIsUnknown()
    {
        SandboxFault fault;
        fault.path = u"/dnc-groups/search"_s;
        fault.status = 400;
        fault.skip = 1;
        m_sandbox.addFault(fault);
        paste(u"+12125550181\n+12125550182\n+12125550183"_s);
        click("checkNumbersButton");
        QTRY_COMPARE(shown(Column::Standing), (QStringList{u"Not blocked"_s, u"Unknown"_s, u"Not blocked"_s}));
        QTRY_VERIFY(isIdle());
        QVERIFY(!shown(Column::Reason).at(1).isEmpty());
    }

    void aCheckIsStopped()
    {
        QString many;
        for (int at = 0; at < 1500; ++at)
            many += u"+1212"_s + QString::number(2'000'000 + at) + u'\n';
        paste(many);
        click("checkNumbersButton");
        QTRY_VERIFY(shown(Column::Standing).contains(u"Not blocked"_s)); // rows come while it goes on
        QVERIFY(shown(Column::Standing).contains(u"waiting"_s));
        QVERIFY(!find<QPushButton>("openNumbersButton")->isEnabled());
        click("stopCheckButton");
        QTRY_VERIFY(isIdle());
        QVERIFY2(state().startsWith(u"Stopped."), qPrintable(state()));
        QCOMPARE(shown(Column::Standing).size(), 1500);
        QVERIFY(!shown(Column::Standing).contains(u"waiting"_s));
        QVERIFY(shown(Column::Standing).count(u"Unknown"_s) > 1000);
    }

    void theGroupsAndTheirSkillsAreShown()
    {
        auto *tabs = find<QTabWidget>("doNotCallTabs");
        tabs->setCurrentIndex(1);
        auto *table = find<QTableView>("doNotCallGroupsTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        using Matrix = DoNotCallMatrixModel;
        QCOMPARE(table->model()->columnCount(), Matrix::FirstSkill + 3);
        const auto cell = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, Matrix::Name), u"Campaign opt-outs"_s);
        QCOMPARE(cell(0, Matrix::FirstSkill), u"contributes"_s);
        QCOMPARE(cell(0, Matrix::FirstSkill + 2), u"No skill honors it: it blocks nothing."_s);
        QCOMPARE(cell(1, Matrix::FirstSkill + 1), u"honors it"_s);
        QCOMPARE(cell(1, Matrix::Records), QString::number(m_sandbox.doNotCallTruth(501).size()));
        QCOMPARE(cell(2, Matrix::Activity), u"Inactive"_s);
        keepPicture(*m_window, u"window-do-not-call-groups"_s);
    }

    void F10_groupsThatCannotBeReadAreSaid()
    {
        SandboxFault fault;
        fault.path = u"/dnc-groups"_s;
        fault.status = 403;
        m_sandbox.addFault(fault);
        find<QAbstractButton>("reloadDoNotCallGroupsButton")->click();
        QTRY_VERIFY(find<QWidget>("doNotCallGroupsErrorPanel")->isVisible());
        find<QAbstractButton>("reloadDoNotCallGroupsButton")->click();
        QTRY_VERIFY(find<QTableView>("doNotCallGroupsTable")->isVisible());
    }

    void anotherTenantSeesNothingOfIt()
    {
        find<QTabWidget>("doNotCallTabs")->setCurrentIndex(0);
        QVERIFY(!shown(Column::Number).isEmpty());
        m_window->openProfile(TenantOpener::sandboxProfile());
        QTRY_VERIFY(find<PlainLabel>("unavailableJobsLabel")->isVisible());
        QCOMPARE(shown(Column::Number), QStringList());
        QCOMPARE(state(), QString());
    }
};

MUSTER_TEST(TestDoNotCallJourney, QApplication)

} // namespace tst_donotcalljourney
#include "tst_donotcalljourney.moc"
