// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"
#include "models/rules/exactdecimal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// What is known of a condition or group for one contact (Kleene's three values). In this order: of all members a group
/// has the smallest, of any of them the largest.
enum class Truth : std::uint8_t { False, Unknown, True };

/// One condition, made ready to be asked of cells. The contract says what the operators of segments mean (section 3);
/// for audiences it is silent, so these rules are our assumption and stand in resources/decisions/audience-estimate.md:
///
/// - An empty cell (absent, null or empty) matches not_equals and nothing else.
/// - Text is compared byte by byte in UTF-8: letter case, accents and white space count.
/// - A number is compared with cells that are numbers, exactly, whatever their spelling: 1.5 equals 1.50. A text that
///   spells a number counts as one in a field of numbers, and for greater_than and less_than in any.
/// - A text that begins with a day is ordered among cells that do so (days, and times behind a T), as text.
/// - Yes or no equals the words "true" and "false".
/// - Everything else is not known: greater_than a word, or of a cell that is neither number nor day where one is
///   needed; contains or starts_with a number or yes and no.
///
/// Immutable; any thread; judging allocates nothing.
class ConditionTest
{
public:
    enum class Kind {
        Open, ///< Not known for any cell that is not empty.
        SameText,
        Part,
        Start,
        Number,
        Day,
    };

    /// `type`: of the field's cells.
    ConditionTest(const CriteriaCondition &condition, CriteriaFieldType type);
    ConditionTest(const ConditionTest &) = delete; // the number looks into the text
    ConditionTest &operator=(const ConditionTest &) = delete;

    /// An empty cell is a missing one.
    [[nodiscard]] Truth judge(std::string_view cell) const;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] CriteriaOperator op() const { return m_op; }
    [[nodiscard]] const std::string &text() const { return m_text; } ///< The value in UTF-8, as it is spelled.
    [[nodiscard]] const std::optional<ExactDecimal> &number() const { return m_number; } ///< With Kind::Number.

private:
    void choose(const CriteriaCondition &condition, CriteriaFieldType type);
    [[nodiscard]] Truth judgeNumber(std::string_view cell) const;
    [[nodiscard]] Truth judgeDay(std::string_view cell) const;
    [[nodiscard]] bool isOrdering() const
    {
        return m_op == CriteriaOperator::GreaterThan || m_op == CriteriaOperator::LessThan;
    }
    [[nodiscard]] Truth ordered(std::strong_ordering cellToValue) const;

    CriteriaOperator m_op;
    Kind m_kind = Kind::Open;
    std::string m_text;
    std::optional<ExactDecimal> m_number;
};

/// YYYY-MM-DD, a day of the calendar from year 1 to 9999, and nothing behind it.
[[nodiscard]] bool isDay(std::string_view text);
/// The same, or with a T and anything behind it.
[[nodiscard]] bool beginsWithDay(std::string_view text);

} // namespace muster
