// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/contactvalues.h"

namespace muster {

/// Which contact of a list has a value in one attribute, and whether several have it. Values are the same by
/// comparableText(), in whatever form the list shows them: one that the service would not take back still is a
/// contact's, so that nobody else is taken for the only one who has it. Memory beside the values: 21 to 43 bytes a
/// contact that has a value, half as many again while it is made. Immutable, any thread.
class ContactMatches
{
public:
    struct Found
    {
        std::optional<ContactValues::Contact> contact; ///< Where exactly one has it.
        bool hasSeveral = false;
    };

    /// `attribute`: place among those that `values` keeps.
    ContactMatches(SharedContactValues values, std::size_t attribute, bool ignoresCase);

    [[nodiscard]] Found find(std::string_view canonical) const;
    [[nodiscard]] bool isEmpty() const { return m_used == 0; } ///< No contact has a value there.

private:
    struct Slot
    {
        ContactValues::Contact contact; ///< The first that was met.
        std::uint32_t hash = 0;
        bool isUsed = false;
        bool hasSeveral = false;
    };
    void insert(ContactValues::Contact contact);
    void grow();
    [[nodiscard]] std::string keyOf(std::string_view value) const;
    [[nodiscard]] std::string keyOf(ContactValues::Contact contact) const; ///< Empty: it has no value.
    [[nodiscard]] std::uint32_t hashOf(std::string_view key) const;
    [[nodiscard]] std::size_t slotOf(std::string_view key, std::uint32_t hash) const;

    const SharedContactValues m_values;
    const std::size_t m_attribute;
    const ListAttributeType m_type;
    const bool m_ignoresCase;
    const std::uint64_t m_seed;
    std::vector<Slot> m_slots; ///< Open addressing; a power of two.
    std::size_t m_used = 0;
};

} // namespace muster
