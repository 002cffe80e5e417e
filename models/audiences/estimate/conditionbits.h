// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/criteriaoutline.h"

#include <QHash>
#include <array>
#include <bit>
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

/// The bits of one chunk's contacts: small enough that those of all nodes stay in the processor's cache.
using BlockWords = std::array<std::uint64_t, wordsOfChunk>;

inline void joinWords(std::uint64_t *into, const std::uint64_t *other, std::size_t words, CriteriaJoin join)
{
    if (join == CriteriaJoin::And) {
        for (std::size_t i = 0; i < words; ++i)
            into[i] &= other[i];
    } else {
        for (std::size_t i = 0; i < words; ++i)
            into[i] |= other[i];
    }
}

[[nodiscard]] inline qint64 countWords(const std::uint64_t *from, std::size_t words)
{
    qint64 count = 0;
    for (std::size_t i = 0; i < words; ++i)
        count += std::popcount(from[i]);
    return count;
}

/// How conditions turned out for the contacts at hand, so that after an edit only what changed is asked anew. A value:
/// copies share what they hold, so that a worker takes one along and gives it back with its answer. Any one thread at a
/// time.
class ConditionCache
{
public:
    static constexpr std::size_t roomLimit = std::size_t(256)
        << 20; ///< Bytes kept beyond what the last question needs.

    explicit ConditionCache(SharedContactColumns contacts = {});
    [[nodiscard]] const SharedContactColumns &contacts() const { return m_contacts; }

    /// One for every node of the outline, nullptr for groups. Empty after a stop; what was made by then is kept.
    [[nodiscard]] std::vector<SharedConditionBits> answers(const CriteriaOutline &outline, const std::stop_token &stop);
    /// Conditions that answers() had to ask of the contacts, ever.
    [[nodiscard]] qint64 asked() const { return m_asked; }

private:
    struct Entry
    {
        SharedConditionBits bits;
        quint64 used = 0; ///< When last.
    };
    void makeRoom();

    SharedContactColumns m_contacts;
    QHash<QByteArray, Entry> m_entries;
    quint64 m_now = 0;
    qint64 m_asked = 0;
};

} // namespace muster
