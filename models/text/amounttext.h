// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/lookupterms.h"

#include <QLocale>
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

/// "1,204.50", "0.008": in the locale's digits, with as many places as are needed, two at least. No currency: the
/// account's own counts.
[[nodiscard]] inline QString amountText(Amount amount)
{
    const QString key = amountKey(amount);
    const qsizetype places = key.size() - key.indexOf(u'.') - 1;
    // Exact: an amount has at most 13 digits, a double 15.
    return QLocale().toString(double(amount) / double(wholeAmount), 'f', int(places));
}

/// "1,204": a count in the locale's digits.
[[nodiscard]] inline QString numberText(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace muster
