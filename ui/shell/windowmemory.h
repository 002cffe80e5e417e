// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/palette/usagememory.h"
#include "models/rules/exportorder.h"
#include "ui/common/layoutmemory.h"
#include "ui/shell/shellpages.h"

#include <QByteArray>
#include <QList>
#include <QRect>

class QWidget;

namespace muster {

class Workspace;

/// What the window remembers from one start to the next, in the workspace's settings: geometry, page and connection,
/// the layout of each page, table and dialog, what was used in the palette, the folder and text profile
/// of the last export. Names the keys; no other place does. GUI thread.
class WindowMemory final : public LayoutMemory
{
public:
    explicit WindowMemory(Workspace &workspace); ///< The workspace outlives it.

    /// Leaves the window as it is when nothing fits. A window that was on a screen that is gone comes to one that is
    /// there.
    void restoreGeometry(QWidget &window) const;
    void keepGeometry(const QWidget &window);
    /// Nothing was kept yet, and no connection was saved.
    [[nodiscard]] bool isFirstStart() const;
    /// Where one was when the window was closed; at the first start the welcome page.
    [[nodiscard]] ShellPages::Page startPage() const;
    /// `frame` as it is when it can be taken hold of on one of the screens (their free rooms; the first is the primary
    /// one), else moved and cut to the one that it is on most.
    [[nodiscard]] static QRect fitToScreens(const QRect &frame, const QList<QRect> &screens);

    [[nodiscard]] QString lastPage() const; ///< Name of the page that was shown at the end; empty: none.
    void keepLastPage(const QString &page);
    [[nodiscard]] QString lastProfile() const; ///< Id of the connection that was opened last; empty: none.
    void keepLastProfile(const QString &profileId);
    [[nodiscard]] bool isNavigationCollapsed() const;
    void keepNavigationCollapsed(bool collapsed);
    [[nodiscard]] UsageMemory paletteUsage() const;
    void keepPaletteUsage(const UsageMemory &usage);

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
