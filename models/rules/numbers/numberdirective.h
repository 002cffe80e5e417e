// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numbercolumns.h"

#include <span>

namespace muster {

/// What a person wants of the numbers in a list. Judging by it needs only the answers, never the texts again.
struct NumberDirective
{
    std::vector<RegionIndex> regions; ///< Allowed; empty: all.
    std::uint16_t types = 0x0fff; ///< Bits of allowed types; Unknown stands for numbers that are not valid.
    bool onlyValid = true;
    bool onlyPossible = true;
    std::uint8_t refusedFindings = 0; ///< Bits of NumberFinding.

    [[nodiscard]] static constexpr std::uint16_t typeBit(NumberType type)
    {
        return std::uint16_t(1u << unsigned(type));
    }
    bool operator==(const NumberDirective &) const = default;
};

/// The first reason that applies, in this order. NotJudged is none: such a row is never refused, only unknown.
enum class NumberJudgement : std::uint8_t {
    Accepted,
    NotJudged,
    NotANumber,
    NotPossible,
    NotValid,
    RegionNotAllowed,
    TypeNotAllowed,
    FindingRefused,
};

/// A directive made into one table by code: a look-up a row.
class DirectiveTable
{
public:
    explicit DirectiveTable(const NumberDirective &directive);

    [[nodiscard]] NumberJudgement judge(NumberCode code, std::uint8_t findings) const
    {
        const NumberJudgement byCode = m_byCode[code];
        return byCode == NumberJudgement::Accepted && (findings & m_refusedFindings) != 0
            ? NumberJudgement::FindingRefused
            : byCode;
    }
    /// All rows; `result` has one place a row. Milliseconds a million.
    void judge(const NumberColumns &columns, std::span<NumberJudgement> result) const;

private:
    std::vector<NumberJudgement> m_byCode;
    std::uint8_t m_refusedFindings = 0;
};

} // namespace muster
