// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

namespace muster {

/// Distances in device-independent pixels. Nothing else is used between widgets.
namespace space {
inline constexpr int xs = 4, s = 8, m = 12, l = 16, xl = 24;
}
inline constexpr int cornerRadius = 4;
inline constexpr int rowHeight = 28;

/// The colours of a theme by what they mean. Each text and state colour has at least 4.5:1 on surface, raised and
/// selection, borders 3:1 on surface and raised; a test computes it.
struct DesignTokens
{
    QColor surface, raised, selection, border, divider;
    QColor text, muted, accent, onAccent;
    QColor good, warn, bad, info;
};

enum class ColourRole { Text, Muted, Accent, OnAccent, Good, Warn, Bad, Info };

[[nodiscard]] const DesignTokens &lightTokens();
[[nodiscard]] const DesignTokens &darkTokens();
[[nodiscard]] QColor colourOf(const DesignTokens &tokens, ColourRole role);
/// WCAG 2.1 contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

/// The colours of high contrast: each text and state colour has at least 7:1 on surface, raised and selection, borders
/// and dividers 4.5:1 on surface and raised. Here and in the standard colours good, warn, bad and info stay apart for
/// eyes that lack one of the three receptors. A test computes all of it.
[[nodiscard]] const DesignTokens &lightContrastTokens();
[[nodiscard]] const DesignTokens &darkContrastTokens();

} // namespace muster
