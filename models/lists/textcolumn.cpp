// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/textcolumn.h"

#include "models/rules/texthash.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace muster {

TextBuilder::TextBuilder(std::uint32_t capacity)
    : m_capacity(capacity)
    , m_ends(std::make_shared_for_overwrite<std::uint32_t[]>(capacity + std::size_t(1)))
{
    m_ends[0] = 0;
}

void TextBuilder::append(std::string_view text)
{
    const std::uint32_t used = m_ends[m_texts];
    const std::uint32_t needed = used + std::uint32_t(text.size());
    if (needed > m_room || !m_bytes) {
        // A new room beside the old one: columns that were taken go on showing the old one.
        const std::uint32_t room = std::max<std::uint32_t>({needed, m_room + m_room / 2, 256});
        auto bytes = std::make_shared_for_overwrite<char[]>(room);
        if (used > 0)
            std::memcpy(bytes.get(), m_bytes.get(), used);
        m_bytes = std::move(bytes);
        m_room = room;
    }
    if (!text.empty())
        std::memcpy(m_bytes.get() + used, text.data(), text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        m_seen[byte >> 6] |= std::uint64_t(1) << (byte & 63);
    }
    m_ends[++m_texts] = needed;
}

TextColumn TextBuilder::column() const
{
    TextColumn column;
    column.m_form = TextColumn::Form::Plain;
    column.m_bytes = m_bytes;
    column.m_ends = m_ends;
    column.m_texts = m_texts;
    column.m_allocated = bytes();
    column.m_seen = m_seen;
    return column;
}

TextColumn TextBuilder::packed() const
{
    TextColumn column;
    column.m_form = TextColumn::Form::Plain;
    column.m_texts = m_texts;
    const std::size_t used = m_ends[m_texts], ends = m_texts + std::size_t(1);
    column.m_bytes = std::make_shared_for_overwrite<char[]>(std::max<std::size_t>(used, 1));
    if (used > 0)
        std::memcpy(column.m_bytes.get(), m_bytes.get(), used);
    column.m_ends = std::make_shared_for_overwrite<std::uint32_t[]>(ends);
    std::memcpy(column.m_ends.get(), m_ends.get(), ends * sizeof(std::uint32_t));
    column.m_allocated = used + ends * sizeof(std::uint32_t);
    column.m_seen = m_seen;
    return column;
}

MemberBuilder::MemberBuilder(std::uint32_t capacity, std::uint64_t seed)
    : m_capacity(capacity)
    , m_seed(seed)
    , m_texts(capacity + 1)
    , m_codes(std::make_shared<std::uint16_t[]>(capacity)) // zeros: empty
    , m_slots(64)
{
    m_texts.append({});
}

void MemberBuilder::grow()
{
    std::vector<std::uint16_t> slots(m_slots.size() * 2);
    const std::size_t mask = slots.size() - 1;
    for (std::uint32_t code = 1; code < m_texts.texts(); ++code) {
        std::size_t slot = textHash(m_texts.text(code), m_seed) & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        slots[slot] = std::uint16_t(code);
    }
    m_slots = std::move(slots);
}

std::uint16_t MemberBuilder::codeOf(std::string_view text)
{
    if (text.empty())
        return 0;
    if (m_texts.texts() * std::size_t(2) > m_slots.size())
        grow();
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = textHash(text, m_seed) & mask;
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        if (m_texts.text(m_slots[slot]) == text)
            return m_slots[slot];
    }
    m_slots[slot] = std::uint16_t(m_texts.texts());
    m_texts.append(text);
    return m_slots[slot];
}

void MemberBuilder::set(std::uint32_t row, std::string_view text)
{
    m_codes[row] = codeOf(text);
}

TextColumn MemberBuilder::column() const
{
    TextColumn column = m_texts.column();
    column.m_form = TextColumn::Form::Wide;
    column.m_wide = m_codes;
    column.m_allocated = bytes();
    return column;
}

TextColumn MemberBuilder::packed(std::uint32_t rows) const
{
    if (m_texts.texts() == 1)
        return {};
    std::size_t plain = rows * sizeof(std::uint32_t);
    for (std::uint32_t row = 0; row < rows; ++row)
        plain += m_texts.text(m_codes[row]).size();
    TextColumn column = m_texts.packed();
    const bool isSmall = m_texts.texts() <= 256;
    const std::size_t codes = rows * std::size_t(isSmall ? 1 : 2);
    if (column.m_allocated + codes > plain) {
        TextBuilder texts(rows);
        for (std::uint32_t row = 0; row < rows; ++row)
            texts.append(m_texts.text(m_codes[row]));
        return texts.packed();
    }
    column.m_allocated += codes;
    if (isSmall) {
        column.m_form = TextColumn::Form::Small;
        column.m_small = std::make_shared_for_overwrite<std::uint8_t[]>(rows);
        std::copy_n(m_codes.get(), rows, column.m_small.get());
    } else {
        column.m_form = TextColumn::Form::Wide;
        column.m_wide = std::make_shared_for_overwrite<std::uint16_t[]>(rows);
        std::copy_n(m_codes.get(), rows, column.m_wide.get());
    }
    return column;
}

std::size_t MemberBuilder::bytes() const
{
    return m_texts.bytes() + (m_capacity + m_slots.size()) * sizeof(std::uint16_t);
}

