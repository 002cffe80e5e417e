// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster {

/// Roles all models of this folder share beside Qt's own.
enum ItemRole {
    RawRole = 0x0100 + 1, ///< The value itself (number, time, text): for sorting, filtering and copying.
    ToneRole, ///< Tone of a state cell; windows choose icon and colour from it.
    ShareRole, ///< 0 to 1, for a bar in the cell.
    FullTextRole, ///< The whole text where the display role is shortened.
};

/// What a state means for the person. Never the only sign: there is always a word.
enum class Tone { Neutral, Good, Warn, Bad, Info };

} // namespace muster
