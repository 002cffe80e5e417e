// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/checkedrow.h"

#include "models/rules/enrich/valueform.h"

namespace muster {

void CheckedRow::setContact(std::string_view id)
{
    m_idOffset = m_arena.size();
    m_idLength = id.size();
    m_arena += id;
}

void CheckedRow::refuse(EnrichRule rule, std::uint32_t column, std::string_view cell)
{
    add(rule, RowFinding::noField, column, std::string(cell)); // which may be of the arena that grows
    m_verdict = RowVerdict::Rejected;
}

void CheckedRow::outdate()
{
    m_findings.clear();
    m_verdict = RowVerdict::Outdated;
}

void CheckedRow::leave(std::uint32_t field)
{
    std::erase_if(m_values, [field](const CheckedValue &value) { return value.field == field; });
    m_fates[field] = CellFate::Held;
    if (m_values.empty() && m_verdict == RowVerdict::Send)
        m_verdict = RowVerdict::NothingToSend;
}

void CheckedRow::clear(qint64 number)
{
    m_number = number;
    m_verdict = RowVerdict::NothingToSend;
    m_idOffset = 0;
    m_idLength = 0;
    m_matchLength = 0;
    m_arena.clear();
    m_values.clear();
    m_findings.clear();
    m_fates.clear();
}

void CheckedRow::add(EnrichRule rule, std::uint32_t field, std::uint32_t column, std::string_view cell, bool isLeftOut)
{
    const std::string_view shown = shortenedText(cell, maxShown);
    const auto offset = std::uint32_t(m_arena.size());
    m_arena += shown;
    m_findings.push_back({rule, field, column, offset, std::uint32_t(shown.size()), isLeftOut});
}

} // namespace muster
