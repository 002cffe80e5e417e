// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/numberrepair.h"
#include "models/rules/lists/numberlistreader.h"
#include "models/rules/masking/textclass.h"

#include "models/rules/numbers/numberengine.h"

#include <QStringList>
#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t longestCell = 64; // longer texts are no number cell
constexpr std::size_t fewestInternational = 8, mostDigits = 15; // digits of a number that lost its plus

bool onlyDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

/// 4.47911123456E+11: one digit, point or comma, digits, exponent. nullopt: not of that form.
struct Scientific
{
    std::string digits; ///< Of the mantissa.
    unsigned exponent = 0;
};
std::optional<Scientific> scientific(std::string_view text)
{
    const std::size_t e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || !isAsciiDigit(text.front()))
        return std::nullopt;
    std::string_view exponent = text.substr(e + 1);
    if (exponent.starts_with('+'))
        exponent.remove_prefix(1);
    if (!onlyDigits(exponent) || exponent.size() > 3)
        return std::nullopt;
    std::string_view rest = text.substr(1, e - 1);
    if (!rest.empty()) {
        if ((rest.front() != '.' && rest.front() != ',') || !onlyDigits(rest.substr(1)))
            return std::nullopt;
        rest.remove_prefix(1);
    }
    Scientific result{.digits = std::string(1, text.front()) + std::string(rest)};
    for (const char c : exponent)
        result.exponent = result.exponent * 10 + unsigned(c - '0');
    return result;
}

/// Takes .0, ,0 or .00 off seven digits or more.
bool takeDecimals(std::string_view &text)
{
    const std::size_t point = text.find_last_of(".,");
    if (point == std::string_view::npos || point < 7 || !onlyDigits(text.substr(0, point)))
        return false;
    const std::string_view zeros = text.substr(point + 1);
    if (zeros.empty() || zeros.size() > 2 || zeros.find_first_not_of('0') != std::string_view::npos)
        return false;
    text = text.substr(0, point);
    return true;
}

/// Takes ="..." and leading apostrophes off.
std::uint8_t takeMarks(std::string_view &text)
{
    unsigned steps = 0;
    if (text.starts_with('=')) {
        steps |= NumberRepair::Formula;
        text.remove_prefix(1);
        if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
            text = text.substr(1, text.size() - 2);
    }
    if (text.starts_with('\'')) {
        steps |= NumberRepair::Apostrophe;
        text.remove_prefix(1);
        if (text.ends_with('\''))
            text.remove_suffix(1);
    }
    text = trimmedCell(text);
    return std::uint8_t(steps);
}

/// Collects readings; remembers the valid one as long as it is the only one.
class Readings
{
public:
    Readings(const NumberEngine &engine, RegionIndex region, std::uint8_t steps)
        : m_engine(engine)
        , m_region(region)
    {
        m_repair.steps = steps;
    }

    void consider(std::string text, unsigned step)
    {
        ++m_readings;
        const NumberVerdict verdict = m_engine.classify(text, m_region);
        if (!verdict.valid() || (m_valid > 0 && verdict.e164 == m_repair.verdict.e164))
            return;
        if (++m_valid == 1) {
            m_repair.verdict = verdict;
            m_repair.text = std::move(text);
            m_step = std::uint8_t(step);
        }
    }
    [[nodiscard]] std::optional<NumberRepair> proven()
    {
        m_repair.steps = std::uint8_t(m_repair.steps | m_step);
        m_repair.readings = m_readings;
        return m_valid == 1 ? std::optional(std::move(m_repair)) : std::nullopt;
    }

private:
    const NumberEngine &m_engine;
    const RegionIndex m_region;
    NumberRepair m_repair;
    int m_readings = 0, m_valid = 0;
    std::uint8_t m_step = 0;
};

} // namespace

QString NumberRepair::proof() const
{
    static constexpr std::pair<Step, const char *> names[]
        = {{Apostrophe, "apostrophe"}, {Formula, "formula"},    {Decimals, "decimals"},
           {Exponent, "exponent"},     {LostPlus, "lost_plus"}, {LostZero, "lost_zero"}};
    QStringList done;
    for (const auto &[step, name] : names) {
        if ((steps & step) != 0)
            done.append(QLatin1String(name));
    }
    return QStringLiteral("%1;readings=%2;valid=1").arg(done.join(QLatin1Char('+'))).arg(readings);
}

bool looksDamaged(std::string_view text)
{
    text = trimmedCell(text);
    if (text.size() > longestCell)
        return false;
    return spreadsheetDamage(text) || scientific(text).has_value();
}

std::optional<NumberRepair> repairNumber(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion,
                                         const NumberVerdict &asRead)
{
    text = trimmedCell(text);
    if (text.empty() || text.size() > longestCell)
        return std::nullopt;
    const std::uint8_t marks = takeMarks(text);
    std::uint8_t steps = marks;
    std::string digits(text);
    if (const auto number = scientific(text)) {
        if (number->digits.size() != number->exponent + 1u) // swallowed digits, or a fraction
            return std::nullopt;
        digits = number->digits;
        steps = std::uint8_t(steps | NumberRepair::Exponent);
    } else if (takeDecimals(text)) {
        digits = std::string(text);
        steps = std::uint8_t(steps | NumberRepair::Decimals);
    }
    const bool wasNumber = steps != marks || (marks == 0 && onlyDigits(digits)); // plus and zero may be lost
    if (steps == 0 && (!wasNumber || asRead.valid()))
        return std::nullopt;
    if (!digits.starts_with('+') && defaultRegion == 0)
        return std::nullopt; // it may be a national number of any region
    Readings readings(engine, defaultRegion, steps);
    readings.consider(digits, 0);
    if (wasNumber && digits.front() != '0') {
        if (digits.size() >= fewestInternational && digits.size() <= mostDigits)
            readings.consider("+" + digits, NumberRepair::LostPlus);
        readings.consider("0" + digits, NumberRepair::LostZero);
    }
    return readings.proven();
}

} // namespace muster
