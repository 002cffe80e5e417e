// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/transcriptreader.h"
#include "resources/resources.h"
#include "tests/support/audiencesamples.h"
#include "tests/support/pictures.h"
#include "tests/support/shellwindow.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/icons.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/workbenchhead.h"
#include "ui/palette/shortcutswindow.h"
#include "ui/segments/exportsheet.h"
#include "ui/shell/navigation.h"
#include "ui/shell/shellcommands.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptviewer.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomepage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QListWidget>
#include <QShortcut>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>

using namespace muster;
using namespace muster::test;

namespace tst_shortcuts {

namespace {

/// Presses the first key of the command where `focus` has the focus.
void press(QWidget *focus, Command command)
{
    const QKeyCombination key = commandInfo(command).keys.value(0)[0];
    QTest::keyClick(focus, key.key(), key.keyboardModifiers());
}

/// The keys of `command` among the children of `place`, as a signal that is sent when they are pressed.
std::unique_ptr<QSignalSpy> spyOn(QWidget *place, Command command)
{
    const QList<QShortcut *> shortcuts = place->findChildren<QShortcut *>();
    for (QShortcut *shortcut : shortcuts) {
        if (commandOf(shortcut) == command)
            return std::make_unique<QSignalSpy>(shortcut, &QShortcut::activated);
    }
    const QList<QAction *> actions = place->findChildren<QAction *>();
    for (QAction *action : actions) {
        if (commandOf(action) == command)
            return std::make_unique<QSignalSpy>(action, &QAction::triggered);
    }
    return nullptr;
}

/// Shown and active, with the focus on `focus`.
bool show(QWidget &widget, QWidget *focus)
{
    widget.resize(900, 600);
    widget.show();
    widget.activateWindow();
    if (!QTest::qWaitForWindowActive(&widget))
        return false;
    focus->setFocus();
    return true;
}

} // namespace

/// The list of keys is true: each does what it says, and none does two things in one place.
class TestShortcuts : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] bool open()
    {
        if (!m_on.open(m_folder->path()))
            return false;
        auto *table = m_on.find<QTableView>("segmentsTable");
        return muster::tests::waitFor([table] { return table->model()->rowCount() > 0; }, 60'000);
    }
    [[nodiscard]] bool chooseExportable()
    {
        auto *table = m_on.find<QTableView>("segmentsTable");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 1).data().toString() != u"Active")
                continue;
            table->setCurrentIndex(table->model()->index(row, 0));
            table->setFocus();
            return muster::tests::waitFor([this] { return m_on.find<QPushButton>("openExportButton")->isEnabled(); },
                                          60'000);
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_on.close(); }

    void everyCommandHasItsWords()
    {
        QSet<QString> ids, texts;
        for (int command = 0; command <= int(Command::RemoveExclusion); ++command) {
            const CommandInfo info = commandInfo(Command(command));
            QCOMPARE(int(info.command), command);
            QVERIFY(!info.text.isEmpty());
            ids << QLatin1String(info.id);
            texts << info.text;
            QVERIFY2(info.icon && !themedIcon(QLatin1String(info.icon)).pixmap(16).isNull(), info.id);
        }
        QCOMPARE(ids.size(), commandList().size());
        QCOMPARE(texts.size(), commandList().size());
    }

    void noKeyDoesTwoThingsInOnePlace()
    {
        Navigation navigation;
        for (int entry = 0; entry < 7; ++entry)
            navigation.addEntry(QStringLiteral("button"), QStringLiteral("users"), QString::number(entry));
        QList<ShortcutRow> going;
        for (int entry = 0; entry < navigation.count(); ++entry)
            going << ShortcutRow{
                commandPlaceText(CommandPlace::Window), navigation.label(entry), {navigation.keys(entry)}};
        const QList<ShortcutRow> rows = allShortcuts(going);
        QVERIFY(rows.size() > 40); // the canvas has its part in it
        QHash<QString, QString> taken;
        const QString everywhere = commandPlaceText(CommandPlace::Window);
        for (const ShortcutRow &row : rows) {
            QVERIFY(!row.keys.isEmpty());
            for (const QKeySequence &key : row.keys) {
                QVERIFY(!key.isEmpty());
                const QString here = QString(row.place % u' ' % key.toString());
                QVERIFY2(!taken.contains(here), qPrintable(here));
                taken.insert(here, row.text);
                if (row.place != everywhere) {
                    QVERIFY2(!taken.contains(QString(everywhere % u' ' % key.toString())), qPrintable(here));
                }
            }
        }
    }

    /// A key that nobody wrote into the list would be one that nobody finds.
    void noKeyIsMissingInTheList()
    {
        QVERIFY(open());
        for (const MainWindow::Page page :
             {MainWindow::Page::Segments, MainWindow::Page::Lists, MainWindow::Page::DoNotCall,
              MainWindow::Page::Transcripts, MainWindow::Page::Audiences, MainWindow::Page::Activity,
              MainWindow::Page::History, MainWindow::Page::Connections})
            m_on.window().showPage(page);
        QSet<QString> listed;
        for (const ShortcutRow &row : allShortcuts({})) {
            for (const QKeySequence &key : row.keys)
                listed << key.toString();
        }
        const QList<QShortcut *> shortcuts = m_on.window().findChildren<QShortcut *>();
        QVERIFY(shortcuts.size() > 15);
        for (const QShortcut *shortcut : shortcuts)
            QVERIFY2(commandOf(shortcut), qPrintable(shortcut->key().toString()));
        const QList<QAction *> actions = m_on.window().findChildren<QAction *>();
        for (const QAction *action : actions) {
            for (const QKeySequence &key : action->shortcuts())
                QVERIFY2(listed.contains(key.toString()), qPrintable(key.toString() + action->text()));
        }
        const QList<QAbstractButton *> buttons = m_on.window().findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            const QString key = button->shortcut().toString();
            const bool isMnemonic = key.startsWith(QLatin1String("Alt+"));
            const bool isGoing = button->parentWidget()->objectName() == u"navigation";
            QVERIFY2(key.isEmpty() || isMnemonic || isGoing || commandOf(button),
                     qPrintable(button->objectName() + key));
        }
    }

    void keysOfTheWindow()
    {
        QVERIFY(open());
        const auto *navigation = m_on.find<Navigation>("navigation");
        for (int entry = navigation->count() - 1; entry >= 0; --entry) {
            const QKeyCombination key = navigation->keys(entry)[0];
            QTest::keyClick(&m_on.window(), key.key(), key.keyboardModifiers());
            QTRY_COMPARE(navigation->current(), entry);
        }
        m_on.window().showPage(MainWindow::Page::Segments);
        auto *search = m_on.find<QLineEdit>("segmentSearchEdit");
        search->setText(QStringLiteral("gold"));
        search->setFocus();
        search->setCursorPosition(0);
        press(search, Command::OpenPalette); // which in fields elsewhere cuts the line off
        QVERIFY(m_on.palette()->isVisible());
        QCOMPARE(search->text(), QStringLiteral("gold"));
        press(&m_on.window(), Command::ShowShortcuts);
        QTRY_VERIFY(m_on.find<ShortcutsWindow>("shortcutsWindow"));
        auto *shortcuts = m_on.find<ShortcutsWindow>("shortcutsWindow");
        QVERIFY(shortcuts->isVisible());
        QVERIFY(shortcuts->close());
        m_on.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_on.window()));
        press(&m_on.window(), Command::Quit);
        QVERIFY(!m_on.window().isVisible());
    }

    void keysOfTablesAndSheets()
    {
        QVERIFY(open());
        QVERIFY(chooseExportable());
        auto *table = m_on.find<QTableView>("segmentsTable");
        press(table, Command::Find);
        QVERIFY(m_on.find<QLineEdit>("segmentSearchEdit")->hasFocus());
        QSignalSpy loading(m_on.window().session(), &TenantSession::segmentsLoading);
        press(table, Command::LoadAgain);
        QTRY_COMPARE(loading.count(), 1);
        table->setFocus();
        press(table, Command::CopyRows);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Name\t")));
        QVERIFY(chooseExportable());
        press(table, Command::ExportSegment);
        ExportSheet *sheet = nullptr; // built when it is first wanted
        QTRY_VERIFY((sheet = m_on.find<ExportSheet>("exportSheet")));
        QTRY_VERIFY(sheet->isVisible());
        auto *primary = m_on.find<QPushButton>("exportPrimaryButton");
        primary->setFocus();
        QTRY_VERIFY(primary->isEnabled());
        QSignalSpy done(primary, &QPushButton::clicked);
        press(primary, Command::Confirm);
        QCOMPARE(done.count(), 1);
        // Back from the preview, then out of the sheet.
        for (int i = 0; i < 3 && sheet->isVisible(); ++i) {
            sheet->setFocus();
            m_on.find<QPushButton>("exportBackButton")->setFocus();
            press(m_on.find<QPushButton>("exportBackButton"), Command::GoBack);
        }
        QVERIFY(!sheet->isVisible());
    }

    void keysOfContactLists()
    {
        WorkbenchHead head;
        auto *side = head.findChild<QAbstractButton *>(QStringLiteral("showSideButton"));
        QVERIFY(show(head, side));
        QSignalSpy toggled(&head, &WorkbenchHead::sideToggled);
        press(side, Command::ToggleSide);
        QTRY_COMPARE(toggled.count(), 1);
        QSignalSpy again(&head, &WorkbenchHead::readAgainAsked);
        head.setPossible(true, true, {}, true);
        press(side, Command::LoadAgain);
        QTRY_COMPARE(again.count(), 1);

        EnrichPage enrich;
        QVERIFY(show(enrich, &enrich));
        auto *choose = enrich.findChild<QPushButton *>(QStringLiteral("chooseSourceButton"));
        choose->setFocus();
        QSignalSpy pasted(&enrich, &EnrichPage::pasteAsked), left(&enrich, &EnrichPage::closed);
        press(choose, Command::PasteRows);
        QCOMPARE(pasted.count(), 1);
        press(choose, Command::GoBack);
        QCOMPARE(left.count(), 1);

        NumberListPicker picker(QStringLiteral("Do not call"), QStringLiteral("doNotCall"));
        picker.setChoices({{.id = QStringLiteral("n1"), .label = QStringLiteral("Numbers")}});
        auto *list = picker.findChild<QListWidget *>();
        QVERIFY(show(picker, list));
        list->setCurrentRow(0);
        QSignalSpy removed(&picker, &NumberListPicker::removeAsked);
        press(list, Command::RemoveNumberList);
        QCOMPARE(removed.count(), 1);
    }

    void keysOfTheWelcomePage()
    {
        RecentPane recent;
        recent.setItems({{RecentItem::Kind::Segment, QStringLiteral("s1"), QStringLiteral("Gold tier"),
                          QDateTime::currentDateTimeUtc()}});
        auto *table = recent.findChild<QWidget *>(QStringLiteral("recentItemsTable"));
        QVERIFY(show(recent, table));
        QSignalSpy removed(&recent, &RecentPane::removeAsked);
        press(table, Command::RemoveRecentItem);
        QCOMPARE(removed.count(), 1);
        FileSheet files;
        QVERIFY(show(files, &files));
        QSignalSpy left(&files, &FileSheet::closed);
        press(&files, Command::GoBack);
        QCOMPARE(left.count(), 1);
    }

    void keysOfTranscripts()
    {
        TranscriptViewer viewer;
        viewer.setTranscript(*readTextTranscript("Call [PHONE_MASKED] or [EMAIL_MASKED]", std::nullopt));
        QVERIFY(show(viewer, &viewer));
        for (const Command command : {Command::NextFinding, Command::PreviousFinding}) {
            const auto spy = spyOn(&viewer, command);
            QVERIFY(spy);
            press(&viewer, command);
            QCOMPARE(spy->count(), 1);
        }
        ReviewPage review;
        review.setItems({{.interactionId = QStringLiteral("int-1"), .original = QStringLiteral("Jo")},
                         {.interactionId = QStringLiteral("int-2"), .original = QStringLiteral("Al")},
                         {.interactionId = QStringLiteral("int-3"), .original = QStringLiteral("Bo")}},
                        0);
        QVERIFY(show(review, &review));
        auto *table = review.focusProxy();
        QVERIFY(table);
        table->setFocus();
        press(table, Command::AcceptFinding);
        QCOMPARE(review.decisions().size(), 1);
        press(table, Command::RejectFinding);
        QCOMPARE(review.decisions().size(), 2);
        const auto skipped = spyOn(&review, Command::SkipFinding);
        press(table, Command::SkipFinding);
        QCOMPARE(skipped->count(), 1);
    }

    void keysOfAudiences()
    {
        AudiencesPage audiences;
        audiences.index()->setTenant(true);
        audiences.index()->setAudiences(sampleAudiences());
        auto *editor = new AudienceEditor(sampleAudiences()[0].id, &audiences);
        audiences.add(editor);
        QVERIFY(show(audiences, &audiences));
        auto *tabs = audiences.findChild<QTabWidget *>(QStringLiteral("audienceTabs"));
        audiences.show(editor);
        tabs->tabBar()->setFocus();
        press(tabs->tabBar(), Command::NextTab);
        QCOMPARE(tabs->currentIndex(), 0);
        tabs->tabBar()->setFocus();
        press(tabs->tabBar(), Command::PreviousTab);
        QCOMPARE(tabs->currentIndex(), 1);
        QSignalSpy closed(&audiences, &AudiencesPage::closeAsked);
        tabs->tabBar()->setFocus();
        press(tabs->tabBar(), Command::CloseTab);
        QCOMPARE(closed.count(), 1);

        ExclusionsPicker picker;
        picker.setExclusions({QStringLiteral("0c7d9a3e-4f5b-4c1d-8e2f-1a2b3c4d5e6f")});
        auto *list = picker.findChild<QListWidget *>(QStringLiteral("exclusionsList"));
        QVERIFY(show(picker, list));
        list->setCurrentRow(0);
        press(list, Command::RemoveExclusion);
        QCOMPARE(list->count(), 0);
    }

    void theListIsSearched()
    {
        ShortcutsWindow window(allShortcuts({}), nullptr);
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.show();
        auto *search = window.findChild<QLineEdit *>(QStringLiteral("shortcutsSearchEdit"));
        auto *table = window.findChild<DataTable *>(QStringLiteral("shortcutsTable"));
        const int all = table->model()->rowCount();
        search->setText(QStringLiteral("palette that is not there"));
        QCOMPARE(table->model()->rowCount(), 0);
        search->setText(QStringLiteral("Ctrl+K"));
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, ShortcutsModel::Text).data().toString(),
                 QStringLiteral("Search commands and objects"));
        search->clear();
        QCOMPARE(table->model()->rowCount(), all);
        keepPicture(window, QStringLiteral("shortcuts"));
        Theme::instance().apply(Theme::Mode::Dark, Theme::Contrast::High);
        keepPicture(window, QStringLiteral("shortcuts-dark-contrast"));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void thePrintedPageHasEveryKey()
    {
        const QList<ShortcutRow> rows
            = allShortcuts({{QStringLiteral("<b>"), QStringLiteral("a & b"), {QKeySequence(Qt::Key_F9)}}});
        const QString html = shortcutsHtml(rows);
        QVERIFY(html.contains(QStringLiteral("&lt;b&gt;")));
        QVERIFY(html.contains(QStringLiteral("a &amp; b")));
        for (const ShortcutRow &row : rows)
            QVERIFY2(html.contains(keysText(row.keys).toHtmlEscaped()), qPrintable(row.text));
        QCOMPARE(keysText({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)}),
                 QStringLiteral("F5 or Ctrl+R"));
    }

    void tooltipsSayTheKeys()
    {
        QVERIFY(open());
        QCOMPARE(m_on.find<QAbstractButton>("reloadSegmentsButton")->toolTip(),
                 QStringLiteral("Refresh the segments (F5)"));
        QVERIFY(m_on.find<QAbstractButton>("openExportButton")->toolTip().contains(QStringLiteral("(Ctrl+E)")));
        QVERIFY(m_on.find<QAbstractButton>("openPaletteButton")->toolTip().contains(QStringLiteral("(Ctrl+K)")));
        QVERIFY(m_on.find<QAbstractButton>("segmentsNavigationButton")->toolTip().contains(QStringLiteral("(Ctrl+1)")));
    }

private:
    ShellWindow m_on;
    std::unique_ptr<QTemporaryDir> m_folder;
};

MUSTER_TEST(TestShortcuts, QApplication)

} // namespace tst_shortcuts
#include "tst_shortcuts.moc"
