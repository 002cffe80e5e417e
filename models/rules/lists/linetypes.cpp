// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/linetypes.h"

#include <array>
#include <utility>

namespace muster {

namespace {

/// By LookupLineType.
constexpr std::array typesByLookup{
    NumberType::Unknown,        NumberType::Mobile,   NumberType::FixedLine,   NumberType::Voip,       NumberType::Voip,
    NumberType::PersonalNumber, NumberType::TollFree, NumberType::PremiumRate, NumberType::SharedCost, NumberType::Uan,
    NumberType::Voicemail,      NumberType::Pager,
};
static_assert(typesByLookup.size() == std::size_t(LookupLineType::Pager) + 1);

constexpr std::size_t fewest = 64;

} // namespace

QString lookupSourceKey(LookupSource source)
{
    return source == LookupSource::Twilio ? QStringLiteral("twilio") : QStringLiteral("sandbox");
}

NumberType numberTypeOf(LookupLineType type)
{
    const auto at = std::size_t(type);
    return at < typesByLookup.size() ? typesByLookup[at] : NumberType::Unknown;
}

std::size_t LineTypes::placeOf(std::uint64_t e164) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t place = std::size_t((e164 * 0x9E37'79B9'7F4A'7C15) >> 24) & mask;
    while (m_slots[place].e164 != 0 && m_slots[place].e164 != e164)
        place = (place + 1) & mask;
    return place;
}

std::optional<LineKnowledge> LineTypes::find(std::uint64_t e164) const
{
    if (m_size == 0 || e164 == 0)
        return std::nullopt;
    const Slot &slot = m_slots[placeOf(e164)];
    return slot.e164 == 0 ? std::nullopt : std::optional(slot.known());
}

void LineTypes::insert(std::uint64_t e164, const LineKnowledge &known)
{
    Q_ASSERT(e164 != 0);
    if ((m_size + 1) * 2 > m_slots.size())
        grow();
    Slot &slot = m_slots[placeOf(e164)];
    m_size += slot.e164 == 0 ? 1 : 0;
    slot = {e164, known.at, std::uint8_t(known.type), known.assigned};
}

void LineTypes::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(std::max(fewest, m_slots.size() * 2)));
    for (const Slot &slot : old) {
        if (slot.e164 != 0)
            m_slots[placeOf(slot.e164)] = slot;
    }
}

} // namespace muster
