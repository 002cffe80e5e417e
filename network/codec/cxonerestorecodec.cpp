// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonerestorecodec.h"

#include "network/codec/strictjson.h"

#include <array>

namespace muster {

namespace {

// Without overrideFinalization, callRequestTime and callRequestStaleMins: these make the platform call.
constexpr std::array restoredMembers{"score",         "customer1",     "customer2", "callerId", "priority",
                                     "complianceReq", "firstName",     "lastName",  "address",  "city",
                                     "state",         "zip",           "timeZone",  "notes",    "agentId",
                                     "confirmReq",    "expirationDate"};

/// Nothing for what is no text and no whole number.
QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    return value.isDouble() && value.toInteger(0) != 0 ? QString::number(value.toInteger()) : QString();
}

} // namespace

Result<QMap<QString, QString>> cxoneRestoreColumns(const QByteArray &members)
{
    TRY(record, parseObject('{' + members + '}'));
    const QJsonArray destinations = record->value(QLatin1String("destinations")).toArray();
    for (qsizetype at = 1; at < destinations.size(); ++at) {
        if (!destinations[at][QLatin1String("formattedDestination")].toString().isEmpty())
            return failure(unusable("restore_more_numbers"));
    }
    QMap<QString, QString> columns;
    for (const char *member : restoredMembers) {
        const QString name = QLatin1String(member);
        if (const QString text = textOf(record->value(name)); !text.isEmpty())
            columns.insert(name, text);
    }
    const QJsonArray fields = record->value(QLatin1String("otherFields")).toArray();
    for (const QJsonValue &field : fields) {
        const QString mapping = field[QLatin1String("fieldMapping")].toString();
        const QString column = mapping.isEmpty() ? field[QLatin1String("fieldName")].toString() : mapping;
        const QString text = textOf(field[QLatin1String("fieldValue")]);
        if (column.isEmpty() || text.isEmpty())
            continue;
        if (columns.contains(column))
            return failure(unusable("restore_columns"));
        columns.insert(column, text);
    }
    return columns;
}

} // namespace muster
