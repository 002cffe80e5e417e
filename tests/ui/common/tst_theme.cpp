// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/common/designtokens.h"
#include "ui/common/desktopscheme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_theme {

/// What a desktop's portal says of its colours; interface of org.freedesktop.portal.Settings.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;
    uint contrast = 0;
    bool knowsContrast = true;
    bool gnomeContrast = false;

    void tell(const QString &group, const QString &key, const QVariant &value)
    {
        Q_EMIT SettingChanged(group, key, QDBusVariant(value));
    }
    void choose(uint wanted)
    {
        scheme = wanted;
        tell(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), wanted);
    }

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key) // wraps its answer twice, as portals do
    {
        const QString asking = QString(group % u' ' % key);
        asked << asking;
        QVariant value = scheme;
        if (asking == u"org.gnome.desktop.a11y.interface high-contrast")
            value = gnomeContrast;
        else if (asking == u"org.freedesktop.appearance contrast")
            value = knowsContrast ? QVariant(contrast) : QVariant(QString());
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

public:
    QStringList asked;
};

/// The look follows the desktop while windows are open. One after the other: they share an application and its bus.
class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void withoutAPortalThePlatformsPaletteIsFollowed();
    void aThemeBehindOurPaletteIsLookedAt();
    void theChosenLookStaysWhateverTheDesktopDoes();
    void thePortalSaysWhatIsWanted();
    void theWindowFollowsThePortal();
    void thePortalSaysWhetherContrastIsWanted();
    void theWindowFollowsTheWishForContrast();

private:
    static QPalette platformPalette(const QColor &ground, const QColor &ink)
    {
        return QPalette(ink, ground, ground, ground, ground, ink, ink, ground, ground);
    }
    QDBusConnection bus(const char *name) { return QDBusConnection::connectToBus(m_address, QLatin1String(name)); }

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
    FakePortal m_portal;
};

void TestTheme::initTestCase()
{
    QVERIFY(qunsetenv("DBUS_SESSION_BUS_ADDRESS")); // nobody's desktop has a say
    // A bus that starts nothing by itself: no key store, no portal of the machine's own.
    QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<busconfig><type>session</type><listen>unix:tmpdir=" + m_folder.path().toUtf8()
                 + "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow "
                   "eavesdrop=\"true\"/><allow own=\"*\"/></policy>"
                   "</busconfig>");
    config.close();
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--nofork"),
                    QStringLiteral("--print-address")});
    QVERIFY2(m_daemon.waitForStarted(), "dbus-daemon is not installed");
    QVERIFY(m_daemon.waitForReadyRead());
    m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
    QVERIFY(!m_address.isEmpty());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
}

void TestTheme::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void TestTheme::withoutAPortalThePlatformsPaletteIsFollowed()
{
    Theme &theme = Theme::instance();
    theme.apply(Theme::Mode::System);
    QVERIFY(!theme.isDark()); // what the offscreen platform gives
    ListsWindow lists;
    QVERIFY(lists.open());
    QSignalSpy changed(&theme, &Theme::changed);
    QApplication::setPalette(platformPalette(QColor(30, 30, 34), Qt::white)); // as a platform theme does
    QTRY_VERIFY(theme.isDark());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
    QCOMPARE(lists.window().palette().color(QPalette::Window), darkTokens().raised);
    auto *button = lists.find<QPushButton>("openListFileButton");
    QCOMPARE(button->grab().toImage().pixelColor(button->width() / 2, 4), darkTokens().surface);
    QApplication::setPalette(platformPalette(QColor(250, 250, 250), Qt::black));
    QTRY_VERIFY(!theme.isDark());
    QCOMPARE(lists.window().palette().color(QPalette::Window), lightTokens().raised);
    QCOMPARE(button->grab().toImage().pixelColor(button->width() / 2, 4), lightTokens().surface);
    QTest::qWait(50);
    QCOMPARE(changed.count(), 2); // and it has come to rest
}

void TestTheme::aThemeBehindOurPaletteIsLookedAt()
{
    Theme &theme = Theme::instance();
    theme.apply(Theme::Mode::System);
    ListsWindow lists;
    QVERIFY(lists.open());
    QApplication::setPalette(platformPalette(QColor(30, 30, 34), Qt::white));
    QTRY_VERIFY(theme.isDark());
    // The platform below is light, which only shows where ours is taken away.
    QEvent other(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&lists.window(), &other);
    QTRY_VERIFY(!theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().surface);
}

void TestTheme::theChosenLookStaysWhateverTheDesktopDoes()
{
    Theme &theme = Theme::instance();
    theme.apply(Theme::Mode::Light);
    ListsWindow lists;
    QVERIFY(lists.open());
    QSignalSpy changed(&theme, &Theme::changed);
    QApplication::setPalette(platformPalette(QColor(30, 30, 34), Qt::white));
    QTRY_COMPARE(changed.count(), 1); // put back
    QVERIFY(!theme.isDark());
    QCOMPARE(lists.window().palette().color(QPalette::Window), lightTokens().raised);
    theme.apply(Theme::Mode::System);
    QVERIFY(theme.isDark()); // what was seen meanwhile
    QApplication::setPalette(platformPalette(Qt::white, Qt::black));
    QTRY_VERIFY(!theme.isDark());
}

