// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"
#include "settingsfixture.h"
#include "tests/support/looks.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

using namespace muster;
using namespace muster::test;

namespace tst_settingspictures {

/// The page from top to bottom, searched, with nothing found, and from right to left.
class TestSettingsPictures : public Looks
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        initResources();
        QLocale::setDefault(QLocale::c());
    }
    void cleanup()
    {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        Theme::instance().setTextSize(100);
        takeOff();
    }

    void page_data() { addLooks(); }
    void page()
    {
        wear();
        SettingsFixture on;
        QVERIFY(on.preferences().set(Setting::Dates, QStringLiteral("iso")));
        const auto page = on.makePage();
        keep(*page, QStringLiteral("settings"));
        auto *bar = page->findChild<QScrollArea *>()->verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        keep(*page, QStringLiteral("settings-middle"));
        bar->setValue(bar->maximum());
        keep(*page, QStringLiteral("settings-end"));
        auto *search = page->findChild<QLineEdit *>(QStringLiteral("settingsSearchEdit"));
        search->setText(QStringLiteral("xyzzy"));
        keep(*page, QStringLiteral("settings-nothing"));
        search->clear();
        bar->setValue(0);
        Theme::instance().setTextSize(150);
        keep(*page, QStringLiteral("settings-text150"));
        Theme::instance().setTextSize(100);
        QApplication::setLayoutDirection(Qt::RightToLeft);
        keep(*page, QStringLiteral("settings-mirrored"));
        // The control stands at the other side of its words.
        const auto *row = page->findChild<SettingRow *>();
        QVERIFY(row->control()->x() < row->width() / 2);
    }
};

MUSTER_TEST(TestSettingsPictures, QApplication)

} // namespace tst_settingspictures
#include "tst_settingspictures.moc"
