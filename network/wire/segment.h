// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <chrono>
#include <optional>

namespace muster {

/// Type of a segment attribute (contract section 3). Values travel as text whatever the type.
enum class AttributeType { String, Integer, Decimal, Date, DateTime, Other };

struct SegmentAttribute
{
    QString name;
    AttributeType type = AttributeType::String;
    QString typeName; ///< As the service spelled it; shown when the type is Other.
    bool valid = true; ///< false: deprecated; never requested nor filtered on.
    bool operator==(const SegmentAttribute &) const = default;
};

/// A row of the list of audience segments. "Active" is the only status that can be exported.
struct SegmentSummary
{
    QString id;
    QString name;
    QString status;
    QDateTime lastUpdated; ///< UTC; null: not said, or there is no such time (SegmentDefinition::isLive).
    qint64 size = -1; ///< People; -1: not said.
    bool operator==(const SegmentSummary &) const = default;
    [[nodiscard]] bool isActive() const { return status == QLatin1String("Active"); }
};

/// Of a source whose records are asked for by days, since the service takes nothing else. Days are those of UTC.
struct SegmentDays
{
    int most = 14; ///< So far back, today included.
    std::chrono::seconds perDay{0}; ///< A day takes at least so long, however little is in it: the service's pace.
    std::chrono::minutes lag{0}; ///< What is newer than that may be missing.
    bool operator==(const SegmentDays &) const = default;
};

struct SegmentDefinition
{
    QString id;
    QString name;
    QString status;
    QDateTime lastUpdated; ///< UTC.
    QList<SegmentAttribute> attributes;
    qint64 size = -1; ///< People; -1: not said.
    bool isLive = false; ///< Read as it is at that moment: nothing is calculated beforehand, `lastUpdated` is null.
    /// The service knows no filters: Muster applies them to each record that comes.
    bool isFilteredHere = false;
    std::optional<SegmentDays> days = {}; ///< Set: a query has to name its days.
    bool operator==(const SegmentDefinition &) const = default;
    [[nodiscard]] bool isActive() const { return status == QLatin1String("Active"); }
};

/// Contract section 3. Stable keys on the wire, see filterOperatorKey().
enum class FilterOperator { Equals, NotEquals, Contains, StartsWith, GreaterThan, LessThan };

struct SegmentFilter
{
    QString attribute;
    FilterOperator op = FilterOperator::Equals;
    QString value; ///< Always text.
    bool operator==(const SegmentFilter &) const = default;
};

/// What is asked of a segment; the same for every page of one export.
struct SegmentQuery
{
    QString segmentId;
    QList<SegmentFilter> filters; ///< All must hold.
    QStringList attributes; ///< In the order of the file's columns; at least one, none twice.
    /// The first and the last day, of a source with SegmentDefinition::days; else null.
    QDate from = {}, to = {};
    bool operator==(const SegmentQuery &) const = default;
};

/// "equals", "not_equals", "contains", "starts_with", "greater_than", "less_than".
[[nodiscard]] QString filterOperatorKey(FilterOperator op);
[[nodiscard]] std::optional<FilterOperator> filterOperatorFromKey(QStringView key);
/// The two ordering operators apply to integer, decimal, date and datetime only.
[[nodiscard]] bool operatorFits(FilterOperator op, AttributeType type);
[[nodiscard]] AttributeType attributeTypeFromKey(QStringView key);

} // namespace muster
