// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingspage.h"

#include "models/store/appsettings.h"
#include "resources/resources.h"
#include "settingsfixture.h"
#include "tests/support/testprogram.h"
#include "ui/audit/retentiondialog.h"
#include "ui/common/formparts.h"
#include "ui/settings/settingeffects.h"
#include "ui/settings/shortcutspane.h"
#include "ui/shell/runnotifier.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_settingspage {

class TestSettingsPage : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    template <typename T>
    static T *find(const QWidget &page, const char *name)
    {
        return page.findChild<T *>(in(name));
    }
    static void choose(QComboBox *combo, const QString &value) { combo->setCurrentIndex(combo->findData(value)); }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void wordsAndSynonymsFindASetting_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("its name") << in("text size") << QStringList{in("textSize")};
        QTest::newRow("another word") << in("font") << QStringList{in("textSize")};
        QTest::newRow("case and order") << in("MODE dark") << QStringList{in("colours")};
        QTest::newRow("the section") << in("retention") << QStringList{in("keepHistory"), in("backups")};
        QTest::newRow("an action") << in("skip for now") << QStringList{in("shortcuts")};
        QTest::newRow("do not disturb") << in("disturb") << QStringList{in("quietMode")};
        QTest::newRow("nothing") << in("xyzzy") << QStringList{};
    }
    void wordsAndSynonymsFindASetting()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, found);
        SettingsFixture on;
        const auto page = on.makePage();
        const qsizetype all = SettingsFixture::shown(*page).size();
        QCOMPARE(all, settingEntries().size());
        auto *search = find<QLineEdit>(*page, "settingsSearchEdit");
        QTest::keyClicks(search, typed);
        auto *stack = find<QStackedWidget>(*page, "settingsStack");
        if (found.isEmpty()) {
            QCOMPARE(stack->currentWidget()->objectName(), in("noSettingEmptyState"));
            QCOMPARE(stack->currentWidget()->findChild<PlainLabel *>()->plainText(), in("No setting matches “xyzzy”."));
            stack->currentWidget()->findChild<QPushButton *>()->click();
            QCOMPARE(search->text(), QString());
        } else {
            QCOMPARE(SettingsFixture::shown(*page), found);
            search->clear();
        }
        QCOMPARE(SettingsFixture::shown(*page).size(), all);
    }

    void everyControlSetsItsSetting()
    {
        SettingsFixture on;
        const auto page = on.makePage();
        choose(find<QComboBox>(*page, "languageCombo"), in("fr"));
        choose(find<QComboBox>(*page, "coloursCombo"), in("dark"));
        choose(find<QComboBox>(*page, "contrastCombo"), in("high"));
        choose(find<QComboBox>(*page, "textSizeCombo"), in("125"));
        choose(find<QComboBox>(*page, "datesCombo"), in("de_AT"));
        choose(find<QComboBox>(*page, "numbersCombo"), in("fr_FR"));
        choose(find<QComboBox>(*page, "defaultRegionCombo"), in("GB"));
        find<QSpinBox>(*page, "pageSizeSpin")->setValue(250);
        find<QSpinBox>(*page, "batchSizeSpin")->setValue(40);
        choose(find<QComboBox>(*page, "keepHistoryCombo"), in("3y"));
        choose(find<QComboBox>(*page, "desktopMessagesCombo"), in("attention"));
        find<QCheckBox>(*page, "taskBarMarkCheck")->click();
        find<QCheckBox>(*page, "quietModeCheck")->click();
        Preferences &set = on.preferences();
        QCOMPARE(set.text(Setting::Language), in("fr"));
        QCOMPARE(set.text(Setting::Colours), in("dark"));
        QCOMPARE(set.text(Setting::Contrast), in("high"));
        QCOMPARE(set.number(Setting::TextSize), 125);
        QCOMPARE(set.text(Setting::Dates), in("de_AT"));
        QCOMPARE(set.text(Setting::Numbers), in("fr_FR"));
        QCOMPARE(set.text(Setting::DefaultRegion), in("GB"));
        QCOMPARE(set.number(Setting::PageSize), 250);
        QCOMPARE(set.number(Setting::BatchSize), 40);
        QCOMPARE(set.text(Setting::KeepHistory), in("3y"));
        QCOMPARE(set.text(Setting::DesktopMessages), in("attention"));
        QVERIFY(!set.flag(Setting::TaskBarMark));
        QVERIFY(set.flag(Setting::QuietMode));
        // What holds from the next start on says so, with a sample.
        QVERIFY(find<SettingRow>(*page, "datesSettingRow")->findChildren<PlainLabel *>().first()->plainText().contains(
            in("After a restart: 26.11.")));
        // Each has its way back.
        for (const SettingRow *row : page->findChildren<SettingRow *>()) {
            auto *reset = row->findChild<QToolButton *>(in(row->entry().id) + in("ResetButton"));
            QCOMPARE(!reset->isHidden(), row->entry().setting.has_value() && row->entry().setting != Setting::Shortcuts);
            if (!reset->isHidden())
                reset->click();
        }
        for (int at = 0; at < settingCount; ++at)
            QVERIFY(set.isDefault(Setting(at)));
        QCOMPARE(find<QSpinBox>(*page, "pageSizeSpin")->value(), 500);
        QCOMPARE(find<QComboBox>(*page, "defaultRegionCombo")->currentData().toString(), QString());
    }

    void twoWindowsAgree()
    {
        SettingsFixture on;
        const auto one = on.makePage(), other = on.makePage();
        choose(find<QComboBox>(*one, "textSizeCombo"), in("150"));
        QCOMPARE(find<QComboBox>(*other, "textSizeCombo")->currentData().toString(), in("150"));
        find<QCheckBox>(*other, "quietModeCheck")->click();
        QVERIFY(find<QCheckBox>(*one, "quietModeCheck")->isChecked());
        // The dialog of the history and the page are of one mind.
        RetentionDialog dialog(*on.workspace);
        auto *keep = dialog.findChild<QComboBox *>(in("keepHistoryCombo"));
        keep->setCurrentIndex(keep->findData(in("6y")));
        Q_EMIT keep->activated(keep->currentIndex());
        QCOMPARE(find<QComboBox>(*one, "keepHistoryCombo")->currentData().toString(), in("6y"));
    }

    void whatIsUnreadableSaysSo()
    {
        SettingsFixture on;
        on.workspace->settings().setValue(Preferences::keyOf(Setting::TextSize), in("huge"));
        const auto page = on.makePage();
        QCOMPARE(find<QComboBox>(*page, "textSizeCombo")->currentData().toString(), in("100"));
        auto *row = find<SettingRow>(*page, "textSizeSettingRow");
        QVERIFY(row->findChildren<PlainLabel *>().first()->isVisibleTo(page.get()));
        QCOMPARE(row->findChildren<PlainLabel *>().first()->plainText(),
                 in("The saved value couldn’t be read, so the default is used."));
        row->findChild<QToolButton *>(in("textSizeResetButton"))->click();
        QVERIFY(!on.preferences().isUnreadable(Setting::TextSize));
        QVERIFY(row->findChildren<PlainLabel *>().first()->isHidden());
    }

    void themeAndTextSizeAreSeenAtOnce()
    {
        const LookKeeper keeper;
        SettingsFixture on;
        const SettingEffects effects(on.preferences());
        QWidget window;
        auto *body = new QLabel(in("body"), &window);
        auto *title = pageTitle(&window, in("title")); // a size of its own
        auto *section = sectionTitle(&window, in("section")); // a weight of its own
        window.show();
        const double before = body->font().pointSizeF(), larger = title->font().pointSizeF();
        QVERIFY(on.preferences().set(Setting::TextSize, 150));
        QCOMPARE(body->font().pointSizeF(), before * 1.5);
        QCOMPARE(title->font().pointSizeF(), larger * 1.5);
        QCOMPARE(section->font().pointSizeF(), before * 1.5);
        QVERIFY(section->font().bold() || section->font().weight() > QFont::Normal);
        QCOMPARE(Theme::secondaryFont().pointSizeF() / QApplication::font().pointSizeF() < 1, true);
        on.preferences().reset(Setting::TextSize);
        QCOMPARE(body->font().pointSizeF(), before);
        QCOMPARE(title->font().pointSizeF(), larger);
        QVERIFY(on.preferences().set(Setting::Colours, in("dark")));
        QVERIFY(Theme::instance().isDark());
        QVERIFY(on.preferences().set(Setting::Contrast, in("high")));
        QVERIFY(Theme::instance().isHighContrast() && Theme::instance().isDark());
    }

    void runsAreToldAsIsWanted_data()
    {
        QTest::addColumn<QString>("messages");
        QTest::addColumn<bool>("mark");
        QTest::addColumn<bool>("quiet");
        QTest::addColumn<RunOutcome::Kind>("ended");
        QTest::addColumn<int>("ways");
        using K = RunOutcome::Kind;
        using W = RunNotifier::Way;
        const int both = (RunNotifier::Ways(W::Message) | W::Mark).toInt(), mark = int(W::Mark), message = int(W::Message);
        QTest::newRow("as it comes") << in("all") << true << false << K::Complete << both;
        QTest::newRow("success is no matter") << in("attention") << true << false << K::Complete << mark;
        QTest::newRow("findings are") << in("attention") << false << false << K::CompleteWithFindings << message;
        QTest::newRow("failure is") << in("attention") << true << false << K::Failed << both;
        QTest::newRow("a pause is") << in("attention") << true << false << K::Paused << both;
        QTest::newRow("cancelling is not") << in("attention") << true << false << K::Cancelled << mark;
        QTest::newRow("never") << in("none") << true << false << K::Failed << mark;
        QTest::newRow("quiet") << in("all") << true << true << K::Failed << 0;
    }
    void runsAreToldAsIsWanted()
    {
        QFETCH(QString, messages);
        QFETCH(bool, mark);
        QFETCH(bool, quiet);
        QFETCH(RunOutcome::Kind, ended);
        SettingsFixture on;
        QVERIFY(on.preferences().set(Setting::DesktopMessages, messages));
        QVERIFY(on.preferences().set(Setting::TaskBarMark, mark));
        QVERIFY(on.preferences().set(Setting::QuietMode, quiet));
        QTEST(RunNotifier::waysFor(on.preferences(), ended).toInt(), "ways");
    }

    void F97_anotherMustersFolderIsNotWritten()
    {
        SettingsFixture on;
        auto second = std::move(
            Workspace::open(Workspace::Paths::under(on.folder.path()), on.clock, std::make_unique<MemoryVault>()).value());
        QVERIFY(second->isReadOnly());
        const SettingsPage page(*second, {});
        QVERIFY(!find<PlainLabel>(page, "settingsReadOnlyLabel")->isHidden());
        choose(find<QComboBox>(page, "coloursCombo"), in("dark"));
        QCOMPARE(second->preferences().text(Setting::Colours), in("dark"));
        QCOMPARE(on.preferences().text(Setting::Colours), in("system"));
    }
};

MUSTER_TEST(TestSettingsPage, QApplication)

} // namespace tst_settingspage
#include "tst_settingspage.moc"
