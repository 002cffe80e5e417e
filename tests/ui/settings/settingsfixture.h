// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/workspace.h"
#include "models/store/preferences.h"
#include "network/http/clock.h"
#include "tests/support/memoryvault.h"
#include "ui/common/commands.h"
#include "ui/common/theme.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/shellcommands.h"

#include <QTemporaryDir>

namespace muster::test {

/// A workspace of its own, and the page on it.
class SettingsFixture
{
public:
    SettingsFixture()
        : workspace(std::move(
              Workspace::open(Workspace::Paths::under(folder.path()), clock, std::make_unique<MemoryVault>()).value()))
    {
    }
    [[nodiscard]] Preferences &preferences() { return workspace->preferences(); }
    [[nodiscard]] std::unique_ptr<SettingsPage> makePage()
    {
        return std::make_unique<SettingsPage>(*workspace, navigationShortcuts());
    }
    /// Ids of the rows that are not hidden by the search.
    [[nodiscard]] static QStringList shown(const SettingsPage &page)
    {
        QStringList ids;
        for (const SettingRow *row : page.findChildren<SettingRow *>()) {
            if (row->isVisibleTo(&page))
                ids << QString::fromLatin1(row->entry().id);
        }
        return ids;
    }

    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<Workspace> workspace;
};

/// As it was before, whatever a test has chosen for the whole program.
class LookKeeper
{
public:
    ~LookKeeper()
    {
        Theme::instance().setTextSize(100);
        Theme::instance().apply(Theme::Mode::Light);
        CommandKeys::instance().choose({});
    }
};

} // namespace muster::test
