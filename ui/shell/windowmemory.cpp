// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/windowmemory.h"

#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/profilestore.h"
#include "models/store/storethread.h"

#include <QDir>
#include <QGuiApplication>
#include <QScreen>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>
#include <algorithm>

namespace muster {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString pageKey = QStringLiteral("window/page");
const QString profileIdKey = QStringLiteral("window/profile");
const QString collapsedKey = QStringLiteral("window/navigationCollapsed");
const QString usageKey = QStringLiteral("palette/usage");
const QString folderKey = QStringLiteral("export/folder");
const QString profileKey = QStringLiteral("export/textProfile");
const QString machines = QStringLiteral("machines");
const QString spreadsheets = QStringLiteral("spreadsheets");

// What of a window's top has to be seen so that it can be taken hold of.
constexpr int handleHeight = 24, handleWidth = 160;

QString layoutKey(const QString &page)
{
    return QStringLiteral("layout/") + page;
}

QString arrangedKey(const QString &what)
{
    return QStringLiteral("arranged/") + what;
}

QString aggregatorKey(const QString &profileId)
{
    return QStringLiteral("lists/aggregator/") + profileId;
}

} // namespace

WindowMemory::WindowMemory(Workspace &workspace)
    : m_workspace(workspace)
{
}

void WindowMemory::restoreGeometry(QWidget &window) const
{
    const QByteArray state = m_workspace.settings().blob(geometryKey);
    if (state.isEmpty() || !window.restoreGeometry(state) || window.isMaximized() || window.isFullScreen())
        return;
    QList<QRect> rooms{QGuiApplication::primaryScreen()->availableGeometry()};
    const QList<QScreen *> screens = QGuiApplication::screens();
    for (const QScreen *screen : screens)
        rooms << screen->availableGeometry();
    window.setGeometry(fitToScreens(window.geometry(), rooms));
}

QRect WindowMemory::fitToScreens(const QRect &frame, const QList<QRect> &screens)
{
    const QRect handle(frame.left(), frame.top(), frame.width(), handleHeight);
    const auto isReached = [&](const QRect &screen) {
        const QRect seen = handle & screen;
        return seen.height() == handle.height() && seen.width() >= std::min(handleWidth, handle.width());
    };
    if (screens.isEmpty() || std::any_of(screens.begin(), screens.end(), isReached))
        return frame;
    const auto overlap = [&frame](const QRect &screen) {
        const QRect common = frame & screen;
        return qint64(common.width()) * common.height();
    };
    const QRect room = *std::max_element(screens.begin(), screens.end(), [&](const QRect &a, const QRect &b) {
        return overlap(a) < overlap(b); // the first of equals: the primary one
    });
    QRect fitted(frame.topLeft(), frame.size().boundedTo(room.size()));
    fitted.moveLeft(std::clamp(fitted.left(), room.left(), room.right() + 1 - fitted.width()));
    fitted.moveTop(std::clamp(fitted.top(), room.top(), room.bottom() + 1 - fitted.height()));
    return fitted;
}

QString WindowMemory::lastPage() const
{
    return m_workspace.settings().text(pageKey);
}

void WindowMemory::keepLastPage(const QString &page)
{
    m_workspace.settings().setValue(pageKey, page);
}

QString WindowMemory::lastProfile() const
{
    return m_workspace.settings().text(profileIdKey);
}

void WindowMemory::keepLastProfile(const QString &profileId)
{
    if (lastProfile() == profileId)
        return;
    m_workspace.settings().setValue(profileIdKey, profileId);
    save(); // at once: whatever ends Muster, the next start goes on where the person is
}

bool WindowMemory::isNavigationCollapsed() const
{
    return m_workspace.settings().flag(collapsedKey, false);
}

void WindowMemory::keepNavigationCollapsed(bool collapsed)
{
    m_workspace.settings().setValue(collapsedKey, collapsed);
}

UsageMemory WindowMemory::paletteUsage() const
{
    return UsageMemory::fromJson(m_workspace.settings().value(usageKey).toArray());
}

void WindowMemory::keepPaletteUsage(const UsageMemory &usage)
{
    m_workspace.settings().setValue(usageKey, usage.toJson());
}

void WindowMemory::keepGeometry(const QWidget &window)
{
    m_workspace.settings().setBlob(geometryKey, window.saveGeometry());
}

bool WindowMemory::isFirstStart() const
{
    return m_workspace.settings().blob(geometryKey).isEmpty() && m_workspace.profiles().profiles().isEmpty();
}

ShellPages::Page WindowMemory::startPage() const
{
    if (isFirstStart())
        return ShellPages::Page::Welcome;
    return ShellPages::pageNamed(lastPage()).value_or(ShellPages::Page::Segments);
}

QByteArray WindowMemory::pageLayout(const QString &page) const
{
    return m_workspace.settings().blob(layoutKey(page));
}

void WindowMemory::keepPageLayout(const QString &page, const QByteArray &state)
{
    m_workspace.settings().setBlob(layoutKey(page), state);
}

QByteArray WindowMemory::recall(const QString &what) const
{
    return m_workspace.settings().blob(arrangedKey(what));
}

void WindowMemory::keep(const QString &what, const QByteArray &state)
{
    if (state.isEmpty())
        m_workspace.settings().remove(arrangedKey(what));
    else
        m_workspace.settings().setBlob(arrangedKey(what), state);
}

QString WindowMemory::exportFolder() const
{
    const QString last = m_workspace.settings().text(folderKey);
    if (QDir::isAbsolutePath(last) && QDir(last).exists())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

TextProfile WindowMemory::textProfile() const
{
    return m_workspace.settings().text(profileKey) == machines ? TextProfile::Machines : TextProfile::Spreadsheets;
}

void WindowMemory::keepExportDefaults(const QString &folder, TextProfile profile)
{
    m_workspace.settings().setValue(folderKey, folder);
    m_workspace.settings().setValue(profileKey, profile == TextProfile::Machines ? machines : spreadsheets);
}

QString WindowMemory::aggregator(const QString &profileId) const
{
    return m_workspace.settings().text(aggregatorKey(profileId));
}

void WindowMemory::keepAggregator(const QString &profileId, const QString &address)
{
    if (address.isEmpty())
        m_workspace.settings().remove(aggregatorKey(profileId));
    else if (!QUrl(address).hasQuery())
        m_workspace.settings().setValue(aggregatorKey(profileId), address);
}

void WindowMemory::save()
{
    if (m_workspace.isReadOnly())
        return;
    // The window may be going: nobody could act on a message, and the next start merely has the older layout.
    m_workspace.storeThread().run([write = m_workspace.settings().writer()] {
        const Result<void> saved = write();
        if (!saved)
            qWarning("the window's layout could not be saved: %s", qPrintable(saved.error().code));
        return saved;
    });
}

} // namespace muster
