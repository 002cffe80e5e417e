// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Calls `use` with each word of a list as the tables have them: words with blanks between.
void forEachListedWord(std::string_view words, auto &&use)
{
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (end > at)
            use(words.substr(at, end - at));
        at = end + 1;
    }
}

/// A fixed set of words with a value each, made once and asked for nearly every word beside a number: open addressing
/// by a key of its first letters, so that most questions are answered by one look at a small table and none allocates.
/// Immutable; any thread.
template <typename Value>
class WordTable
{
public:
    /// `words`: a range of pairs of word and value, each word once.
    template <typename Words>
    explicit WordTable(const Words &words)
        : m_keys(std::bit_ceil(words.size() * 4 + 1))
        , m_entries(m_keys.size())
    {
        for (const auto &[word, value] : words) {
            const std::size_t place = placeOf(word);
            m_keys[place] = keyOf(word);
            m_entries[place] = {std::string(word), value};
        }
    }
    /// nullptr: not one of them.
    [[nodiscard]] const Value *find(std::string_view word) const
    {
        const std::size_t place = placeOf(word);
        return m_keys[place] == 0 ? nullptr : &m_entries[place].value;
    }

private:
    struct Entry
    {
        std::string word;
        Value value{};
    };

    /// Of size and the first seven letters; never 0.
    [[nodiscard]] static std::uint64_t keyOf(std::string_view word)
    {
        std::uint64_t key = 0;
        for (const char letter : word.substr(0, 7))
            key = key << 8 | static_cast<unsigned char>(letter);
        return key << 8 | ((word.size() & 0x7f) + 1);
    }
    /// Where the word is, or where it would be.
    [[nodiscard]] std::size_t placeOf(std::string_view word) const
    {
        const std::uint64_t key = keyOf(word);
        const std::size_t mask = m_keys.size() - 1;
        std::size_t place = std::size_t((key * 0x9E37'79B9'7F4A'7C15) >> 32) & mask;
        while (m_keys[place] != 0 && (m_keys[place] != key || m_entries[place].word != word))
            place = (place + 1) & mask;
        return place;
    }

    std::vector<std::uint64_t> m_keys; ///< 0: free; at most a quarter is not.
    std::vector<Entry> m_entries; ///< As m_keys.
};

} // namespace muster
