// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <variant>
#include <vector>

namespace muster {

/// Levels of groups that an audience may have (contract section 6.2); the outer group is level 1.
inline constexpr int criteriaDepthLimit = 5;

/// How the members of a group are joined: all of them must hold, or any of them.
enum class CriteriaJoin { And, Or };

/// Contract section 6.2. Stable keys on the wire, see criteriaOperatorKey().
enum class CriteriaOperator { Equals, NotEquals, GreaterThan, LessThan, Contains, StartsWith };

/// A number as JSON spells it (RFC 8259 section 6), kept digit for digit: "500000", "-0.10", "1e7". Equal when spelled
/// alike.
struct CriteriaNumber
{
    QByteArray spelling = "0";
    bool operator==(const CriteriaNumber &) const = default;
};

using CriteriaValue = std::variant<QString, CriteriaNumber, bool>;

/// A test of one field: "annual_revenue greater_than 500000".
struct CriteriaCondition
{
    QString field;
    CriteriaOperator op = CriteriaOperator::Equals;
    CriteriaValue value;
    bool operator==(const CriteriaCondition &) const = default;
};

struct CriteriaNode;

/// A group as it is sent. A service takes none without members, but a draft may have one.
struct CriteriaGroup
{
    CriteriaJoin join = CriteriaJoin::And;
    std::vector<CriteriaNode> members;
    bool operator==(const CriteriaGroup &other) const;
};

struct CriteriaNode
{
    std::variant<CriteriaCondition, CriteriaGroup> content;
    bool operator==(const CriteriaNode &other) const = default;
};

inline bool CriteriaGroup::operator==(const CriteriaGroup &other) const
{
    return join == other.join && members == other.members;
}

/// The way from the outer group to a node: which member, then which member of that, from 0. Empty: the outer group.
using CriteriaPath = QList<int>;

/// "criteria.conditions[2].conditions[0]" when the outer group is called "criteria", "conditions[2].conditions[0]" when
/// it has no name.
[[nodiscard]] QString criteriaJsonPath(const CriteriaPath &path, const QString &outer);
/// A number as RFC 8259 section 6 has it: no sign but "-", no zero in front, a digit on both sides of the point.
[[nodiscard]] bool isJsonNumber(QByteArrayView spelling);

/// "AND" and "OR"; exactly so, upper case.
[[nodiscard]] QString criteriaJoinKey(CriteriaJoin join);
[[nodiscard]] std::optional<CriteriaJoin> criteriaJoin(QStringView key);
/// "equals", "not_equals", "greater_than", "less_than", "contains", "starts_with".
[[nodiscard]] QString criteriaOperatorKey(CriteriaOperator op);
[[nodiscard]] std::optional<CriteriaOperator> criteriaOperator(QStringView key);

} // namespace muster
