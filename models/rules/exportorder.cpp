// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportorder.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/frozenorder.h"
#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;

QByteArray exportOrderToJson(const ExportOrder &order)
{
    CanonicalJson json;
    json.beginObject();
    json.member("version", orderVersion);
    json.member("profileId", order.profileId);
    json.member("profileName", order.profileName);
    json.member("environment", environmentKey(order.environment));
    json.member("segmentId", order.query.segmentId);
    json.member("segmentName", order.segmentName);
    json.beginArray("attributes");
    for (const QString &attribute : order.query.attributes)
        json.element(attribute);
    json.endArray();
    json.beginArray("filters");
    for (const SegmentFilter &filter : order.query.filters) {
        json.beginObject();
        json.member("attribute", filter.attribute);
        json.member("operator", filterOperatorKey(filter.op));
        json.member("value", filter.value);
        json.endObject();
    }
    json.endArray();
    json.member("format", fileFormatKey(order.format));
    json.member("textProfile", textProfileKey(order.textProfile));
    json.member("targetFile", order.targetFile);
    json.member("replaceExisting", order.replaceExisting);
    json.member("webhook", order.webhook.toString(QUrl::FullyEncoded));
    json.member("pageSize", qint64(order.pageSize));
    json.member("maxAgeSeconds", qint64(order.maxAge.count()));
    json.member("ignoreAge", order.ignoreAge);
    json.member("strictAttributes", order.strictAttributes);
    json.endObject();
    return json.bytes();
}

void readQuery(MemberReader &reader, SegmentQuery &query)
{
    query.segmentId = reader.text(QLatin1String("segmentId"));
    const QJsonArray attributes = reader.array(QLatin1String("attributes"));
    for (const QJsonValue &attribute : attributes) {
        reader.require(attribute.isString());
        query.attributes.append(attribute.toString());
    }
    const QJsonArray filters = reader.array(QLatin1String("filters"));
    for (const QJsonValue &entry : filters) {
        const QJsonObject object = entry.toObject();
        MemberReader filter(object);
        const QString attribute = filter.text(QLatin1String("attribute"));
        const auto op = filterOperatorFromKey(filter.text(QLatin1String("operator")));
        const QString value = filter.text(QLatin1String("value"));
        reader.require(filter.good() && op.has_value());
        query.filters.append({attribute, op.value_or(FilterOperator::Equals), value});
    }
}

bool readOrder(const QJsonObject &object, ExportOrder &order)
{
    MemberReader reader(object);
    reader.require(reader.number(QLatin1String("version")) == orderVersion);
    order.profileId = reader.text(QLatin1String("profileId"));
    order.profileName = reader.text(QLatin1String("profileName"));
    const auto environment = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(environment.has_value());
    order.environment = environment.value_or(Environment::Production);
    readQuery(reader, order.query);
    order.segmentName = reader.text(QLatin1String("segmentName"));
    const QString format = reader.text(QLatin1String("format"));
    order.format = format == fileFormatKey(FileFormat::Csv) ? FileFormat::Csv : FileFormat::JsonLines;
    reader.require(format == fileFormatKey(order.format));
    const QString profile = reader.text(QLatin1String("textProfile"));
    order.textProfile
        = profile == textProfileKey(TextProfile::Machines) ? TextProfile::Machines : TextProfile::Spreadsheets;
    reader.require(profile == textProfileKey(order.textProfile));
    order.targetFile = reader.text(QLatin1String("targetFile"));
    order.replaceExisting = reader.flag(QLatin1String("replaceExisting"));
    order.webhook = QUrl(reader.text(QLatin1String("webhook")), QUrl::StrictMode);
    const qint64 pageSize = reader.number(QLatin1String("pageSize"));
    reader.require(pageSize >= 1 && pageSize <= 1'000'000);
    order.pageSize = int(pageSize);
    const qint64 maxAge = reader.number(QLatin1String("maxAgeSeconds"));
    reader.require(maxAge >= 0);
    order.maxAge = std::chrono::seconds(maxAge);
    order.ignoreAge = reader.flag(QLatin1String("ignoreAge"));
    order.strictAttributes = reader.flag(QLatin1String("strictAttributes"));
    return reader.good();
}

} // namespace

QString fileFormatKey(FileFormat format)
{
    return format == FileFormat::Csv ? QStringLiteral("csv") : QStringLiteral("jsonl");
}

QString textProfileKey(TextProfile profile)
{
    return profile == TextProfile::Machines ? QStringLiteral("machines") : QStringLiteral("spreadsheets");
}

FrozenExportOrder freeze(const ExportOrder &order)
{
    const QByteArray json = exportOrderToJson(order);
    return {order, json, orderDigest(json)};
}

Result<FrozenExportOrder> thaw(const QByteArray &json, const QString &digest)
{
    ExportOrder order;
    const auto read = readFrozen(json, digest, [&order](const QJsonObject &object) {
        return readOrder(object, order) ? exportOrderToJson(order) : QByteArray();
    });
    if (!read)
        return tl::unexpected(read.error());
    return FrozenExportOrder{order, json, digest};
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
