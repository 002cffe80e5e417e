// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/rules/lists/listverdict.h"

namespace muster {

/// The tone of a verdict, the same in tables, details and charts.
[[nodiscard]] constexpr Tone verdictTone(ListVerdict verdict)
{
    switch (verdict) {
    case ListVerdict::Unchanged:
        return Tone::Good;
    case ListVerdict::Fix:
        return Tone::Info;
    case ListVerdict::Review:
        return Tone::Warn;
    case ListVerdict::Purge:
        return Tone::Bad;
    case ListVerdict::NotChecked:
        break;
    }
    return Tone::Neutral;
}

} // namespace muster
