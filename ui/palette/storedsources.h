// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"

#include <QString>
#include <functional>

class QObject;

namespace muster {

class HelpIndex;
class PaletteSource;
class Run;
class RunListModel;
class Workspace;
struct RecentItem;

/// Sources of what is kept here and not on a tenant. Each reads what there is when the palette opens; `parent` owns it,
/// what is handed in outlives it.

/// The built-in sandbox and the saved connections; `current` gives the id of the one that is open.
[[nodiscard]] PaletteSource *makeConnectionsSource(Workspace &workspace, std::function<QString()> current,
                                                   std::function<void(const ConnectionProfile &)> open,
                                                   QObject *parent);
/// Masking policies, by their names; the built-in one is the first.
[[nodiscard]] PaletteSource *makePoliciesSource(Workspace &workspace, std::function<void(const QString &name)> open,
                                                QObject *parent);
/// The runs of this session, those that go and those that have ended.
[[nodiscard]] PaletteSource *makeRunsSource(const RunListModel &runs, std::function<void(Run *)> open, QObject *parent);
/// What was opened last with the connection that is open; `profileId` gives its id.
[[nodiscard]] PaletteSource *makeRecentSource(Workspace &workspace, std::function<QString()> profileId,
                                              std::function<void(const RecentItem &)> open, QObject *parent);
/// The pages of the manual, which is read when they are first looked for.
[[nodiscard]] PaletteSource *makeHelpSource(std::function<const HelpIndex &()> index,
                                            std::function<void(const QString &pageId)> open, QObject *parent);

} // namespace muster
