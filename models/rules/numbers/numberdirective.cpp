// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberdirective.h"

namespace muster {

namespace {

NumberJudgement judgeCode(const NumberDirective &directive, const std::vector<bool> &regions, NumberCode code)
{
    if (code == NumberColumns::notJudged)
        return NumberJudgement::NotJudged;
    const NumberPossible possible = possibleOf(code);
    const NumberType type = typeOf(code);
    if (possible == NumberPossible::NotParsed)
        return NumberJudgement::NotANumber;
    if (directive.onlyPossible && possible != NumberPossible::IsPossible
        && possible != NumberPossible::IsPossibleLocalOnly)
        return NumberJudgement::NotPossible;
    if (directive.onlyValid && type == NumberType::Unknown)
        return NumberJudgement::NotValid;
    if (!directive.regions.empty() && !regions[regionOf(code)])
        return NumberJudgement::RegionNotAllowed;
    return (directive.types >> unsigned(type)) & 1u ? NumberJudgement::Accepted : NumberJudgement::TypeNotAllowed;
}

} // namespace

DirectiveTable::DirectiveTable(const NumberDirective &directive)
    : m_byCode(1u << 16)
    , m_refusedFindings(directive.refusedFindings)
{
    std::vector<bool> regions(512);
    for (const RegionIndex region : directive.regions)
        regions[region & 511u] = true;
    for (std::size_t code = 0; code < m_byCode.size(); ++code)
        m_byCode[code] = judgeCode(directive, regions, NumberCode(code));
}

void DirectiveTable::judge(const NumberColumns &columns, std::span<NumberJudgement> result) const
{
    const auto &codes = columns.codes();
    const auto &findings = columns.allFindings();
    if (m_refusedFindings == 0) { // nothing but the codes is read
        for (std::size_t row = 0; row < codes.size(); ++row)
            result[row] = m_byCode[codes[row]];
        return;
    }
    for (std::size_t row = 0; row < codes.size(); ++row)
        result[row] = judge(codes[row], findings[row]);
}

} // namespace muster
