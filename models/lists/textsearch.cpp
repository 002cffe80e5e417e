// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/textsearch.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace muster {
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
    // First and last byte fit, in either case; what lies between is compared by isAt().
    const std::size_t size = m_small.size(), last = size - 1;
    const auto firstSmall = static_cast<unsigned char>(m_small[0]);
    const auto firstCapital = static_cast<unsigned char>(m_capital[0]);
    const auto lastSmall = static_cast<unsigned char>(m_small[last]);
    const auto lastCapital = static_cast<unsigned char>(m_capital[last]);
    std::size_t at = from;
    for (; at + last + sizeof(Bytes) <= arena.size(); at += sizeof(Bytes)) {
        const Bytes begin = load(arena.data() + at), end = load(arena.data() + at + last);
        const auto fits
            = ((begin == firstSmall) | (begin == firstCapital)) & ((end == lastSmall) | (end == lastCapital));
        const auto bits = std::bit_cast<std::uint16_t>(__builtin_convertvector(fits, Bits));
        if (bits != 0)
            return at + std::size_t(std::countr_zero(bits));
    }
    for (; at + size <= arena.size(); ++at) {
        const auto begin = static_cast<unsigned char>(arena[at]);
        if (begin == firstSmall || begin == firstCapital)
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
