// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filekind.h"
#include "models/store/recentitems.h"
#include "network/wire/contactlist.h"

#include <QObject>

namespace muster {

class TenantSession;
class WelcomePage;
class Workspace;

/// Joins the welcome page to the files that people bring and to what they opened last. A file that is one thing for
/// certain is opened at once; where there is something to be chosen, the sheet asks. Owned by the shell, as long as the
/// page lives; sessions come and go.
class WelcomeController : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxFiles = 20; ///< At once.

    WelcomeController(WelcomePage &page, Workspace &workspace, QObject *parent = nullptr);

    /// The session that is open, or none; what it has is told by its answers.
    void join(TenantSession *session);
    void openFiles(const QStringList &files); ///< At most maxFiles; the rest is left out.
    void chooseFile(); ///< The person looks for one.

Q_SIGNALS:
    void sheetAsked(); ///< The page wants to be seen: something has to be chosen.
    void fileAsked(const QString &file, muster::FileKind kind, const muster::ContactListSummary &list);
    void recentAsked(const muster::RecentItem &item);

private:
    void take(const QList<LookedFile> &files);
    void open(const QString &file, FileKind kind, const ContactListSummary &list);
    void showRecent();
    void showNotSaved(const ApiError &error);

    WelcomePage &m_page;
    Workspace &m_workspace;
    FileLook *m_look = nullptr;
    TenantSession *m_session = nullptr;
    QString m_profileId; ///< Empty: no session.
};

} // namespace muster
