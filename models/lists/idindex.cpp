// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/idindex.h"

namespace muster {

void IdIndex::grow(Part &part, std::uint64_t number)
{
    const std::size_t size = part.slots.empty() ? 16 : part.slots.size() * 2;
    std::vector<Slot> slots(size);
    for (const Slot &slot : part.slots) {
        if (slot.row == none)
            continue;
        std::size_t place = slot.tag & (size - 1);
        while (slots[place].row != none)
            place = (place + 1) & (size - 1);
        slots[place] = slot;
    }
    m_bytes += (size - part.slots.size()) * sizeof(Slot);
    part.slots = std::move(slots);
    // Between 55 % and 85 %, another one for every part: equal parts do not all grow within the same page.
    part.limit = std::uint32_t(double(size) * (0.55 + 0.30 * double(number) / double(1u << partBits)));
}

} // namespace muster
