// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportorder.h"

#include "models/rules/ordermembers.h"

#include <limits>

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;

void describe(JsonMembers &members, SegmentFilter &filter)
{
    members.member("attribute", filter.attribute);
    members.key("operator", filter.op, filterOperatorKey, filterOperatorFromKey);
    members.member("value", filter.value);
}

void describeDay(JsonMembers &members, const char *name, QDate &day)
{
    if (!members.isThere(name, day.isValid()))
        return;
    members.key(
        name, day, [](const QDate &written) { return written.toString(Qt::ISODate); },
        [](const QString &read) {
            const QDate known = QDate::fromString(read, Qt::ISODate);
            return known.isValid() ? std::optional(known) : std::nullopt;
        });
}

void describeTreatment(JsonMembers &members, ExportOrder &order)
{
    describeTreated(members, order.treated);
    if (members.isThere("pseudonymKey", !order.pseudonymKey.isEmpty())) {
        members.member("pseudonymKey", order.pseudonymKey);
        members.require(!order.pseudonymKey.isEmpty());
    }
    members.require(needsPseudonymKey(order.treated) == !order.pseudonymKey.isEmpty());
}

void describeOrder(JsonMembers &members, FrozenExportOrder &frozen)
{
    ExportOrder &order = frozen.order;
    members.version(orderVersion);
    describeConnection(members, order.profileId, order.profileName);
    describeEnvironment(members, order.environment);
    members.member("segmentId", order.query.segmentId);
    members.member("segmentName", order.segmentName);
    members.member("attributes", order.query.attributes);
    members.objects("filters", order.query.filters, std::numeric_limits<qsizetype>::max(), describe);
    members.key("format", order.format);
    members.key("textProfile", order.textProfile);
    members.member("targetFile", order.targetFile);
    members.member("replaceExisting", order.replaceExisting);
    members.member("webhook", order.webhook);
    members.member("pageSize", order.pageSize, 1, 1'000'000);
    qint64 maxAge = order.maxAge.count();
    members.member("maxAgeSeconds", maxAge, 0);
    order.maxAge = std::chrono::seconds(maxAge);
    members.member("ignoreAge", order.ignoreAge);
    members.member("strictAttributes", order.strictAttributes);
    describeDay(members, "firstDay", order.query.from);
    describeDay(members, "lastDay", order.query.to);
    if (members.isThere("recordsTo", !order.recordsTo.isEmpty())) {
        members.member("recordsTo", order.recordsTo);
        members.require(!order.recordsTo.isEmpty());
    }
    if (members.isThere("byteOrderMark", order.byteOrderMark)) {
        members.member("byteOrderMark", order.byteOrderMark);
        members.require(order.byteOrderMark && order.format == FileFormat::Csv);
    }
    describeTreatment(members, order);
    // What a workbook could not hold, or its cells would show; exportrules says why.
    if (order.format == FileFormat::Xlsx)
        members.require(order.textProfile == TextProfile::Machines && order.recordsTo.isEmpty());
}

} // namespace

FrozenExportOrder freeze(const ExportOrder &order)
{
    return bound(FrozenExportOrder{.order = order}, describeOrder);
}

Result<FrozenExportOrder> thaw(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenExportOrder>(json, digest, describeOrder);
}

namespace {

constexpr KeyTable<FilterOperator, 6> symbols = {{
    {FilterOperator::Equals, QLatin1String("=")},
    {FilterOperator::NotEquals, QLatin1String("!=")},
    {FilterOperator::Contains, QLatin1String("~")},
    {FilterOperator::StartsWith, QLatin1String("^=")},
    {FilterOperator::GreaterThan, QLatin1String(">")},
    {FilterOperator::LessThan, QLatin1String("<")},
}};

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
    auto op = valueOf(symbols, word);
    if (!op)
        op = filterOperatorFromKey(word);
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
