// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

/// A bit a contact, in words of 64; the bits behind the last contact are 0.
using ContactBits = std::vector<std::uint64_t>;

/// Words of ContactBits that one chunk has.
inline constexpr std::size_t wordsOfChunk = ContactColumns::chunkRows / 64;

/// How one condition turns out for every contact.
struct ConditionBits
{
    ContactBits sure; ///< Those for which it is true.
    ContactBits open; ///< Those for which it is not known; empty: there is none.
    qint64 sureCount = 0, openCount = 0;
    bool isFieldMissing = false; ///< None of the contacts at hand has such a field: nothing is known.

    [[nodiscard]] std::size_t bytes() const { return (sure.size() + open.size()) * sizeof(std::uint64_t); }
};
using SharedConditionBits = std::shared_ptr<const ConditionBits>;

/// Asks the condition of every contact. Some milliseconds a million. nullptr after a stop.
[[nodiscard]] SharedConditionBits testContacts(const ContactColumns &contacts, const CriteriaCondition &condition,
                                               const std::stop_token &stop);

} // namespace muster
