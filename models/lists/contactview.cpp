// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactview.h"

#include "models/rules/numbers/numberengine.h"

#include <algorithm>

namespace muster {

std::string JudgedContacts::newNumber(Row row) const
{
    if (judgement(row).verdict != ListVerdict::Fix)
        return {};
    const std::uint64_t e164 = answers->e164(row);
    return e164 == 0 || e164 == NumberVerdict::doesNotFit ? std::string() : unpackE164(e164);
}

ContactView::Row ContactView::placeOf(Row row) const
{
    if (!order)
        return row < size() ? row : notShown;
    if (isAscending) {
        const auto place = std::lower_bound(order->begin(), order->end(), row);
        return place != order->end() && *place == row ? Row(place - order->begin()) : notShown;
    }
    if (places)
        return row < places->size() ? (*places)[row] : notShown;
    const auto place = std::find(order->begin(), order->end(), row);
    return place == order->end() ? notShown : Row(place - order->begin());
}

} // namespace muster
