// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxquery.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>
#include <cmath>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr int maxLimit = 1000;
constexpr qsizetype maxFilters = 100;

QString indexed(QLatin1String name, qsizetype at, QLatin1String member = {})
{
    const QString place = name + u'[' + QString::number(at) + u']';
    return member.isEmpty() ? place : place + u'.' + member;
}

/// One reading of one body; collects every fault instead of stopping at the first.
class QueryReader
{
public:
    SandboxQuery query;
    QList<FieldFault> faults;

    void read(const QByteArray &body)
    {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(body, &error);
        if (error.error != QJsonParseError::NoError || !document.isObject()) {
            fault(u"body"_s, "not a JSON object"_L1);
            return;
        }
        const QJsonObject object = document.object();
        refuseOthers(object, {"filters"_L1, "pagination"_L1, "requestedAttributes"_L1}, QString());
        readFilters(object.value("filters"_L1));
        readPagination(object.value("pagination"_L1));
        readAttributes(object.value("requestedAttributes"_L1));
    }

private:
    void fault(const QString &field, QLatin1String issue) { faults.append({field, issue}); }

    void refuseOthers(const QJsonObject &object, const QList<QLatin1String> &known, const QString &prefix)
    {
        const QStringList keys = object.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                fault(prefix + key.left(100), "unknown member"_L1);
        }
    }

    // Deprecated attributes count as faults of their own: a client must leave them out (contract section 3).
    std::optional<SandboxAttribute> attribute(const QJsonValue &value, const QString &field)
    {
        if (!value.isString()) {
            fault(field, value.isUndefined() ? "missing"_L1 : "must be text"_L1);
            return std::nullopt;
        }
        const auto found = SandboxData::attributeFromName(value.toString());
        if (!found) {
            fault(field, "unknown attribute"_L1);
            return std::nullopt;
        }
        if (!SandboxData::attributes()[static_cast<qsizetype>(*found)].valid) {
            fault(field, "deprecated attribute"_L1);
            return std::nullopt;
        }
        return found;
    }

    void readFilters(const QJsonValue &value)
    {
        if (value.isUndefined() || value.isNull())
            return;
        if (!value.isArray()) {
            fault(u"filters"_s, "must be an array"_L1);
            return;
        }
        const QJsonArray filters = value.toArray();
        if (filters.size() > maxFilters) {
            fault(u"filters"_s, "more than 100"_L1);
            return;
        }
        for (qsizetype at = 0; at < filters.size(); ++at)
            readFilter(filters[at], at);
    }

    void readFilter(const QJsonValue &value, qsizetype at)
    {
        if (!value.isObject()) {
            fault(indexed("filters"_L1, at), "must be an object"_L1);
            return;
        }
        const QJsonObject object = value.toObject();
        refuseOthers(object, {"attribute"_L1, "operator"_L1, "value"_L1}, indexed("filters"_L1, at) + u'.');
        const auto name = attribute(object.value("attribute"_L1), indexed("filters"_L1, at, "attribute"_L1));
        const auto op = filterOperator(object.value("operator"_L1), indexed("filters"_L1, at, "operator"_L1));
        const QJsonValue text = object.value("value"_L1);
        if (!text.isString())
            fault(indexed("filters"_L1, at, "value"_L1), text.isUndefined() ? "missing"_L1 : "must be text"_L1);
        if (name && op && text.isString())
            addCondition(*name, *op, text.toString().toStdString(), at);
    }

    std::optional<FilterOperator> filterOperator(const QJsonValue &value, const QString &field)
    {
        if (!value.isString()) {
            fault(field, value.isUndefined() ? "missing"_L1 : "must be text"_L1);
            return std::nullopt;
        }
        const auto op = filterOperatorFromKey(value.toString());
        if (!op)
            fault(field, "unknown operator"_L1);
        return op;
    }

    void addCondition(SandboxAttribute name, FilterOperator op, std::string value, qsizetype at)
    {
        const AttributeType type = SandboxData::attributes()[static_cast<qsizetype>(name)].type;
        if (!operatorFits(op, type)) {
            fault(indexed("filters"_L1, at, "operator"_L1), "does not apply to this type"_L1);
            return;
        }
        auto condition = SegmentCondition::of(type, op, std::move(value));
        if (!condition)
            fault(indexed("filters"_L1, at, "value"_L1), "not a number"_L1);
        else
            query.filters.push_back({name, *std::move(condition)});
    }

    void readPagination(const QJsonValue &value)
    {
        if (!value.isObject()) {
            fault(u"pagination"_s, value.isUndefined() ? "missing"_L1 : "must be an object"_L1);
            return;
        }
        const QJsonObject object = value.toObject();
        refuseOthers(object, {"limit"_L1, "continuationToken"_L1}, u"pagination."_s);
        const QJsonValue limit = object.value("limit"_L1);
        const double number = limit.toDouble();
        if (!limit.isDouble() || number != std::floor(number))
            fault(u"pagination.limit"_s, limit.isUndefined() ? "missing"_L1 : "must be a whole number"_L1);
        else if (number < 1 || number > maxLimit)
            fault(u"pagination.limit"_s, "must be from 1 to 1000"_L1);
        else
            query.limit = static_cast<int>(number);
        const QJsonValue token = object.value("continuationToken"_L1);
        if (token.isUndefined())
            return;
        if (!token.isString())
            fault(u"pagination.continuationToken"_s, "must be text"_L1);
        else // Empty is not null: it is judged, and refused, as a token.
            query.continuationToken = token.toString().isEmpty() ? QByteArray("") : token.toString().toUtf8();
    }

    void readAttributes(const QJsonValue &value)
    {
        const QJsonArray names = value.toArray();
        if (!value.isArray() || names.isEmpty()) {
            fault(u"requestedAttributes"_s, "at least one name is needed"_L1);
            return;
        }
        QSet<QString> seen;
        for (qsizetype at = 0; at < names.size() && faults.size() < 1000; ++at) {
            const QString field = indexed("requestedAttributes"_L1, at);
            const auto found = attribute(names[at], field);
            if (found && seen.contains(names[at].toString()))
                fault(field, "named twice"_L1);
            else if (found)
                query.attributes.push_back(*found);
            seen.insert(names[at].toString());
        }
    }
};

