// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "ui/common/designtokens.h"

namespace muster {

[[nodiscard]] constexpr ColourRole toneColour(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColourRole::Muted;
    case Tone::Good:
        return ColourRole::Good;
    case Tone::Warn:
        return ColourRole::Warn;
    case Tone::Bad:
        return ColourRole::Bad;
    case Tone::Info:
        return ColourRole::Info;
    }
    return ColourRole::Text;
}

} // namespace muster
