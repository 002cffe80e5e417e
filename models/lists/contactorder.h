// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactview.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace muster {

/// A row and eight bytes to sort it by.
struct SortItem
{
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};

/// Sorts items whose rows are ascending by key; equal keys stay in the order of rows. `room` is scratch of at least the
/// same size. False when stopped.
[[nodiscard]] bool sortItems(std::span<SortItem> items, std::span<SortItem> room, const std::stop_token &stop);

/// The eight bytes of `text` from `offset` on, as a number that sorts as they do; ASCII capitals as small letters,
/// zeros behind the end.
[[nodiscard]] std::uint64_t foldedKey(std::string_view text, std::size_t offset);

/// Keys of texts that only have a few different characters, as numbers and times do: four to six bits each, so that ten
/// to sixteen of them fit into one key. Folds as foldedKey() does.
class ShortAlphabet
{
public:
    /// `holds(byte)`: whether the byte may be in a text. Nothing when there are more than 63 of them.
    template <typename Holds>
    [[nodiscard]] static std::optional<ShortAlphabet> of(const Holds &holds)
    {
        ShortAlphabet alphabet;
        unsigned next = 1; // 0: behind the end
        for (unsigned byte = 0; byte < 256; ++byte) {
            const bool isCapital = byte >= 'A' && byte <= 'Z', isSmall = byte >= 'a' && byte <= 'z';
            if (isCapital || (!holds(byte) && !(isSmall && holds(byte - 32))))
                continue;
            if (next == 64)
                return std::nullopt;
            alphabet.m_codes[byte] = std::uint8_t(next++);
            if (isSmall)
                alphabet.m_codes[byte - 32] = alphabet.m_codes[byte];
        }
        alphabet.m_bits = next <= 16 ? 4 : next <= 32 ? 5 : 6;
        return alphabet;
    }
    [[nodiscard]] std::size_t step() const { return 64 / m_bits; } ///< Characters a key.
    [[nodiscard]] std::uint64_t endMask() const { return (std::uint64_t(1) << m_bits) - 1; }
    [[nodiscard]] std::uint64_t key(std::string_view text, std::size_t offset) const
    {
        std::uint64_t key = 0;
        const std::size_t all = step(), there = text.size() > offset ? std::min(text.size() - offset, all) : 0;
        for (std::size_t i = 0; i < there; ++i)
            key = key << m_bits | m_codes[static_cast<unsigned char>(text[offset + i])];
        return there == 0 ? 0 : key << ((all - there) * m_bits);
    }

private:
    std::array<std::uint8_t, 256> m_codes{};
    unsigned m_bits = 4;
};

/// Sorts items whose rows are ascending by texts, `step` characters at a time, from `start` on, before which all texts
/// are the same: runs of equals are filled with the next characters and sorted again. Equal texts stay in the order of
/// rows, descending too. `key(row, offset)` gives the characters of a row's text from `offset` on as foldedKey() does;
/// its bits in `endMask` are zero where the text has ended.
template <typename Key>
[[nodiscard]] bool sortTexts(std::span<SortItem> items, std::span<SortItem> room, const Key &key, std::size_t start,
                             std::size_t step, std::uint64_t endMask, bool isDescending, const std::stop_token &stop)
{
    struct Run
    {
        std::size_t begin, size, offset;
    };
    std::vector<Run> runs = {{0, items.size(), start}};
    while (!runs.empty()) {
        const Run run = runs.back();
        runs.pop_back();
        if (stop.stop_requested())
            return false;
        const std::span<SortItem> part = items.subspan(run.begin, run.size);
        for (SortItem &item : part)
            item.key = isDescending ? ~key(item.row, run.offset) : key(item.row, run.offset);
        if (!sortItems(part, room, stop))
            return false;
        for (std::size_t first = 0; first < part.size();) {
            std::size_t end = first + 1;
            while (end < part.size() && part[end].key == part[first].key)
                ++end;
            // Nothing in the last place: these texts end here, so they are equal.
            const bool isEnded = (part[first].key & endMask) == (isDescending ? endMask : 0);
            if (end - first > 1 && !isEnded)
                runs.push_back({run.begin + first, end - first, run.offset + step});
            first = end;
        }
    }
    return true;
}

/// What a list can be sorted by.
struct ContactSortKey
{
    enum class By { ListOrder, Phone, NewNumber, Region, LineType, Verdict, Reasons, ContactId, Member };
    By by = By::ListOrder;
    int member = 0;
    bool isDescending = false;
    bool operator==(const ContactSortKey &) const = default;

    /// Texts only: the order does not change with directive or overrides.
    [[nodiscard]] bool isOfContactsOnly() const
    {
        return by == By::Phone || by == By::ContactId || by == By::Member || by == By::ListOrder;
    }
    [[nodiscard]] bool isOfVerdicts() const { return by == By::NewNumber || by == By::Verdict || by == By::Reasons; }
};

/// Puts `rows` (ascending) in order. Equal ones stay in the list's order, whichever the direction. Texts by UTF-8
/// bytes, ASCII letters without regard to case, empty ones first; numbers digit by digit, so that countries stay
/// together. Some 100 ms a million texts; for a worker. False when stopped: the rows are then in no particular order.
[[nodiscard]] bool sortContacts(const JudgedContacts &list, const ContactSortKey &key,
                                std::vector<ContactTable::Row> &rows, const std::stop_token &stop);

} // namespace muster
