// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/preferences.h"

#include "models/store/appsettings.h"
#include "storefixture.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_preferences {

/// Each setting: its default, what it takes, what it refuses, and that it is the same after a restart.
class TestPreferences : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromLatin1(text); }

private Q_SLOTS:
    void everySettingIsKept_data()
    {
        QTest::addColumn<Setting>("setting");
        QTest::addColumn<QJsonValue>("standard");
        QTest::addColumn<QJsonValue>("other");
        QTest::addColumn<QJsonValue>("wrong");
        using J = QJsonValue;
        const auto row = [](const char *name, Setting setting, const J &standard, const J &other, const J &wrong) {
            QTest::newRow(name) << setting << standard << other << wrong;
        };
        row("theme", Setting::Colours, in("system"), in("dark"), in("pink"));
        row("contrast", Setting::Contrast, in("system"), in("high"), 7);
        row("text size", Setting::TextSize, 100, 150, 99);
        row("dates", Setting::Dates, in("system"), in("iso"), in("xx_YY"));
        row("dates of a country", Setting::Dates, in("system"), in("de_AT"), in("de-AT"));
        row("numbers", Setting::Numbers, in("system"), in("fr_FR"), in("iso"));
        row("region", Setting::DefaultRegion, in(""), in("US"), in("usa"));
        row("page size", Setting::PageSize, 500, 1000, 1001);
        row("page size is whole", Setting::PageSize, 500, 1, 2.5);
        row("batch size", Setting::BatchSize, 100, 1, 0);
        row("history", Setting::KeepHistory, in("forever"), in("3y"), in("3 years"));
        row("messages", Setting::DesktopMessages, in("all"), in("attention"), true);
        row("mark", Setting::TaskBarMark, true, false, 0);
        row("quiet", Setting::QuietMode, false, true, in("yes"));
        row("keys", Setting::Shortcuts, QJsonObject(), QJsonObject{{in("quit"), in("Ctrl+J")}},
            QJsonObject{{in("quit"), 5}});
    }
    void everySettingIsKept()
    {
        QFETCH(Setting, setting);
        QFETCH(QJsonValue, standard);
        QFETCH(QJsonValue, other);
        QFETCH(QJsonValue, wrong);
        StoreFixture files;
        {
            AppSettings settings(files.config);
            QVERIFY(!settings.load());
            Preferences preferences(settings);
            QSignalSpy changed(&preferences, &Preferences::changed);
            QCOMPARE(preferences.value(setting), standard);
            QVERIFY(preferences.isDefault(setting));
            QVERIFY(!preferences.set(setting, wrong));
            QCOMPARE(changed.size(), 0);
            QCOMPARE(preferences.value(setting), standard);
            QVERIFY(preferences.set(setting, other));
            QVERIFY(preferences.set(setting, other)); // nothing new
            QCOMPARE(changed.size(), 1);
            QCOMPARE(changed[0][0].value<Setting>(), setting);
        }
        AppSettings settings(files.config);
        QVERIFY(!settings.load());
        Preferences preferences(settings);
        QCOMPARE(preferences.value(setting), other);
        QVERIFY(!preferences.isDefault(setting));
        preferences.reset(setting);
        QCOMPARE(preferences.value(setting), standard);
        AppSettings again(files.config);
        QVERIFY(!again.load());
        QVERIFY(again.value(Preferences::keyOf(setting)).isNull());
    }

    void whatIsDamagedIsTheDefaultAndSaysSo_data() { everySettingIsKept_data(); }
    void whatIsDamagedIsTheDefaultAndSaysSo()
    {
        QFETCH(Setting, setting);
        QFETCH(QJsonValue, standard);
        QFETCH(QJsonValue, wrong);
        StoreFixture files;
        AppSettings settings(files.config);
        QVERIFY(!settings.load());
        settings.setValue(Preferences::keyOf(setting), wrong);
        Preferences preferences(settings);
        QCOMPARE(preferences.value(setting), standard);
        QVERIFY(preferences.isUnreadable(setting));
        QVERIFY(preferences.set(setting, standard)); // chosen anew, although it is the default
        QVERIFY(!preferences.isUnreadable(setting));
    }

    void resetAllTellsOfWhatChanged()
    {
        StoreFixture files;
        AppSettings settings(files.config);
        QVERIFY(!settings.load());
        settings.setValue(in("window/page"), in("lists"));
        Preferences preferences(settings);
        QVERIFY(preferences.set(Setting::TextSize, 125));
        QVERIFY(preferences.set(Setting::QuietMode, true));
        QSignalSpy changed(&preferences, &Preferences::changed);
        preferences.resetAll();
        QCOMPARE(changed.size(), 2);
        for (int at = 0; at < settingCount; ++at)
            QVERIFY(preferences.isDefault(Setting(at)));
        QCOMPARE(settings.text(in("window/page")), in("lists")); // no setting, so it stays
        preferences.resetAll();
        QCOMPARE(changed.size(), 2);
    }

    void F98_aNewerFileIsNotWritten()
    {
        StoreFixture files;
        const QByteArray content
            = R"({"format":"muster-settings","version":2,"values":{"appearance/colours":"dark"}})";
        files.write("settings.json", content);
        AppSettings settings(files.config);
        QVERIFY(settings.load());
        Preferences preferences(settings);
        QCOMPARE(preferences.text(Setting::Colours), in("dark"));
        QVERIFY(preferences.isForThisRunOnly());
        QVERIFY(preferences.set(Setting::Colours, in("light")));
        QCOMPARE(preferences.text(Setting::Colours), in("light"));
        QCOMPARE(files.read("settings.json"), content);
    }
};

MUSTER_TEST(TestPreferences, QCoreApplication)

} // namespace tst_preferences
#include "tst_preferences.moc"
