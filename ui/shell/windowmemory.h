// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/connectionprofile.h"
#include "ui/common/layoutmemory.h"
#include "ui/shell/shellpages.h"

#include <QByteArray>

class QWidget;

namespace muster {

class Workspace;

/// What the window remembers from one start to the next, in the workspace's settings: geometry, the layout of each
/// page, table and dialog, where one was, the folder and text profile of the last export. Names the keys; no other place
/// does. GUI thread.
class WindowMemory final : public LayoutMemory
{
public:
    explicit WindowMemory(Workspace &workspace); ///< The workspace outlives it.

    void restoreGeometry(QWidget &window) const; ///< Leaves the window as it is when nothing fits.
    void keepGeometry(const QWidget &window);
    /// Nothing was kept yet, and no connection was saved.
    [[nodiscard]] bool isFirstStart() const;
    /// Where one was when the window was closed; at the first start the welcome page.
    [[nodiscard]] ShellPages::Page startPage() const;
    /// The connection that was open then; nothing: none, or it is gone, or it was the sandbox.
    [[nodiscard]] std::optional<ConnectionProfile> startProfile() const;
    void keepPlace(ShellPages::Page page, const QString &profileId);
    /// `page` is a page's objectName. Empty when there is nothing remembered.
    [[nodiscard]] QByteArray pageLayout(const QString &page) const;
    void keepPageLayout(const QString &page, const QByteArray &state);
    [[nodiscard]] QByteArray recall(const QString &what) const override;
    void keep(const QString &what, const QByteArray &state) override;

    /// The last export's folder if it is still there, else the person's documents, else the home folder.
    [[nodiscard]] QString exportFolder() const;
    [[nodiscard]] TextProfile textProfile() const; ///< Spreadsheets until another was confirmed.
    void keepExportDefaults(const QString &folder, TextProfile profile);

    /// Whom the runs on this connection's lists tell when they are complete; empty: nobody. An address with a query is
    /// not remembered: such parts may be keys.
    [[nodiscard]] QString aggregator(const QString &profileId) const;
    void keepAggregator(const QString &profileId, const QString &address);

    /// To the disk. Does nothing in a read-only workspace: the other Muster's layout is the one that counts.
    void save();

private:
    Workspace &m_workspace;
};

} // namespace muster
