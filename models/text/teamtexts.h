// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/team/teampublisher.h"

#include <QString>

namespace muster {

/// How far the team's database is, in a sentence or two; empty where it refuses and only the reason were to be said,
/// which is not there.
[[nodiscard]] QString teamStatusText(const TeamStatus &status);
/// That the role may do more than it needs, and what; empty: it may not.
[[nodiscard]] QString teamRightsText(const QStringList &excess);
/// That some of what was read was passed over; empty: nothing was.
[[nodiscard]] QString teamUnreadableText(int count);
/// Computer and role of the database, for a column.
[[nodiscard]] QString teamSourceText(const TeamSource &source);

} // namespace muster
