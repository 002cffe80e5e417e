// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// A filter made ready to be tried on many records, by the rules of contract section 3: text is compared byte for byte
/// and with regard to case, dates and times as the texts that they are, whole and decimal numbers by their value where
/// the operator orders them. What a service applies and what Muster applies where a service cannot is the same.
/// Immutable; any thread.
class SegmentCondition
{
public:
    /// `value` is UTF-8. nullopt: the operator does not fit the type (operatorFits()), or it orders numbers and `value`
    /// is none.
    [[nodiscard]] static std::optional<SegmentCondition> of(AttributeType type, FilterOperator op, std::string value);

    [[nodiscard]] bool holdsFor(std::string_view value) const;
    /// Of a record without the attribute only "is not" is true.
    [[nodiscard]] bool holdsForNone() const { return m_op == FilterOperator::NotEquals; }

    [[nodiscard]] FilterOperator op() const { return m_op; }
    [[nodiscard]] const std::string &value() const { return m_value; }

private:
    SegmentCondition() = default;

    bool m_isNumber = false; ///< Compared by m_number.
    FilterOperator m_op = FilterOperator::Equals;
    std::string m_value;
    double m_number = 0;
};

/// The whole of `text` as a number ("12", "-3.5", "1e3"); nullopt: it is none, or not finite.
[[nodiscard]] std::optional<double> plainNumber(std::string_view text);

} // namespace muster
