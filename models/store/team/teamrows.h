// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/team/teamdatabase.h"

#include <QVariantList>
#include <optional>

namespace muster {

// What the team's database answers, taken apart. Whatever stands in its tables, another program may have put there:
// nothing is trusted to be there, to be of its type or to be short. Pure; any thread.

struct TeamRowLimits
{
    static constexpr qsizetype name = 200; ///< Characters: of computers, roles, accounts, kinds, states.
    static constexpr qsizetype title = 2000;
    static constexpr qsizetype target = 4096;
    static constexpr qsizetype digest = 64;
    static constexpr qsizetype json = 262'144; ///< Bytes: of measures, and of an ending.
};

/// Of machine, name of the computer, role and line. nullopt: no line that a Muster wrote, or one that is too long.
[[nodiscard]] std::optional<TeamEntry> teamEntryOf(const QVariantList &row);

struct TeamRunRow
{
    TeamRun run;
    bool isWhole = true; ///< Its ending and its measures read, as far as they are there.
};
/// Of machine, computer, role, actor, id, kind, title, connection, target, digest of the order, start and change (ms
/// since 1970, UTC), state, reason, lives, ending and measures; what is missing or of another type is empty. Times
/// outside of the years that a clock shows are invalid; there are never fewer than 0 lives.
[[nodiscard]] TeamRunRow teamRunOf(const QVariantList &row);

/// Of machine, name and role.
[[nodiscard]] TeamSource teamSourceOf(const QVariantList &row);

} // namespace muster