void TestTheme::thePortalSaysWhatIsWanted()
{
    DesktopScheme nobody(bus("client"));
    QTest::qWait(50);
    QVERIFY(!nobody.prefersDark()); // there is no portal yet
    QDBusConnection portal = bus("portal");
    QVERIFY(portal.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal,
                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(portal.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    m_portal.scheme = 1;
    DesktopScheme scheme(bus("client"));
    QVERIFY(!scheme.prefersDark()); // not waited for
    QTRY_COMPARE(scheme.prefersDark(), std::optional(true));
    QVERIFY(m_portal.asked.contains(QStringLiteral("org.freedesktop.appearance color-scheme")));
    QSignalSpy changed(&scheme, &DesktopScheme::changed);
    m_portal.tell(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("accent-color"), 2u);
    m_portal.tell(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("color-scheme"), 2u);
    m_portal.choose(2);
    QTRY_COMPARE(scheme.prefersDark(), std::optional(false));
    QCOMPARE(changed.count(), 1);
    m_portal.choose(0);
    QTRY_COMPARE(scheme.prefersDark(), std::nullopt);
    m_portal.choose(77); // nothing that the interface knows
    m_portal.choose(1);
    QTRY_COMPARE(scheme.prefersDark(), std::optional(true));
    QCOMPARE(changed.count(), 3);
}

/// The application's own bus is the same one: it was told before anything asked.
void TestTheme::theWindowFollowsThePortal()
{
    Theme &theme = Theme::instance();
    theme.apply(Theme::Mode::System);
    ListsWindow lists;
    QVERIFY(lists.open());
    m_portal.choose(1);
    QTRY_VERIFY(theme.isDark());
    QCOMPARE(lists.window().palette().color(QPalette::Window), darkTokens().raised);
    QApplication::setPalette(platformPalette(Qt::white, Qt::black)); // the portal's word weighs more
    QTRY_COMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
    QVERIFY(theme.isDark());
    m_portal.choose(0); // no preference: what the platform's palette says
    QTRY_VERIFY(!theme.isDark());
    QCOMPARE(lists.window().palette().color(QPalette::Window), lightTokens().raised);
}

void TestTheme::thePortalSaysWhetherContrastIsWanted()
{
    const QString freedesktop = QStringLiteral("org.freedesktop.appearance"), key = QStringLiteral("contrast");
    const QString gnome = QStringLiteral("org.gnome.desktop.a11y.interface"), old = QStringLiteral("high-contrast");
    m_portal.contrast = 1;
    DesktopScheme scheme(bus("client"));
    QVERIFY(!scheme.prefersHighContrast()); // not waited for
    QTRY_VERIFY(scheme.prefersHighContrast());
    QSignalSpy changed(&scheme, &DesktopScheme::changed);
    m_portal.tell(freedesktop, key, 7u); // nothing that the interface knows
    QTRY_VERIFY(!scheme.prefersHighContrast());
    m_portal.tell(gnome, old, true);
    QTRY_VERIFY(scheme.prefersHighContrast());
    m_portal.tell(gnome, old, QStringLiteral("yes"));
    QTRY_VERIFY(!scheme.prefersHighContrast());
    QCOMPARE(changed.count(), 3);
    // A portal of before "contrast": GNOME's own key is enough.
    m_portal.knowsContrast = false;
    m_portal.gnomeContrast = true;
    DesktopScheme older(bus("client"));
    QTRY_VERIFY(older.prefersHighContrast());
    m_portal.knowsContrast = true;
    m_portal.gnomeContrast = false;
    m_portal.contrast = 0;
}

void TestTheme::theWindowFollowsTheWishForContrast()
{
    const QString group = QStringLiteral("org.freedesktop.appearance"), key = QStringLiteral("contrast");
    Theme &theme = Theme::instance();
    theme.apply(Theme::Mode::Dark, Theme::Contrast::System);
    m_portal.tell(group, key, 0u);
    QTRY_VERIFY(!theme.isHighContrast());
    ListsWindow lists;
    QVERIFY(lists.open());
    m_portal.tell(group, key, 1u);
    QTRY_VERIFY(theme.isHighContrast());
    QVERIFY(theme.isDark()); // chosen, whatever the portal says
    QCOMPARE(lists.window().palette().color(QPalette::Window), darkContrastTokens().raised);
    theme.apply(Theme::Mode::Dark, Theme::Contrast::Standard); // the person's word weighs more
    QCOMPARE(lists.window().palette().color(QPalette::Window), darkTokens().raised);
    theme.apply(Theme::Mode::System);
}

MUSTER_TEST(TestTheme, QApplication)

} // namespace tst_theme
#include "tst_theme.moc"
