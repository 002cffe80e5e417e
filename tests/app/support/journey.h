// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/support/liststation.h"

#include <array>
#include <functional>

namespace muster::test {

/// What one kind of run of the real program does on the tenant, and whether it has done it.
struct Journey
{
    QStringList command;
    QByteArray word; ///< Its entries in the history begin with that.
    std::function<bool(const SandboxRequest &)> isIts; ///< The requests that its work is made of.
    int moment = 2; ///< Of these, the one at which something may happen to the machine: neither begun nor over.
    int signIns = 1; ///< As many services as it uses.
    std::function<bool()> isDone; ///< The tenant, or the file, is as an undisturbed run leaves it.
};

inline constexpr std::array journeyKinds{"export", "corrections", "restore",    "enrich",
                                         "undo",   "audience",    "transcripts"};
[[nodiscard]] SandboxSettings journeyWorld();
/// Of these kinds, or "purge". The station has such a world; what has to be there before is made there.
[[nodiscard]] Journey journeyOf(const QString &kind, ListStation &station);
[[nodiscard]] inline bool isToken(const SandboxRequest &request)
{
    return request.path.endsWith("/token");
}

} // namespace muster::test
