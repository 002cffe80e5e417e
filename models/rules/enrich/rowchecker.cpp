// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/rowchecker.h"

#include "models/rules/enrich/contactids.h"
#include "network/wire/enrichment.h"

#include <algorithm>

namespace muster {

RowChecker::RowChecker(CompiledMappingPointer mapping)
    : m_mapping(std::move(mapping))
{
}

void RowChecker::identify(const SourceRow &row, CheckedRow &result)
{
    result.clear(row.number);
    checkId(row, result);
}

void RowChecker::check(const SourceRow &row, CheckedRow &result)
{
    result.clear(row.number);
    if (std::all_of(row.cells.begin(), row.cells.end(),
                    [](std::string_view cell) { return trimmedText(cell).empty(); }))
        return;
    m_skip = false;
    checkId(row, result);
    for (std::uint32_t field = 0; field < m_mapping->fields.size(); ++field)
        checkField(field, row, result);
    if (m_skip) {
        result.m_findings.clear();
        result.m_verdict = RowVerdict::Skipped;
    } else if (!std::ranges::all_of(result.m_findings, &RowFinding::isLeftOut)) {
        result.m_verdict = RowVerdict::Rejected;
    } else if (!result.m_values.empty()) {
        result.m_verdict = RowVerdict::Send;
    }
}

void RowChecker::checkId(const SourceRow &row, CheckedRow &result)
{
    const std::uint32_t column = m_mapping->idColumn;
    const std::string_view id = trimmedText(row.cell(column));
    const auto &match = m_mapping->match;
    std::optional<EnrichRule> fault;
    if (m_mapping->isGuardWord(id) || isNullWord(id))
        fault = match ? EnrichRule::MatchMissing : EnrichRule::IdMissing;
    else if (!isPlainText(id))
        fault = EnrichRule::NotText;
    else if (match)
        fault = m_mapping->form().append(match->type, id, result.m_arena);
    else
        fault = contactIdFault(id);
    if (fault) {
        result.m_arena.clear();
        result.add(*fault, RowFinding::noField, column, id);
        return;
    }
    if (match) {
        result.m_matchLength = result.m_arena.size();
        return;
    }
    result.m_arena += id;
    result.m_idLength = id.size();
}

void RowChecker::checkField(std::uint32_t index, const SourceRow &row, CheckedRow &result)
{
    const CompiledField &field = m_mapping->fields[index];
    if (field.constant) {
        const auto offset = std::uint32_t(result.m_arena.size());
        result.m_arena += *field.constant;
        result.m_values.push_back({index, field.attributeIndex, offset, std::uint32_t(field.constant->size())});
        result.m_fates.push_back(CellFate::Kept);
        return;
    }
    bool guarded = false;
    for (const std::uint32_t column : field.columns) {
        const std::string_view cell = row.cell(column);
        const std::string_view trimmed = trimmedText(cell);
        if (!m_mapping->isGuardWord(trimmed)) {
            convert(index, column, cell, result);
            return;
        }
        guarded = guarded || !trimmed.empty();
    }
    result.m_fates.push_back(guarded ? CellFate::Guarded : CellFate::Empty);
    m_skip = m_skip || (!guarded && field.policy.empty == EmptyCell::SkipRow);
}

void RowChecker::convert(std::uint32_t index, std::uint32_t column, std::string_view cell, CheckedRow &result)
{
    const CompiledField &field = m_mapping->fields[index];
    const std::size_t offset = result.m_arena.size();
    std::optional<EnrichRule> first; // what the field's own steps say: that is what a person is told
    for (const CompiledField::Steps &steps : field.ways) {
        std::string_view text = cell;
        std::optional<EnrichRule> fault = applySteps(steps, text);
        const std::string_view trimmed = trimmedText(text);
        if (!fault && (m_mapping->isGuardWord(trimmed) || isNullWord(trimmed))) {
            result.m_fates.push_back(CellFate::Guarded);
            return;
        }
        if (!fault)
            fault = m_mapping->form().append(field.type, text, result.m_arena);
        if (!fault) {
            const auto length = std::uint32_t(result.m_arena.size() - offset);
            result.m_values.push_back({index, field.attributeIndex, std::uint32_t(offset), length});
            result.m_fates.push_back(CellFate::Kept);
            return;
        }
        result.m_arena.resize(offset);
        first = first ? first : fault;
    }
    const bool isLeftOut = field.policy.invalid == InvalidCell::LeaveOut;
    result.add(*first, index, column, cell, isLeftOut);
    result.m_fates.push_back(isLeftOut ? CellFate::LeftOut : CellFate::Refused);
}

std::optional<EnrichRule> RowChecker::applySteps(const CompiledField::Steps &steps, std::string_view &text)
{
    if (text.size() > ValueForm::maxText)
        return EnrichRule::TooLong;
    if (!isPlainText(text))
        return EnrichRule::NotText;
    std::size_t buffer = 0;
    for (const TransformStepPointer &step : steps) {
        if (text.empty())
            return std::nullopt;
        std::string &next = m_buffers[buffer];
        next.clear();
        if (const auto fault = step->apply(text, next))
            return fault;
        text = next;
        buffer = 1 - buffer;
    }
    return std::nullopt;
}

} // namespace muster