namespace {

constexpr qsizetype partLimit = 1'000; ///< Characters; nobody types more.

using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Bits = bool __attribute__((ext_vector_type(16)));

Bytes load(const char *from)
{
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

} // namespace

TextSearch::TextSearch(const QString &part)
{
    for (const char32_t c : part.left(partLimit).toStdU32String()) {
        const QString given = QString::fromUcs4(&c, 1);
        QByteArray small = given.toLower().toUtf8(), capital = given.toUpper().toUtf8();
        if (small.size() != capital.size())
            small = capital = given.toUtf8();
        m_letters.push_back({std::uint16_t(m_small.size()), std::uint16_t(small.size())});
        m_small.append(small.constData(), std::size_t(small.size()));
        m_capital.append(capital.constData(), std::size_t(capital.size()));
    }
}

bool TextSearch::isPossible(const TextColumn &column) const
{
    for (std::size_t i = 0; i < m_small.size(); ++i) {
        if (!column.mayHold(static_cast<unsigned char>(m_small[i]))
            && !column.mayHold(static_cast<unsigned char>(m_capital[i])))
            return false;
    }
    return true;
}

bool TextSearch::isAt(const char *text) const
{
    for (std::size_t i = 0; i < m_small.size(); ++i) {
        if (text[i] != m_small[i] && text[i] != m_capital[i])
            return false;
    }
    // Of letters of several bytes that may still be half of one form and half of the other.
    return m_letters.size() == m_small.size()
        || std::all_of(m_letters.begin(), m_letters.end(), [this, text](const Letter &letter) {
               return std::memcmp(text + letter.begin, m_small.data() + letter.begin, letter.length) == 0
                   || std::memcmp(text + letter.begin, m_capital.data() + letter.begin, letter.length) == 0;
           });
}

std::size_t TextSearch::nextCandidate(std::string_view arena, std::size_t from) const
{
    return m_small == m_capital ? nextCandidateOf<false>(arena, from) : nextCandidateOf<true>(arena, from);
}

template <bool hasCase>
std::size_t TextSearch::nextCandidateOf(std::string_view arena, std::size_t from) const
{
    // First, middle and last byte fit; what lies between is compared by isAt().
    const std::size_t size = m_small.size();
    const std::array<std::size_t, 3> places = {0, size / 2, size - 1};
    std::array<Bytes, 3> small, capital;
    for (std::size_t i = 0; i < places.size(); ++i) {
        small[i] = Bytes(static_cast<unsigned char>(m_small[places[i]]));
        capital[i] = Bytes(static_cast<unsigned char>(m_capital[places[i]]));
    }
    const auto fitting = [&](std::size_t at) {
        const auto fits = [&](std::size_t i) {
            const Bytes bytes = load(arena.data() + at + places[i]);
            if constexpr (hasCase)
                return (bytes == small[i]) | (bytes == capital[i]);
            else
                return bytes == small[i];
        };
        return fits(0) & fits(1) & fits(2);
    };
    const auto bitsOf
        = [](const auto &fits) { return std::bit_cast<std::uint16_t>(__builtin_convertvector(fits, Bits)); };
    constexpr std::size_t step = sizeof(Bytes), steps = 4 * step;
    std::size_t at = from;
    // Four at once while nothing fits: most of an arena is passed over here.
    for (; at + size - 1 + steps <= arena.size(); at += steps) {
        const auto one = fitting(at), two = fitting(at + step), three = fitting(at + 2 * step),
                   four = fitting(at + 3 * step);
        if (bitsOf((one | two) | (three | four)) == 0)
            continue;
        const std::uint64_t bits = std::uint64_t(bitsOf(one)) | std::uint64_t(bitsOf(two)) << step
            | std::uint64_t(bitsOf(three)) << (2 * step) | std::uint64_t(bitsOf(four)) << (3 * step);
        return at + std::size_t(std::countr_zero(bits));
    }
    for (; at + size - 1 + step <= arena.size(); at += step) {
        if (const std::uint16_t bits = bitsOf(fitting(at)); bits != 0)
            return at + std::size_t(std::countr_zero(bits));
    }
    for (; at + size <= arena.size(); ++at) {
        if (arena[at] == m_small[0] || arena[at] == m_capital[0])
            return at;
    }
    return std::string_view::npos;
}

void TextSearch::markTexts(std::string_view arena, const std::uint32_t *ends, std::uint32_t texts,
                           unsigned char *hits) const
{
    std::uint32_t text = 0;
    for (std::size_t at = nextCandidate(arena, 0); at != std::string_view::npos; at = nextCandidate(arena, at)) {
        if (!isAt(arena.data() + at)) {
            ++at;
            continue;
        }
        for (int near = 0; near < 4 && text < texts && ends[text + 1] <= at; ++near)
            ++text; // where hits are close, the next text is
        if (ends[text + 1] <= at)
            text = std::uint32_t(std::upper_bound(ends + text, ends + texts + 1, std::uint32_t(at)) - ends) - 1;
        if (at + m_small.size() <= ends[text + 1]) {
            hits[text] = 1;
            at = ends[text + 1];
        } else {
            ++at; // reaches into the next text
        }
    }
}

void TextSearch::mark(const TextColumn &column, std::uint32_t rows, unsigned char *hits) const
{
    if (isEmpty() || column.form() == TextColumn::Form::Empty || !isPossible(column))
        return;
    if (column.form() == TextColumn::Form::Plain) {
        markTexts(column.arena(), column.ends(), std::min(rows, column.texts()), hits);
        return;
    }
    std::vector<unsigned char> words(column.texts());
    markTexts(column.arena(), column.ends(), column.texts(), words.data());
    if (std::find(words.begin(), words.end(), 1) == words.end())
        return;
    for (std::uint32_t row = 0; row < rows; ++row)
        hits[row] |= words[column.code(row)];
}

} // namespace muster
