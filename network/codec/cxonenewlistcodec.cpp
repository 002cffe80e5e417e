// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonenewlistcodec.h"

#include "network/codec/strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace muster {

namespace {

const auto idColumn = QStringLiteral("externalId");
const auto numberColumn = QStringLiteral("phone");

constexpr QLatin1String ownField("otherFields."); ///< Before the name of a field of a record's own.

/// Members of a record that a column of that very name fills, and the parameter that says so. Those that change how and
/// when somebody is called (priority, callback times, agents, consent) are left to people who know what they do.
struct MemberColumn
{
    QLatin1String member;
    const char *parameter;
};
constexpr std::array memberColumns{
    MemberColumn{QLatin1String("firstName"), "firstNameColumn"},
    MemberColumn{QLatin1String("lastName"), "lastNameColumn"},
    MemberColumn{QLatin1String("address"), "addressColumn"},
    MemberColumn{QLatin1String("city"), "cityColumn"},
    MemberColumn{QLatin1String("state"), "stateColumn"},
    MemberColumn{QLatin1String("zip"), "zipColumn"},
    MemberColumn{QLatin1String("timeZone"), "timeZoneColumn"},
    MemberColumn{QLatin1String("notes"), "notesColumn"},
};

const MemberColumn *memberOf(const QString &column)
{
    const auto *const found
        = std::ranges::find_if(memberColumns, [&column](const MemberColumn &known) { return column == known.member; });
    return found == memberColumns.end() ? nullptr : found;
}

QJsonObject mapping(const QString &field, const QString &column)
{
    return {{QStringLiteral("fieldName"), field}, {QStringLiteral("fieldValue"), column}};
}

} // namespace

QStringList cxoneNewListColumns(const NewCallingList &list)
{
    return QStringList{idColumn, numberColumn} + list.columns;
}

QString cxoneAttributeOf(const QString &column)
{
    return memberOf(column) != nullptr ? column : QString(ownField % column);
}

QString cxoneColumnOf(const QString &attribute)
{
    return attribute.startsWith(ownField) && attribute.size() > ownField.size() ? attribute.sliced(ownField.size())
                                                                                : attribute;
}

QList<QPair<QString, QString>> cxoneNewListQuery(const NewCallingList &list)
{
    // Through the whole of its last day.
    const QDateTime expires(list.expires, QTime(23, 59, 59), Qt::UTC);
    QList<QPair<QString, QString>> query{
        {QStringLiteral("listName"), list.name},
        {QStringLiteral("externalIdColumn"), idColumn},
        {QStringLiteral("listExpirationDate"), expires.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"))}};
    for (const QString &column : list.columns) {
        if (const MemberColumn *member = memberOf(column))
            query.append({QLatin1String(member->parameter), column});
    }
    return query;
}

QByteArray cxoneNewListBody(const NewCallingList &list)
{
    QJsonArray fields;
    for (const QString &column : list.columns) {
        if (memberOf(column) == nullptr)
            fields.append(mapping(column, column));
    }
    const QJsonObject body{{QStringLiteral("destinationMappings"), QJsonArray{mapping(numberColumn, numberColumn)}},
                           {QStringLiteral("customFieldMappings"), fields}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<QString> readCxoneNewList(const QByteArray &body)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    const qint64 id = reader.integer(*object, {}, "listId");
    constexpr qint64 mostId = 999'999'999'999'999'999; // as every other id of this API is read
    if (!reader.fault() && (id < 1 || id > mostId))
        reader.note(QStringLiteral("listId"), QStringLiteral("invalid"));
    if (reader.fault())
        return failure(*reader.fault());
    return QString::number(id);
}

} // namespace muster
