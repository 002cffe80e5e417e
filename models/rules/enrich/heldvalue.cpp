// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/heldvalue.h"

#include "models/rules/enrich/valueform.h"

#include <charconv>

namespace muster {

namespace {

using Form = HeldValue::Form;

/// A number as its digits and where they stand: digits * 10^power, without zeros at either end.
struct Number
{
    bool isNegative = false;
    std::string digits;
    long power = 0;
    bool operator==(const Number &) const = default;
};

/// `text` is canonical. Nothing where the power of ten is beyond all reason.
std::optional<Number> numberOf(std::string_view text)
{
    Number number;
    if (text.starts_with('-')) {
        number.isNegative = true;
        text.remove_prefix(1);
    }
    if (const std::size_t mark = text.find_first_of("eE"); mark != std::string_view::npos) {
        std::string_view power = text.substr(mark + 1);
        if (power.starts_with('+'))
            power.remove_prefix(1);
        const char *end = power.data() + power.size();
        if (power.size() > 9 || std::from_chars(power.data(), end, number.power).ptr != end)
            return std::nullopt;
        text = text.substr(0, mark);
    }
    for (const char c : text) {
        if (c != '.')
            number.digits += c;
    }
    if (const std::size_t point = text.find('.'); point != std::string_view::npos)
        number.power -= long(text.size() - point - 1);
    const std::size_t last = number.digits.find_last_not_of('0');
    if (last == std::string::npos)
        return Number(); // a zero has no sign
    number.power += long(number.digits.size() - last - 1);
    number.digits.resize(last + 1);
    number.digits.erase(0, number.digits.find_first_not_of('0'));
    return number;
}

std::weak_ordering magnitudeOrder(const Number &one, const Number &other)
{
    if (one.digits.empty() || other.digits.empty())
        return !one.digits.empty() <=> !other.digits.empty();
    const auto places = [](const Number &number) { return number.power + long(number.digits.size()); };
    const std::weak_ordering larger = places(one) <=> places(other);
    return larger != 0 ? larger : one.digits <=> other.digits;
}

std::weak_ordering orderOf(const Number &one, const Number &other)
{
    if (one.isNegative != other.isNegative)
        return other.isNegative <=> one.isNegative;
    return one.isNegative ? magnitudeOrder(other, one) : magnitudeOrder(one, other);
}

bool isNumeric(ListAttributeType type)
{
    return type == ListAttributeType::Integer || type == ListAttributeType::Decimal;
}

void appendEscaped(std::string &out, std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
}

} // namespace

HeldValue heldValue(ListAttributeType type, std::string_view canonical)
{
    const bool isText = type == ListAttributeType::Text || type == ListAttributeType::Date;
    return {isText ? Form::Text : Form::Json, canonical};
}

bool isWritable(ListAttributeType type, const HeldValue &value)
{
    return !value.isNothing() && value.form == heldValue(type, value.text).form && isCanonicalValue(type, value.text);
}

bool isSame(ListAttributeType type, const HeldValue &one, const HeldValue &other)
{
    if (one.form != other.form)
        return false;
    if (one.isNothing() || one.text == other.text)
        return true;
    const bool comparesWorth = isNumeric(type) && one.form == Form::Json
        && isCanonicalValue(ListAttributeType::Decimal, one.text)
        && isCanonicalValue(ListAttributeType::Decimal, other.text);
    if (!comparesWorth)
        return false;
    const auto first = numberOf(one.text), second = numberOf(other.text);
    return first && second && *first == *second;
}

std::string comparableText(ListAttributeType type, std::string_view text)
{
    text = trimmedText(text);
    const bool isNumber = isNumeric(type) && isCanonicalValue(ListAttributeType::Decimal, text);
    const auto number = isNumber ? numberOf(text) : std::nullopt;
    if (!number)
        return std::string(text);
    return (number->isNegative ? "-" : "") + number->digits + 'e' + std::to_string(number->power);
}

bool hasOrder(ListAttributeType type)
{
    return isNumeric(type) || type == ListAttributeType::Date;
}

std::optional<std::weak_ordering> orderOf(ListAttributeType type, const HeldValue &one, const HeldValue &other)
{
    // As isSame() sees them: a whole number may stand in the list as 3.0.
    const auto worth = isNumeric(type) ? ListAttributeType::Decimal : type;
    if (!hasOrder(type) || !isWritable(worth, one) || !isWritable(worth, other))
        return std::nullopt;
    if (type == ListAttributeType::Date)
        return std::weak_ordering(one.text <=> other.text); // YYYY-MM-DD
    const auto first = numberOf(one.text), second = numberOf(other.text);
    return first && second ? std::optional(orderOf(*first, *second)) : std::nullopt;
}

void appendMember(std::string &members, std::string_view name, const HeldValue &value)
{
    if (value.isNothing())
        return;
    members += members.empty() ? "\"" : ",\"";
    appendEscaped(members, name);
    members += "\":";
    if (value.form == Form::Json) {
        members += value.text;
        return;
    }
    members += '"';
    appendEscaped(members, value.text);
    members += '"';
}

} // namespace muster
