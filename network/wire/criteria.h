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

/// Why a text is not criteria (or the definition of an audience), and where. The first fault only. The words for people
/// are in models/text.
struct CriteriaFault
{
    enum class Code {
        TooBig, ///< More than the limit of its kind.
        InvalidUtf8,
        InvalidJson,
        CutShort, ///< It ends too early.
        TooDeepToRead, ///< Nested beyond what is read at all; far beyond what an audience may have.
        TooManyMembers, ///< Of one object.
        RepeatedMember, ///< A name twice in one object.
        WrongType, ///< `word` is what is due: "object", "array", "text", "boolean", "integer", "value".
        MissingMember, ///< `word` is its name.
        UnknownMember, ///< `word` is its name.
        NoNode, ///< Neither a group nor a condition, or both.
        UnknownJoin, ///< A group's operator is neither AND nor OR: `word`.
        UnknownOperator, ///< A condition's operator: `word`.
        UnknownSource, ///< A data source: `word`.
        NumberTooLong, ///< More than the digits that are kept.
        NotExpressible, ///< JsonLogic only: `word` is an operation that criteria do not have.
    };

    Code code = Code::InvalidJson;
    /// "criteria.conditions[2].conditions[0].value"; empty: the whole.
    QString path;
    qint64 offset = 0; ///< Bytes from the start of the text.
    QString word; ///< A name or word from the text, at most 60 characters.
    bool operator==(const CriteriaFault &) const = default;
};

/// Stable key, as in "repeated_member".
[[nodiscard]] QString criteriaFaultKey(CriteriaFault::Code code);

/// What a service refuses of criteria (contract section 6.2, F76): the one place that knows, for who sends them and for
/// the rules that tell a person.
struct CriteriaViolation
{
    enum class Code {
        EmptyGroup, ///< A group without members.
        TooDeep, ///< A group on the level behind criteriaDepthLimit; those within it are so because it is.
        NoField, ///< A condition that names none.
        NoNumber, ///< A number whose spelling is none of JSON.
    };
    Code code = Code::EmptyGroup;
    CriteriaPath path;
    bool operator==(const CriteriaViolation &) const = default;
};

/// All of them in reading order. Any thread.
[[nodiscard]] QList<CriteriaViolation> criteriaViolations(const CriteriaGroup &criteria);

} // namespace muster
