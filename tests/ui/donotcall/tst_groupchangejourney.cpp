// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/donotcallmodels.h"
#include "models/runs/donotcall/donotcallchangerun.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/donotcall/groupchangepane.h"
#include "ui/donotcall/groupchangerunpage.h"
#include "ui/donotcall/groupundopage.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_groupchangejourney {

namespace {

constexpr qint64 company = 501, optOuts = 502;

class Yes final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked = question.title;
        answer(true);
    }
    QString asked;
};

} // namespace

/// The whole window on CXone's simulator: numbers put into a do-not-call group, moved, expired, and all of it taken back.
class TestGroupChangeJourney : public QObject
{
    Q_OBJECT

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    DoNotCallPage &page() const { return *m_window->findChild<DoNotCallPage *>(); }
    void choose(const char *combo, const QVariant &data) const
    {
        auto *box = find<QComboBox>(combo);
        const int at = box->findData(data);
        QVERIFY2(at >= 0, combo);
        box->setCurrentIndex(at);
    }
    void click(const char *button) const
    {
        QVERIFY2(find<QPushButton>(button)->isEnabled(), button);
        find<QPushButton>(button)->click();
    }
    /// Enters it all and waits for what the groups make of it.
    void preview(DoNotCallAct act, const QStringList &numbers, qint64 group, qint64 target = 0) const
    {
        find<QPlainTextEdit>("changeNumbersEdit")->setPlainText(numbers.join(u'\n'));
        choose("groupActCombo", int(act));
        choose("changedGroupCombo", QString::number(group));
        if (target != 0)
            choose("targetGroupCombo", QString::number(target));
        click("previewGroupChangeButton");
        QTRY_VERIFY(find<QPushButton>("previewGroupChangeButton")->isVisible());
        QCOMPARE(rows().size(), numbers.size());
    }
    [[nodiscard]] QStringList rows() const
    {
        const QAbstractItemModel *model = find<QTableView>("groupChangeTable")->model();
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row)
            rows << model->index(row, PreviewedNumbersModel::Result).data().toString();
        return rows;
    }
    /// Once it is armed; then the run is seen to its end.
    void confirm(const char *button)
    {
        auto *confirm = find<ConfirmButton>(button);
        QTRY_VERIFY(confirm->isEnabled());
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(page().shownChange(), page().changeRun());
        QTRY_VERIFY(page().changeRun()->run()->outcome());
        const RunOutcome outcome = *page().changeRun()->run()->outcome();
        QVERIFY2(outcome.kind == RunOutcome::Kind::Complete, outcome.error ? qPrintable(outcome.error->code) : "");
    }
    [[nodiscard]] QStringList held(qint64 group) const { return m_sandbox.doNotCallTruth(group); }

    QTemporaryDir m_folder;
    MemoryVault m_vault;
    SystemClock m_clock;
    Yes m_answers;
    CxoneSandbox m_sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.contacts = 600;
        return settings;
    }()};
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
        const ConnectionProfile profile = profileOf(m_sandbox);
        m_workspace->secrets().keepForThisRun(profile, m_sandbox.accessKeySecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::DoNotCall);
        page().showChange(page().change());
        QTRY_COMPARE(find<QComboBox>("changedGroupCombo")->count(), 3);
        // Nobody moves numbers from a group to itself.
        QVERIFY(find<QComboBox>("targetGroupCombo")->currentData()
                != find<QComboBox>("changedGroupCombo")->currentData());
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
    void init()
    {
        page().showChange(page().change());
        QTRY_COMPARE(find<QComboBox>("changedGroupCombo")->count(), 3); // counts are read again after each change
    }

    void numbersAreAddedAndThatIsUndone()
    {
        const QStringList before = held(optOuts);
        const QString old = before.first();
        auto &app = *static_cast<WatchedApplication *>(qApp);
        app.restartWatch();
        preview(DoNotCallAct::Add, {u"+12125550191"_s, u'+' + old, u"nobody"_s}, optOuts);
        QCOMPARE(rows(), (QStringList{u"Will be added"_s, u"Already there"_s, u"Unreadable"_s}));
        new QAbstractItemModelTester(find<QTableView>("groupChangeTable")->model(), m_window.get());
        QVERIFY(!find<QLineEdit>("groupChangeCountEdit")->isVisible()); // nobody is called because of it
        QCOMPARE(find<QPushButton>("confirmChangeGroupsButton")->text(), u"Add 1 number"_s);
        QVERIFY2(find<PlainLabel>("groupChangeEffectsLabel")->plainText().contains(u"No skill honors"),
                 qPrintable(find<PlainLabel>("groupChangeEffectsLabel")->plainText()));
        keepPicture(*m_window, u"window-group-change"_s);
        confirm("confirmChangeGroupsButton");
        QCOMPARE(held(optOuts).size(), before.size() + 1);
        QVERIFY(held(optOuts).contains(u"12125550191"_s));
        keepPicture(*m_window, u"window-group-change-done"_s);

        click("undoThisChangeButton");
        QCOMPARE(page().shownChange(), page().changeUndo());
        auto *count = find<QLineEdit>("groupUndoCountEdit");
        QTRY_VERIFY(count->isVisible());
        keepPicture(*m_window, u"window-group-undo"_s);
        count->setText(u"2"_s);
        QVERIFY(!find<ConfirmButton>("confirmUndoGroupsButton")->isAllowed());
        count->setText(u"1"_s);
        confirm("confirmUndoGroupsButton");
        QCOMPARE(held(optOuts), before);
        QVERIFY(!find<QPushButton>("undoThisChangeButton")->isVisible()); // of an undo there is none
        app.stopWatch();
        QVERIFY2(app.longestMilliseconds() < 16.0,
                 qPrintable(u"%1 ms in "_s.arg(app.longestMilliseconds()) + QString::fromLatin1(app.longestEvent())));
    }

    void expiringTakesTheCountAndNoOther()
    {
        const QStringList before = held(company);
        preview(DoNotCallAct::Expire, {u'+' + before[0], u'+' + before[1], u"+12125550192"_s}, company);
        QCOMPARE(rows().filter(u"Will be expired"_s).size(), 2);
        QVERIFY(find<PlainLabel>("groupChangeEffectsLabel")->plainText().contains(u"will no longer skip"));
        auto *confirmButton = find<ConfirmButton>("confirmChangeGroupsButton");
        QVERIFY(!confirmButton->isAllowed());
        auto *count = find<QLineEdit>("groupChangeCountEdit");
        count->setText(u"3"_s);
        QVERIFY(!confirmButton->isAllowed());
        count->setText(u"2"_s);
        QVERIFY(confirmButton->isAllowed());
        // What is entered anew is another question.
        find<QPlainTextEdit>("changeNumbersEdit")->appendPlainText(u"+12125550193"_s);
        QVERIFY(!confirmButton->isAllowed() && rows().isEmpty() && count->text().isEmpty());
        preview(DoNotCallAct::Expire, {u'+' + before[0]}, company);
        find<QLineEdit>("groupChangeCountEdit")->setText(u"1"_s);
        confirm("confirmChangeGroupsButton");
        QCOMPARE(held(company).size(), before.size() - 1);
        QVERIFY(!held(company).contains(before[0]));
    }

    void aMoveIsFoundAgainAndTakenBack()
    {
        const QStringList company0 = held(company), optOuts0 = held(optOuts);
        const auto moved = std::ranges::find_if(company0, [&](const QString &one) { return !optOuts0.contains(one); });
        QVERIFY(moved != company0.end());
        preview(DoNotCallAct::Move, {u'+' + *moved}, company, optOuts);
        QCOMPARE(rows(), QStringList{u"Will be moved"_s});
        find<QLineEdit>("groupChangeCountEdit")->setText(u"1"_s);
        confirm("confirmChangeGroupsButton");
        QVERIFY(held(optOuts).contains(*moved) && !held(company).contains(*moved));
        // Later, from the list of earlier changes.
        page().showChange(page().change());
        auto *menu = find<QMenu>("undoGroupChangeMenu");
        QTRY_VERIFY(menu->actions().size() >= 3);
        menu->actions().first()->trigger();
        QTRY_VERIFY(find<QLineEdit>("groupUndoCountEdit")->isVisible());
        find<QLineEdit>("groupUndoCountEdit")->setText(u"1"_s);
        confirm("confirmUndoGroupsButton");
        QVERIFY(held(company).contains(*moved) && !held(optOuts).contains(*moved));
    }

    void F18_aGroupThatIsNotToldIsSaidAndNothingCanBeConfirmed()
    {
        SandboxFault fault;
        fault.path = u"/501/records"_s;
        fault.status = 403;
        m_sandbox.addFault(fault);
        find<QPlainTextEdit>("changeNumbersEdit")->setPlainText(u"+12125550194"_s);
        choose("groupActCombo", int(DoNotCallAct::Add));
        choose("changedGroupCombo", QString::number(company));
        click("previewGroupChangeButton");
        QTRY_VERIFY(find<PlainLabel>("groupChangeProblemLabel")->isVisible());
        QVERIFY(!find<ConfirmButton>("confirmChangeGroupsButton")->isVisible());
    }

    void checkedNumbersAreTakenAlong()
    {
        Q_EMIT page().change()->stopAsked();
        page().change()->setNumbers("", {});
        find<QPlainTextEdit>("numbersEdit")->setPlainText(u"+12125550195\nnobody\n+12125550196\n"_s);
        click("checkNumbersButton");
        QTRY_VERIFY(find<QPushButton>("changeCheckedButton")->isEnabled() && m_workspace->runs().isIdle());
        click("changeCheckedButton");
        QCOMPARE(page().shownChange(), page().change());
        QCOMPARE(find<QPlainTextEdit>("changeNumbersEdit")->toPlainText().trimmed(), u"+12125550195\n+12125550196"_s);
    }
};

MUSTER_TEST(TestGroupChangeJourney, WatchedApplication)

} // namespace tst_groupchangejourney
#include "tst_groupchangejourney.moc"
