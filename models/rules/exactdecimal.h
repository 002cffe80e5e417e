// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <compare>
#include <optional>
#include <string_view>

namespace muster {

/// A number as JSON spells it (RFC 8259 section 6), compared digit for digit: nothing is rounded. A view into its text,
/// which must outlive it. Allocates nothing; any thread.
class ExactDecimal
{
public:
    static constexpr int longestExponent = 9; ///< Digits; a number with more is none for us.

    /// nullopt: not spelled like that ("+1", "007", ".5", "1,5", " 1"), longer than longestNumber, or with a longer
    /// exponent.
    [[nodiscard]] static std::optional<ExactDecimal> read(std::string_view text);

    /// The double next to it; infinite or zero beyond what a double can hold. Rounding keeps the order: of two numbers
    /// whose doubles differ the doubles tell which is the larger.
    [[nodiscard]] double nearest() const;
    /// At most 15 digits, and far from the ends of what a double holds: two such numbers are equal only when their
    /// doubles are.
    [[nodiscard]] bool isShort() const;

    friend std::strong_ordering operator<=>(const ExactDecimal &a, const ExactDecimal &b);
    /// By value: 1.50 is 15e-1, and -0 is 0.
    friend bool operator==(const ExactDecimal &a, const ExactDecimal &b) { return (a <=> b) == 0; }

private:
    [[nodiscard]] bool isZero() const { return m_digits.empty(); }
    [[nodiscard]] static std::strong_ordering compareDigits(std::string_view a, std::string_view b);

    std::string_view m_text;
    std::string_view m_digits; ///< From the first that is not 0 to the last that is not 0, perhaps with a point.
    qint64 m_magnitude = 0; ///< The value is 0.DIGITS times ten to this power.
    bool m_isNegative = false;
};

} // namespace muster
