// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/contactfacts.h"
#include "network/wire/lineanswer.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace muster {

/// Who said it. What the sandbox made up must never be taken for knowledge of a real number, so answers are kept and
/// asked for apart. Stable numbers: the cache keeps them.
enum class LookupSource : std::uint8_t { Twilio = 1, Sandbox = 2 };
[[nodiscard]] QString lookupSourceKey(LookupSource source); ///< "twilio", "sandbox"

/// What a provider once said of a number.
struct LineKnowledge
{
    LookupLineType type = LookupLineType::Unknown;
    bool assigned = true; ///< See LineAnswer.
    std::uint32_t at = 0; ///< Seconds since 1970, UTC.
    bool operator==(const LineKnowledge &) const = default;
};

/// Looked-up line types by number: 32 to 64 bytes a number, found in some 50 ns. Filled once, then shared as const.
class LineTypes
{
public:
    /// Replaces what was known of that number. `e164`: as NumberVerdict::e164, not 0.
    void insert(std::uint64_t e164, const LineKnowledge &known);
    [[nodiscard]] std::optional<LineKnowledge> find(std::uint64_t e164) const;
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bytes() const { return m_slots.capacity() * sizeof(Slot); }

    template <typename Visit>
    void forEach(const Visit &visit) const
    {
        for (const Slot &slot : m_slots) {
            if (slot.e164 != 0)
                visit(slot.e164, slot.known());
        }
    }

private:
    struct Slot
    {
        std::uint64_t e164 = 0; ///< 0: free.
        std::uint32_t at = 0;
        std::uint8_t type = 0;
        bool assigned = false;
        [[nodiscard]] LineKnowledge known() const { return {LookupLineType(type), assigned, at}; }
    };
    static_assert(sizeof(Slot) == 16);
    [[nodiscard]] std::size_t placeOf(std::uint64_t e164) const;
    void grow();

    std::vector<Slot> m_slots; ///< A power of two, at most half full.
    std::size_t m_size = 0;
};

/// Both kinds of VoIP are VoIP: whoever blocks it means the line, not its contract.
[[nodiscard]] NumberType numberTypeOf(LookupLineType type);

/// Only a lookup can tell: a valid number that is fixed or mobile by plan and can be written as E.164.
[[nodiscard]] inline bool isLeftOpen(NumberCode code, ContactFacts facts, std::uint64_t e164)
{
    return typeOf(code) == NumberType::FixedLineOrMobile && e164 != 0 && e164 != NumberVerdict::doesNotFit
        && formatOf(facts) == FormatClass::ByCode && damageOf(facts) != DamageState::Unproven;
}

} // namespace muster
