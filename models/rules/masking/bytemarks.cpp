// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/bytemarks.h"

#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace muster {

namespace {

using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Bits = bool __attribute__((ext_vector_type(16)));

constexpr std::size_t blockSize = 64;

template <typename Fits>
std::uint64_t bitsOf(Fits fits)
{
    return std::bit_cast<std::uint16_t>(__builtin_convertvector(fits, Bits));
}

/// The letters of an expression for a word of one or two, "\bun\b"; empty: it is another.
std::string_view shortWordOf(std::string_view expression)
{
    constexpr std::string_view boundary = "\\b";
    const bool fits = expression.size() == 5 || expression.size() == 6;
    if (!fits || !expression.starts_with(boundary) || !expression.ends_with(boundary))
        return {};
    const std::string_view letters = expression.substr(2, expression.size() - 4);
    return std::ranges::all_of(letters, isAsciiLetter) ? letters : std::string_view();
}

} // namespace

/// 64 bytes. What begins at the second to the last but two of them is found in this block: its neighbours are here.
struct ByteMarks::Block
{
    static constexpr std::size_t step = blockSize - 3;
    static constexpr std::uint64_t begins = ((std::uint64_t(1) << step) - 1) << 1;

    std::array<Bytes, 4> small{}; ///< Letters as small ones; other bytes are not what they were.
    std::uint64_t digits = 0, words = 0; ///< Bit by byte.
    std::size_t begin = 0; ///< Of the text, plus one: there is a byte before it.

    Block(const char *bytes, std::size_t at)
        : begin(at)
    {
        for (unsigned i = 0; i < 4; ++i) {
            Bytes part;
            std::memcpy(&part, bytes + 16 * i, sizeof part);
            const auto isDigit = Bytes(part - '0') < 10;
            small[i] = part | 0x20;
            const auto isWord = (Bytes(small[i] - 'a') < 26) | isDigit | (part == '_');
            digits |= bitsOf(isDigit) << (16 * i);
            words |= bitsOf(isWord) << (16 * i);
        }
    }
    [[nodiscard]] char letter(unsigned bit) const { return char(small[bit / 16][bit % 16]); } ///< A small one.
    /// The bytes that are one of `letters`, small ones.
    [[nodiscard]] std::uint64_t areOneOf(std::string_view letters) const
    {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 4; ++i) {
            auto fits = small[i] == static_cast<unsigned char>(letters.front());
            for (const char letter : letters.substr(1))
                fits |= small[i] == static_cast<unsigned char>(letter);
            bits |= bitsOf(fits) << (16 * i);
        }
        return bits;
    }
};

ByteMarks ByteMarks::takenFrom(std::vector<LocatorPattern> &patterns)
{
    ByteMarks marks;
    std::erase_if(patterns, [&marks](const LocatorPattern &pattern) {
        if (pattern.expression == "[0-9][^0-9]" && !marks.m_digitsEnd) {
            marks.m_digitsEnd = pattern.mark;
            return true;
        }
        const std::string_view word = shortWordOf(pattern.expression);
        if (word.empty())
            return false;
        marks.m_words.push_back(
            {pattern.mark, toAsciiLower(word.front()), word.size() > 1 ? toAsciiLower(word.back()) : '\0'});
        return true;
    });
    for (const ShortWord &word : marks.m_words) {
        if (marks.m_firstLetters.find(word.first) == std::string::npos)
            marks.m_firstLetters += word.first;
    }
    return marks;
}

void ByteMarks::locateIn(const Block &block, MaskHits &hits) const
{
    /// `last`: the last byte of each mark.
    const auto add = [&](MaskMark mark, std::uint64_t last) {
        for (; last != 0; last &= last - 1)
            hits.of(mark).push_back(std::uint32_t(block.begin + std::size_t(std::countr_zero(last))));
    };
    if (m_digitsEnd)
        add(*m_digitsEnd, (block.digits & ~(block.digits >> 1) & Block::begins) << 1);
    const std::uint64_t begins = block.words & ~(block.words << 1) & Block::begins;
    const std::uint64_t ends = block.words & ~(block.words >> 1);
    const std::uint64_t alone = begins & ends, pairs = begins & ~ends & (ends >> 1);
    if ((alone | pairs) == 0 || m_words.empty())
        return;
    // Nearly every block has a word of one or two letters, few have one that begins as one of these.
    for (std::uint64_t found = (alone | pairs) & block.areOneOf(m_firstLetters); found != 0; found &= found - 1) {
        const auto at = unsigned(std::countr_zero(found));
        const bool isPair = (pairs >> at & 1) != 0;
        for (const ShortWord &word : m_words) {
            if (block.letter(at) == word.first && (isPair ? block.letter(at + 1) : '\0') == word.second)
                add(word.mark, std::uint64_t(1) << (isPair ? at + 1 : at));
        }
    }
}

void ByteMarks::locate(std::string_view text, MaskHits &hits) const
{
    if (text.empty() || (!m_digitsEnd && m_words.empty()))
        return;
    // Behind both ends of the text stand bytes that are no part of a word.
    std::array<char, blockSize> edge{};
    std::memcpy(edge.data() + 1, text.data(), std::min(text.size(), blockSize - 1));
    locateIn(Block(edge.data(), 0), hits);
    std::size_t at = Block::step;
    for (; at - 1 + blockSize <= text.size(); at += Block::step)
        locateIn(Block(text.data() + at - 1, at), hits);
    for (; at < text.size() + 1; at += Block::step) {
        edge.fill(0);
        std::memcpy(edge.data(), text.data() + at - 1, std::min(text.size() - (at - 1), blockSize));
        locateIn(Block(edge.data(), at), hits);
    }
    if (m_digitsEnd) { // no byte stands behind digits at the text's end
        auto &ends = hits.of(*m_digitsEnd);
        if (!ends.empty() && ends.back() > text.size())
            ends.pop_back();
    }
}

} // namespace muster
