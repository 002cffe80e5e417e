// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportorder.h"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<QLatin1String, FilterOperator>, 6> symbols = {{
    {QLatin1String("="), FilterOperator::Equals},
    {QLatin1String("!="), FilterOperator::NotEquals},
    {QLatin1String("~"), FilterOperator::Contains},
    {QLatin1String("^="), FilterOperator::StartsWith},
    {QLatin1String(">"), FilterOperator::GreaterThan},
    {QLatin1String("<"), FilterOperator::LessThan},
}};

std::optional<FilterOperator> operatorFromText(QStringView text)
{
    for (const auto &[symbol, op] : symbols) {
        if (symbol == text)
            return op;
    }
    return filterOperatorFromKey(text);
}

tl::unexpected<ApiError> refused(const QString &code, const QString &subject = {})
{
    return failure({.kind = ErrorKind::BadInput, .code = code, .subject = subject});
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

/// Reads a quoted text that begins at `rest`'s first character; what stays in `rest` is behind the closing quote.
/// Within quotes `\` keeps the next character as it is. Nothing when the quote is not closed.
std::optional<QString> takeQuoted(QStringView &rest)
{
    const QChar quote = rest.front();
    QString text;
    for (qsizetype i = 1; i < rest.size(); ++i) {
        if (rest[i] == u'\\' && i + 1 < rest.size()) {
            text += rest[++i];
        } else if (rest[i] == quote) {
            rest = rest.sliced(i + 1);
            return text;
        } else {
            text += rest[i];
        }
    }
    return std::nullopt;
}

QStringView takeWord(QStringView &rest)
{
    qsizetype end = 0;
    while (end < rest.size() && !rest[end].isSpace())
        ++end;
    const QStringView word = rest.first(end);
    rest = rest.sliced(end);
    return word;
}

} // namespace

Result<SegmentFilter> parseFilter(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    if (rest.isEmpty())
        return refused(QStringLiteral("filter_attribute_missing"));

    SegmentFilter filter;
    if (isQuote(rest.front())) {
        const auto name = takeQuoted(rest);
        if (!name)
            return refused(QStringLiteral("filter_quote_open"));
        filter.attribute = *name;
    } else {
        filter.attribute = takeWord(rest).toString();
    }
    if (filter.attribute.isEmpty())
        return refused(QStringLiteral("filter_attribute_missing"));

    rest = rest.trimmed();
    const QStringView word = takeWord(rest);
    if (word.isEmpty())
        return refused(QStringLiteral("filter_operator_missing"), filter.attribute);
    const auto op = operatorFromText(word);
    if (!op)
        return refused(QStringLiteral("filter_operator_unknown"), filter.attribute);
    filter.op = *op;

    rest = rest.trimmed();
    if (rest.isEmpty())
        return refused(QStringLiteral("filter_value_missing"), filter.attribute);
    if (!isQuote(rest.front())) {
        filter.value = rest.toString();
        return filter;
    }
    const auto value = takeQuoted(rest);
    // A quote that is not closed, or closed in the middle, is no way to say where the value ends.
    if (!value || !rest.isEmpty())
        return refused(QStringLiteral("filter_quote_open"), filter.attribute);
    filter.value = *value;
    return filter;
}

} // namespace muster
