// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exactdecimal.h"

#include "network/wire/enrichment.h"

#include <charconv>
#include <limits>

namespace muster {

namespace {

constexpr qint64 shortDigits = 15; // std::numeric_limits<double>::digits10
constexpr qint64 shortMagnitude = 290;

} // namespace

std::optional<ExactDecimal> ExactDecimal::read(std::string_view text)
{
    // Most cells that are no number show it at once.
    if (text.empty() || (text[0] != '-' && (text[0] < '0' || text[0] > '9'))
        || !isCanonicalValue(ListAttributeType::Decimal, text))
        return std::nullopt;
    ExactDecimal number;
    number.m_text = text;
    number.m_isNegative = text[0] == '-';
    const std::size_t begin = number.m_isNegative ? 1 : 0;
    const std::size_t end = std::min(text.find_first_of("eE"), text.size());
    if (end < text.size()) {
        std::string_view exponent = text.substr(end + 1);
        if (exponent.starts_with('+'))
            exponent.remove_prefix(1);
        qint64 value = 0;
        (void)std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
        if (exponent.size() > std::size_t(longestExponent) + (exponent.starts_with('-') ? 1 : 0))
            return std::nullopt;
        number.m_magnitude = value;
    }
    const std::string_view body = text.substr(begin, end - begin);
    const std::size_t first = body.find_first_not_of("0.");
    if (first == std::string_view::npos) { // zero has no sign and no magnitude
        number.m_magnitude = 0;
        number.m_isNegative = false;
        return number;
    }
    const std::size_t point = std::min(body.find('.'), body.size());
    number.m_digits = body.substr(first, body.find_last_not_of("0.") + 1 - first);
    number.m_magnitude += first < point ? qint64(point - first) : -qint64(first - point - 1);
    return number;
}

double ExactDecimal::nearest() const
{
    double value = 0;
    const auto [end, fault] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), value);
    if (fault == std::errc::result_out_of_range) {
        value = m_magnitude > 0 ? std::numeric_limits<double>::infinity() : 0.0;
        return m_isNegative ? -value : value;
    }
    return value;
}

bool ExactDecimal::isShort() const
{
    return qint64(m_digits.size()) <= shortDigits && m_magnitude <= shortMagnitude && m_magnitude >= -shortMagnitude;
}

std::strong_ordering ExactDecimal::compareDigits(std::string_view a, std::string_view b)
{
    std::size_t i = 0, j = 0;
    for (;; ++i, ++j) {
        i += i < a.size() && a[i] == '.' ? 1 : 0;
        j += j < b.size() && b[j] == '.' ? 1 : 0;
        if (i >= a.size() || j >= b.size()) // the last digit is not 0, so the longer one is the larger
            return (i < a.size()) <=> (j < b.size());
        if (a[i] != b[j])
            return a[i] <=> b[j];
    }
}

std::strong_ordering operator<=>(const ExactDecimal &a, const ExactDecimal &b)
{
    if (a.m_isNegative != b.m_isNegative)
        return a.m_isNegative ? std::strong_ordering::less : std::strong_ordering::greater;
    std::strong_ordering order = std::strong_ordering::equal;
    if (a.isZero() || b.isZero())
        order = !a.isZero() <=> !b.isZero();
    else if (a.m_magnitude != b.m_magnitude)
        order = a.m_magnitude <=> b.m_magnitude;
    else
        order = ExactDecimal::compareDigits(a.m_digits, b.m_digits);
    return a.m_isNegative ? 0 <=> order : order;
}

} // namespace muster
