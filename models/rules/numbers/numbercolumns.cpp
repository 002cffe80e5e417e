// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numbercolumns.h"

#include <algorithm>
#include <limits>

namespace muster {

bool NumberColumns::append(std::string_view text)
{
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - m_arena.size())
        return false;
    m_arena.append(text);
    m_ends.push_back(std::uint32_t(m_arena.size()));
    m_codes.push_back(notJudged);
    m_e164.push_back(0);
    m_findings.push_back(0);
    return true;
}

void NumberColumns::reserve(std::size_t rows, std::size_t bytes)
{
    m_arena.reserve(bytes);
    m_ends.reserve(rows + 1);
    m_codes.reserve(rows);
    m_e164.reserve(rows);
    m_findings.reserve(rows);
}

void NumberColumns::forgetAnswers()
{
    std::fill(m_codes.begin(), m_codes.end(), notJudged);
    std::fill(m_e164.begin(), m_e164.end(), 0);
    std::fill(m_findings.begin(), m_findings.end(), std::uint8_t(0));
}

std::size_t NumberColumns::bytes() const
{
    return m_arena.size() + m_ends.size() * sizeof(std::uint32_t) + m_codes.size() * sizeof(NumberCode)
        + m_e164.size() * sizeof(std::uint64_t) + m_findings.size();
}

} // namespace muster
