// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/conditionlogic.h"

#include "models/rules/exactdecimal.h"
#include "network/wire/enrichment.h"

namespace muster {

namespace {

using Op = CriteriaOperator;

/// The value of a condition as it is compared: its text in UTF-8, and what number or day that is, if any.
struct Operand
{
    Op op = Op::Equals;
    std::string text;
    bool isNumber = false; ///< Compared by value in any field.
    bool mayBeNumber = false; ///< A text that spells one: compared by value in a field of numbers.
    bool isDay = false;
    bool isOrdering() const { return op == Op::GreaterThan || op == Op::LessThan; }
    ExactDecimal number() const { return *ExactDecimal::read(text); }
};

Operand operandOf(const CriteriaCondition &condition, const CriteriaField *field)
{
    Operand operand;
    operand.op = condition.op;
    if (const auto *number = std::get_if<CriteriaNumber>(&condition.value)) {
        operand.text = number->spelling.toStdString();
        operand.isNumber = operand.mayBeNumber = ExactDecimal::read(operand.text).has_value();
    } else if (const auto *text = std::get_if<QString>(&condition.value)) {
        operand.text = text->toStdString();
        operand.mayBeNumber = ExactDecimal::read(operand.text).has_value();
        operand.isDay = isDayText(*text);
        const bool ofNumbers = field != nullptr && field->type == CriteriaFieldType::Number;
        operand.isNumber = operand.mayBeNumber && (operand.isOrdering() || ofNumbers);
    } else {
        operand.text = std::get<bool>(condition.value) ? "true" : "false";
    }
    return operand;
}

/// Surely other values, whatever the field's type: not one number in two spellings.
bool differ(const Operand &a, const Operand &b)
{
    return a.mayBeNumber && b.mayBeNumber ? a.number() != b.number() : a.text != b.text;
}

/// Surely one value, whatever the field's type.
bool agree(const Operand &a, const Operand &b)
{
    return a.isNumber && b.isNumber ? a.number() == b.number() : a.isNumber == b.isNumber && a.text == b.text;
}

/// Of two values that can be ordered: a before b (negative), the same, or behind it. Nothing: no order.
std::optional<int> order(const Operand &a, const Operand &b)
{
    if (a.mayBeNumber && b.mayBeNumber) {
        const auto way = a.number() <=> b.number();
        return way < 0 ? -1 : way > 0 ? 1 : 0;
    }
    if (a.isDay && b.isDay)
        return a.text.compare(b.text);
    return std::nullopt;
}

/// A contact whose value is that of `value` (an equals) surely does not match `test`.
bool failsFor(const Operand &value, const Operand &test)
{
    switch (test.op) {
    case Op::Equals:
        return differ(value, test);
    case Op::NotEquals:
        return agree(value, test);
    case Op::GreaterThan: {
        const auto way = order(value, test);
        return way && *way <= 0;
    }
    case Op::LessThan: {
        const auto way = order(value, test);
        return way && *way >= 0;
    }
    // A number is matched in any spelling, and then it is not known what it contains.
    case Op::Contains:
        return !value.mayBeNumber && value.text.find(test.text) == std::string::npos;
    case Op::StartsWith:
        return !value.mayBeNumber && !value.text.starts_with(test.text);
    }
    Q_UNREACHABLE();
}

/// A contact whose value is that of `value` surely matches `test`.
bool holdsFor(const Operand &value, const Operand &test)
{
    switch (test.op) {
    case Op::Equals:
        return agree(value, test);
    case Op::NotEquals:
        return differ(value, test);
    case Op::GreaterThan: {
        const auto way = order(value, test);
        return way && *way > 0;
    }
    case Op::LessThan: {
        const auto way = order(value, test);
        return way && *way < 0;
    }
    case Op::Contains:
        return !value.mayBeNumber && value.text.find(test.text) != std::string::npos;
    case Op::StartsWith:
        return !value.mayBeNumber && value.text.starts_with(test.text);
    }
    Q_UNREACHABLE();
}

/// A text part that numbers in a condition are never looked for in.
bool isTextPart(const CriteriaCondition &condition)
{
    return std::holds_alternative<QString>(condition.value)
        || (condition.op != Op::Contains && condition.op != Op::StartsWith);
}

} // namespace

bool isDayText(const QString &text)
{
    const std::string utf8 = text.toStdString();
    return utf8.size() >= 10 && (utf8.size() == 10 || utf8[10] == 'T')
        && isCanonicalValue(ListAttributeType::Date, std::string_view(utf8).substr(0, 10));
}

bool isNumberText(const QString &text)
{
    return ExactDecimal::read(text.toStdString()).has_value();
}

bool excludeEachOther(const CriteriaCondition &one, const CriteriaCondition &other, const CriteriaField *field)
{
    if (one.field != other.field || !isTextPart(one) || !isTextPart(other))
        return false;
    const Operand a = operandOf(one, field), b = operandOf(other, field);
    if (a.op == Op::Equals && failsFor(a, b))
        return true;
    if (b.op == Op::Equals && failsFor(b, a))
        return true;
    if (a.op == Op::StartsWith && b.op == Op::StartsWith)
        return !a.text.starts_with(b.text) && !b.text.starts_with(a.text);
    // Above something that is not below the upper end: nothing lies between. Between two neighbours of whole numbers
    // there may be a fraction.
    const Operand &low = a.op == Op::GreaterThan ? a : b;
    const Operand &high = a.op == Op::GreaterThan ? b : a;
    if (low.op != Op::GreaterThan || high.op != Op::LessThan)
        return false;
    const auto way = order(low, high);
    return way && *way >= 0;
}

Coverage coverageOf(const CriteriaCondition &one, const CriteriaCondition &other, const CriteriaField *field)
{
    if (one.field != other.field || !isTextPart(one) || !isTextPart(other))
        return Coverage::None;
    const Operand a = operandOf(one, field), b = operandOf(other, field);
    // Whatever is not the value of a not_equals matches it, a missing value too; the value itself is left.
    if (a.op == Op::NotEquals && holdsFor(a, b))
        return Coverage::Everybody;
    if (b.op == Op::NotEquals && holdsFor(b, a))
        return Coverage::Everybody;
    const bool ofYesAndNo = field != nullptr && field->type == CriteriaFieldType::Boolean;
    if (ofYesAndNo && a.op == Op::Equals && b.op == Op::Equals) {
        const bool both = (a.text == "true" && b.text == "false") || (a.text == "false" && b.text == "true");
        return both ? Coverage::WhenPresent : Coverage::None;
    }
    const Operand &low = a.op == Op::GreaterThan ? a : b;
    const Operand &high = a.op == Op::GreaterThan ? b : a;
    if (low.op != Op::GreaterThan || high.op != Op::LessThan)
        return Coverage::None;
    const auto way = order(low, high);
    return way && *way < 0 ? Coverage::WhenPresent : Coverage::None;
}

Coverage coverageOf(const CriteriaCondition &condition)
{
    const auto *text = std::get_if<QString>(&condition.value);
    const bool isPart = condition.op == Op::Contains || condition.op == Op::StartsWith;
    return isPart && text != nullptr && text->isEmpty() ? Coverage::WhenPresent : Coverage::None;
}

bool saySame(const CriteriaCondition &one, const CriteriaCondition &other)
{
    if (one.field != other.field || one.op != other.op)
        return false;
    const auto *a = std::get_if<CriteriaNumber>(&one.value);
    const auto *b = std::get_if<CriteriaNumber>(&other.value);
    if (a == nullptr || b == nullptr)
        return one.value == other.value;
    const std::string left = a->spelling.toStdString(), right = b->spelling.toStdString();
    const auto leftNumber = ExactDecimal::read(left), rightNumber = ExactDecimal::read(right);
    return leftNumber && rightNumber ? *leftNumber == *rightNumber : left == right;
}

} // namespace muster
