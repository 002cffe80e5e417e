// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/designtokens.h"

#include <algorithm>
#include <cmath>

namespace muster {

const DesignTokens &lightTokens()
{
    static const DesignTokens tokens{
        .surface = QColor(0xFF, 0xFF, 0xFF),
        .raised = QColor(0xF5, 0xF6, 0xF8),
        .selection = QColor(0xDC, 0xE8, 0xFA),
        .border = QColor(0x7D, 0x85, 0x90),
        .divider = QColor(0xDD, 0xE1, 0xE6),
        .text = QColor(0x1B, 0x1F, 0x24),
        .muted = QColor(0x57, 0x60, 0x6A),
        .accent = QColor(0x1B, 0x5B, 0xB8),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .good = QColor(0x0B, 0x73, 0x47),
        .warn = QColor(0x86, 0x58, 0x00),
        .bad = QColor(0x8F, 0x1D, 0x21),
        .info = QColor(0x0A, 0x57, 0xAB),
    };
    return tokens;
}

const DesignTokens &darkTokens()
{
    static const DesignTokens tokens{
        .surface = QColor(0x16, 0x19, 0x1D),
        .raised = QColor(0x1F, 0x23, 0x28),
        .selection = QColor(0x23, 0x40, 0x6A),
        .border = QColor(0x7A, 0x83, 0x8F),
        .divider = QColor(0x33, 0x39, 0x41),
        .text = QColor(0xE6, 0xE9, 0xED),
        .muted = QColor(0xA3, 0xAC, 0xB8),
        .accent = QColor(0x7F, 0xB2, 0xFF),
        .onAccent = QColor(0x0B, 0x14, 0x20),
        .good = QColor(0x5F, 0xC6, 0x73),
        .warn = QColor(0xE6, 0xB8, 0x4A),
        .bad = QColor(0xF6, 0x90, 0x9E),
        .info = QColor(0x98, 0xC1, 0xFF),
    };
    return tokens;
}

QColor colourOf(const DesignTokens &tokens, ColourRole role)
{
    switch (role) {
    case ColourRole::Text:
        return tokens.text;
    case ColourRole::Muted:
        return tokens.muted;
    case ColourRole::Accent:
        return tokens.accent;
    case ColourRole::OnAccent:
        return tokens.onAccent;
    case ColourRole::Good:
        return tokens.good;
    case ColourRole::Warn:
        return tokens.warn;
    case ColourRole::Bad:
        return tokens.bad;
    case ColourRole::Info:
        return tokens.info;
    }
    return tokens.text;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto channel = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
    };
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

const DesignTokens &lightContrastTokens()
{
    static const DesignTokens tokens{
        .surface = QColor(0xFF, 0xFF, 0xFF),
        .raised = QColor(0xF4, 0xF4, 0xF4),
        .selection = QColor(0xD6, 0xE6, 0xFF),
        .border = QColor(0x4A, 0x4F, 0x57),
        .divider = QColor(0x6B, 0x70, 0x79),
        .text = QColor(0x00, 0x00, 0x00),
        .muted = QColor(0x33, 0x3A, 0x43),
        .accent = QColor(0x00, 0x3A, 0x8C),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .good = QColor(0x00, 0x4C, 0x27),
        .warn = QColor(0x5F, 0x36, 0x00),
        .bad = QColor(0x57, 0x00, 0x0B),
        .info = QColor(0x00, 0x46, 0x80),
    };
    return tokens;
}

const DesignTokens &darkContrastTokens()
{
    static const DesignTokens tokens{
        .surface = QColor(0x00, 0x00, 0x00),
        .raised = QColor(0x10, 0x12, 0x15),
        .selection = QColor(0x12, 0x30, 0x5C),
        .border = QColor(0xB4, 0xBC, 0xC8),
        .divider = QColor(0x8A, 0x92, 0x9E),
        .text = QColor(0xFF, 0xFF, 0xFF),
        .muted = QColor(0xD5, 0xDB, 0xE3),
        .accent = QColor(0xA6, 0xCE, 0xFF),
        .onAccent = QColor(0x00, 0x00, 0x00),
        .good = QColor(0x83, 0xE9, 0x8F),
        .warn = QColor(0xFA, 0xD9, 0x66),
        .bad = QColor(0xFF, 0xAF, 0xB4),
        .info = QColor(0xB7, 0xD8, 0xFC),
    };
    return tokens;
}

} // namespace muster