// The order of filters and attributes does not change what is asked for, so it does not change the digest either.
QByteArray digestOf(const SandboxQuery &query)
{
    QList<QByteArray> parts;
    for (const auto &[attribute, condition] : query.filters) {
        parts.append("f" + QByteArray::number(static_cast<int>(attribute)) + '.'
                     + QByteArray::number(static_cast<int>(condition.op())) + '.'
                     + QByteArray::fromStdString(condition.value()).toHex());
    }
    for (const SandboxAttribute attribute : query.attributes)
        parts.append("a" + QByteArray::number(static_cast<int>(attribute)));
    std::sort(parts.begin(), parts.end());
    return QCryptographicHash::hash(parts.join('|'), QCryptographicHash::Sha256).left(8);
}

} // namespace

bool SandboxQuery::matches(const SandboxData &data, qint64 contact, std::string &scratch) const
{
    for (const auto &[attribute, condition] : filters) {
        scratch.clear();
        const bool isThere = data.appendValue(contact, attribute, scratch);
        if (isThere ? !condition.holdsFor(scratch) : !condition.holdsForNone())
            return false;
    }
    return true;
}

tl::expected<SandboxQuery, QList<FieldFault>> parseSandboxQuery(const QByteArray &body)
{
    QueryReader reader;
    reader.read(body);
    if (!reader.faults.isEmpty())
        return tl::unexpected(std::move(reader.faults));
    reader.query.digest = digestOf(reader.query);
    return std::move(reader.query);
}

} // namespace muster
