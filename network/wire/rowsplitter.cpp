// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/rowsplitter.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace muster {

namespace {

/// Sixteen bytes at once, in clang's vector notation.
using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Bits = bool __attribute__((ext_vector_type(16)));

} // namespace

RowSplitter::RowSplitter(char separator, TableLimits limits)
    : m_separator(separator)
    , m_limits(limits)
{
}

RowSplitter::Step RowSplitter::wrong(Fault fault)
{
    m_fault = fault;
    return Step::Wrong;
}

const char *RowSplitter::plainEnd(const char *from, const char *end) const
{
    const auto separator = static_cast<unsigned char>(m_separator);
    for (; end - from >= 16; from += 16) {
        Bytes bytes;
        std::memcpy(&bytes, from, sizeof bytes);
        const auto ends = (bytes == separator) | (bytes == '\n') | (bytes == '\r') | (bytes == 0);
        const auto bits = std::bit_cast<std::uint16_t>(__builtin_convertvector(ends, Bits));
        if (bits != 0)
            return from + std::countr_zero(bits);
    }
    while (from != end && *from != m_separator && *from != '\n' && *from != '\r' && *from != '\0')
        ++from;
    return from;
}

RowSplitter::Step RowSplitter::next(char *from, const char *end, bool isLast)
{
    m_cells.clear();
    m_doubled.clear();
    if (from == end)
        return isLast ? Step::End : Step::More;
    const char *at = from;
    for (;;) { // a cell
        const char *begin = at;
        const char *cellEnd = nullptr;
        if (at != end && *at == '"') {
            begin = ++at;
            bool doubled = false;
            for (;;) { // up to the quote that ends it
                const auto *quote = static_cast<const char *>(std::memchr(at, '"', std::size_t(end - at)));
                const char *stop = quote ? quote : end;
                if (std::memchr(at, '\0', std::size_t(stop - at)))
                    return wrong(Fault::Nul);
                if (std::size_t(stop - begin) > m_limits.cellBytes)
                    return wrong(Fault::CellTooLong);
                if (!quote)
                    return isLast ? wrong(Fault::QuoteOpen) : Step::More;
                if (quote + 1 == end && !isLast)
                    return Step::More; // perhaps the first of two
                if (quote + 1 == end || quote[1] != '"') {
                    cellEnd = quote;
                    at = quote + 1;
                    break;
                }
                doubled = true;
                at = quote + 2;
            }
            if (doubled)
                m_doubled.push_back(m_cells.size());
            if (at != end && *at == '\0')
                return wrong(Fault::Nul);
            if (at != end && *at != m_separator && *at != '\n' && *at != '\r')
                return wrong(Fault::TextBehindQuote);
        } else {
            at = cellEnd = plainEnd(at, end);
            if (std::size_t(cellEnd - begin) > m_limits.cellBytes)
                return wrong(Fault::CellTooLong);
            if (at != end && *at == '\0')
                return wrong(Fault::Nul);
        }
        if (std::size_t(at - from) > m_limits.rowBytes)
            return wrong(Fault::RowTooLong);
        if (at == end && !isLast)
            return Step::More;
        m_cells.emplace_back(begin, std::size_t(cellEnd - begin));
        if (at == end)
            break;
        const char c = *at++;
        if (c == m_separator) {
            if (m_cells.size() == m_limits.columns) {
                m_cells.pop_back();
                return wrong(Fault::TooManyCells);
            }
            continue;
        }
        if (c == '\r') {
            if (at == end && !isLast)
                return Step::More; // perhaps a line feed follows
            if (at != end && *at == '\n')
                ++at;
        }
        break;
    }
    m_consumed = std::size_t(at - from);
    return Step::Row;
}

void RowSplitter::unquote()
{
    for (const std::size_t index : m_doubled) {
        // The cells are views into text that the caller may write.
        char *to = const_cast<char *>(m_cells[index].data());
        const char *from = to;
        const char *const end = from + m_cells[index].size();
        char *const begin = to;
        while (from != end) {
            if (*from == '"')
                ++from; // of two quotes the second stays
            *to++ = *from++;
        }
        m_cells[index] = std::string_view(begin, std::size_t(to - begin));
    }
    m_doubled.clear();
}

} // namespace muster
