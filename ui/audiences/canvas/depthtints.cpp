// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/depthtints.h"

#include "ui/common/contrasttokens.h"

#include <array>

namespace muster {

namespace {

constexpr int levels = 5;
/// Blue, teal, plum, ochre, slate: far apart for eyes that mix up red and green, too.
const std::array<QColor, levels> lightRails{QColor(0x1B, 0x5B, 0xB8), QColor(0x0B, 0x72, 0x72),
                                            QColor(0x8A, 0x3F, 0x8F), QColor(0x8A, 0x5A, 0x00),
                                            QColor(0x4A, 0x55, 0x68)};
const std::array<QColor, levels> darkRails{QColor(0x7F, 0xB2, 0xFF), QColor(0x5F, 0xC9, 0xC4), QColor(0xD9, 0x9A, 0xDE),
                                           QColor(0xE6, 0xB8, 0x4A), QColor(0xB4, 0xBF, 0xCF)};
const std::array<QColor, levels> lightContrastRails{QColor(0x00, 0x3A, 0x8C), QColor(0x00, 0x50, 0x50),
                                                    QColor(0x6A, 0x1B, 0x70), QColor(0x5B, 0x36, 0x00),
                                                    QColor(0x2E, 0x36, 0x40)};
const std::array<QColor, levels> darkContrastRails{QColor(0xA6, 0xCE, 0xFF), QColor(0x6F, 0xE3, 0xDD),
                                                   QColor(0xF0, 0xB6, 0xF4), QColor(0xFF, 0xD7, 0x5E),
                                                   QColor(0xD5, 0xDB, 0xE3)};

} // namespace

QColor depthRail(int level, bool dark, bool highContrast)
{
    const auto &rails = highContrast ? (dark ? darkContrastRails : lightContrastRails) : dark ? darkRails : lightRails;
    return rails[std::size_t((level < 1 ? 0 : level - 1) % levels)];
}

QColor depthGround(int level, bool dark, bool highContrast)
{
    if (highContrast)
        return (dark ? darkContrastTokens() : lightContrastTokens()).surface;
    const QColor rail = depthRail(level, dark), surface = (dark ? darkTokens() : lightTokens()).surface;
    const double share = dark ? 0.07 : 0.05;
    const auto mixed = [share](int a, int b) { return int(a * share + b * (1 - share)); };
    return {mixed(rail.red(), surface.red()), mixed(rail.green(), surface.green()), mixed(rail.blue(), surface.blue())};
}

} // namespace muster
