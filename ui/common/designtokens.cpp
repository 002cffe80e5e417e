// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/designtokens.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace muster {

namespace {

struct TokenRow
{
    enum Set { Light, Dark, LightContrast, DarkContrast, SetCount };

    QColor DesignTokens::*token;
    std::array<QRgb, SetCount> colours; ///< 0xRRGGBB
};

constexpr std::array tokenRows{
    TokenRow{&DesignTokens::surface, {0xFFFFFF, 0x16191D, 0xFFFFFF, 0x000000}},
    TokenRow{&DesignTokens::raised, {0xF5F6F8, 0x1F2328, 0xF4F4F4, 0x101215}},
    TokenRow{&DesignTokens::selection, {0xDCE8FA, 0x23406A, 0xD6E6FF, 0x12305C}},
    TokenRow{&DesignTokens::border, {0x7D8590, 0x7A838F, 0x4A4F57, 0xB4BCC8}},
    TokenRow{&DesignTokens::divider, {0xDDE1E6, 0x333941, 0x6B7079, 0x8A929E}},
    TokenRow{&DesignTokens::text, {0x1B1F24, 0xE6E9ED, 0x000000, 0xFFFFFF}},
    TokenRow{&DesignTokens::muted, {0x57606A, 0xA3ACB8, 0x333A43, 0xD5DBE3}},
    TokenRow{&DesignTokens::accent, {0x1B5BB8, 0x7FB2FF, 0x003A8C, 0xA6CEFF}},
    TokenRow{&DesignTokens::onAccent, {0xFFFFFF, 0x0B1420, 0xFFFFFF, 0x000000}},
    TokenRow{&DesignTokens::good, {0x0B7347, 0x5FC673, 0x004C27, 0x83E98F}},
    TokenRow{&DesignTokens::warn, {0x865800, 0xE6B84A, 0x5F3600, 0xFAD966}},
    TokenRow{&DesignTokens::bad, {0x8F1D21, 0xF6909E, 0x57000B, 0xFFAFB4}},
    TokenRow{&DesignTokens::info, {0x0A57AB, 0x98C1FF, 0x004680, 0xB7D8FC}},
};

DesignTokens tokensOf(TokenRow::Set set)
{
    DesignTokens tokens;
    for (const TokenRow &row : tokenRows)
        tokens.*row.token = QColor(row.colours[set]);
    return tokens;
}

/// By ColourRole.
constexpr std::array roleTokens{&DesignTokens::text,     &DesignTokens::muted, &DesignTokens::accent,
                                &DesignTokens::onAccent, &DesignTokens::good,  &DesignTokens::warn,
                                &DesignTokens::bad,      &DesignTokens::info};

} // namespace

const DesignTokens &lightTokens()
{
    static const DesignTokens tokens = tokensOf(TokenRow::Light);
    return tokens;
}

const DesignTokens &darkTokens()
{
    static const DesignTokens tokens = tokensOf(TokenRow::Dark);
    return tokens;
}

const DesignTokens &lightContrastTokens()
{
    static const DesignTokens tokens = tokensOf(TokenRow::LightContrast);
    return tokens;
}

const DesignTokens &darkContrastTokens()
{
    static const DesignTokens tokens = tokensOf(TokenRow::DarkContrast);
    return tokens;
}

QColor colourOf(const DesignTokens &tokens, ColourRole role)
{
    return tokens.*roleTokens[std::size_t(role)];
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

} // namespace muster
