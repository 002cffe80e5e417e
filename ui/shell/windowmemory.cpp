// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/windowmemory.h"

#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/profilestore.h"

#include <QDir>
#include <QStandardPaths>
#include <QUrl>
#include <QWidget>

namespace muster {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString pageKey = QStringLiteral("window/page");
const QString openKey = QStringLiteral("window/profile");
const QString folderKey = QStringLiteral("export/folder");
const QString profileKey = QStringLiteral("export/textProfile");
const QString machines = QStringLiteral("machines");
const QString spreadsheets = QStringLiteral("spreadsheets");

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

/// In the order of ShellPages::Page; they stand in files, so they stay.
const QStringList pageNames{QStringLiteral("segments"),    QStringLiteral("lists"),    QStringLiteral("transcripts"),
                            QStringLiteral("audiences"),   QStringLiteral("activity"), QStringLiteral("history"),
                            QStringLiteral("connections"), QStringLiteral("welcome")};

} // namespace

WindowMemory::WindowMemory(Workspace &workspace)
    : m_workspace(workspace)
{
}

void WindowMemory::restoreGeometry(QWidget &window) const
{
    const QByteArray state = m_workspace.settings().blob(geometryKey);
    if (!state.isEmpty())
        window.restoreGeometry(state);
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
    const qsizetype page = pageNames.indexOf(m_workspace.settings().text(pageKey));
    return page < 0 ? ShellPages::Page::Segments : ShellPages::Page(page);
}

std::optional<ConnectionProfile> WindowMemory::startProfile() const
{
    return m_workspace.profiles().byId(m_workspace.settings().text(openKey));
}

void WindowMemory::keepPlace(ShellPages::Page page, const QString &profileId)
{
    m_workspace.settings().setValue(pageKey, pageNames[int(page)]);
    m_workspace.settings().setValue(openKey, profileId);
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
    // The window is going: nobody could act on a message, and the next start merely has the older layout.
    if (const auto saved = m_workspace.settings().save(); !saved)
        qWarning("the window's layout could not be saved: %s", qPrintable(saved.error().code));
}

} // namespace muster
