// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/foldedtext.h"

#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace muster {

namespace {

/// The zeros of Unicode's decimal digits (category Nd), each followed by its nine others. The mathematical digits at
/// U+1D7CE are five such rows.
constexpr std::array<char32_t, 68> zeros
    = {0x0660,  0x06f0,  0x07c0,  0x0966,  0x09e6,  0x0a66,  0x0ae6,  0x0b66,  0x0be6,  0x0c66,  0x0ce6,  0x0d66,
       0x0de6,  0x0e50,  0x0ed0,  0x0f20,  0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,
       0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0xff10,
       0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730,
       0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec,
       0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0, 0x11f50, 0x1e4d0, 0x10d40};

struct Range
{
    char32_t first, last;
    int becomes; ///< FoldedText::drop or an ASCII character.
};

constexpr std::array<Range, 37> ranges = {{
    {0x00a0, 0x00a0, ' '},
    {0x00ad, 0x00ad, FoldedText::drop},
    {0x00b2, 0x00b3, '2'}, // superscripts two and three: see fold()
    {0x00b9, 0x00b9, '1'},
    {0x0300, 0x036f, FoldedText::drop},
    {0x061c, 0x061c, FoldedText::drop},
    {0x115f, 0x1160, FoldedText::drop},
    {0x1680, 0x1680, ' '},
    {0x180b, 0x180e, FoldedText::drop},
    {0x2000, 0x200a, ' '},
    {0x200b, 0x200f, FoldedText::drop},
    {0x2010, 0x2015, '-'},
    {0x2018, 0x201b, '\''},
    {0x2024, 0x2024, '.'},
    {0x2028, 0x2029, '\n'},
    {0x202a, 0x202e, FoldedText::drop},
    {0x202f, 0x202f, ' '},
    {0x2043, 0x2043, '-'},
    {0x205f, 0x205f, ' '},
    {0x2060, 0x206f, FoldedText::drop},
    {0x20d0, 0x20f0, FoldedText::drop},
    {0x2212, 0x2212, '-'},
    {0x3000, 0x3000, ' '},
    {0x3002, 0x3002, '.'},
    {0x30fc, 0x30fc, '-'},
    {0x3164, 0x3164, FoldedText::drop},
    {0xfe00, 0xfe0f, FoldedText::drop},
    {0xfe50, 0xfe50, ','},
    {0xfe52, 0xfe52, '.'},
    {0xfe58, 0xfe58, '-'},
    {0xfe63, 0xfe63, '-'},
    {0xfe6b, 0xfe6b, '@'},
    {0xfeff, 0xfeff, FoldedText::drop},
    {0xff61, 0xff61, '.'},
    {0xffa0, 0xffa0, FoldedText::drop},
    {0xe0000, 0xe007f, FoldedText::drop},
    {0xe0100, 0xe01ef, FoldedText::drop},
}};

/// The first byte at or behind `at` that is not ASCII, or the text's size.
std::size_t firstWide(std::string_view text, std::size_t at)
{
    constexpr std::uint64_t high = 0x8080808080808080U;
    for (; at + 32 <= text.size(); at += 32) { // most of a text, by four words at once
        std::array<std::uint64_t, 4> bytes{};
        std::memcpy(bytes.data(), text.data() + at, 32);
        if (((bytes[0] | bytes[1] | bytes[2] | bytes[3]) & high) != 0)
            break;
    }
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, 8);
        if ((bytes & high) != 0)
            break;
    }
    while (at < text.size() && static_cast<signed char>(text[at]) >= 0)
        ++at;
    return at;
}

} // namespace

CodePoint CodePoint::at(std::string_view utf8, std::size_t at)
{
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(utf8[index]); };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return {char32_t(lead), 1};
    const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + size > utf8.size())
        return {};
    char32_t value = lead & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (!isContinuation(utf8[at + i]))
            return {};
        value = (value << 6) | (byte(at + i) & 0x3fU);
    }
    return {value, size};
}

CodePoint CodePoint::before(std::string_view utf8, std::size_t end)
{
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && isContinuation(utf8[begin]))
        --begin;
    const CodePoint found = at(utf8, begin);
    return begin + found.size == end ? found : CodePoint{};
}

int FoldedText::fold(char32_t codePoint)
{
    if (codePoint < 0xa0 || (codePoint >= 0xc0 && codePoint < 0x300))
        return keep;
    if (codePoint >= 0xff01 && codePoint <= 0xff5e)
        return int(codePoint - 0xff01) + '!';
    const auto range = std::ranges::lower_bound(ranges, codePoint, {}, &Range::last);
    if (range != ranges.end() && codePoint >= range->first)
        return codePoint == 0xb3 ? '3' : range->becomes;
    if ((codePoint >= 0x2070 && codePoint <= 0x2079) || (codePoint >= 0x2080 && codePoint <= 0x2089))
        return int(codePoint & 0xfU) + '0';
    if (codePoint >= 0x2460 && codePoint <= 0x2468)
        return int(codePoint - 0x2460) + '1'; // circled
    for (const char32_t zero : zeros) {
        if (codePoint >= zero && codePoint < zero + 10)
            return int(codePoint - zero) + '0';
    }
    return keep;
}

void FoldedText::take(std::size_t from, std::size_t to)
{
    m_buffer.append(m_source.substr(from, to - from));
    for (std::size_t at = from; at < to; ++at)
        m_origins.push_back(std::uint32_t(at));
}

void FoldedText::set(std::string_view utf8)
{
    m_source = utf8;
    m_isFolded = false;
    m_buffer.clear();
    m_origins.clear();
    std::size_t taken = 0; // everything before it is in m_buffer, once that is in use
    for (std::size_t at = firstWide(utf8, 0); at < utf8.size(); at = firstWide(utf8, at)) {
        const auto lead = static_cast<unsigned char>(utf8[at]);
        if (lead >= 0xc3 && lead <= 0xcb) { // letters of Latin scripts: none is folded
            at += 2;
            continue;
        }
        const CodePoint point = CodePoint::at(utf8, at);
        const int becomes = fold(point.value);
        if (becomes != keep) {
            take(taken, at);
            if (becomes != drop) {
                m_buffer += char(becomes);
                m_origins.push_back(std::uint32_t(at));
            }
            taken = at + point.size;
            m_isFolded = true;
        }
        at += point.size;
    }
    if (!m_isFolded)
        return;
    take(taken, utf8.size());
    m_origins.push_back(std::uint32_t(utf8.size()));
}

std::size_t FoldedText::placeOf(std::size_t origin) const
{
    if (!m_isFolded)
        return origin;
    return std::size_t(std::ranges::lower_bound(m_origins, origin) - m_origins.begin());
}

} // namespace muster
