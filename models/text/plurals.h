// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <limits>

namespace muster {

/// The number for tr()'s last argument, which takes an int: big counts keep their plural, an unknown one (negative)
/// takes the plural of many. The count itself goes into the text as %1, in full.
[[nodiscard]] inline int pluralForm(qint64 count)
{
    constexpr qint64 most = std::numeric_limits<int>::max() / 1'000'000 * 1'000'000;
    if (count < 0)
        return 2;
    // Beyond an int the last six digits decide: languages look at no more than those.
    return int(count < most ? count : most - 1'000'000 + count % 1'000'000);
}

} // namespace muster
