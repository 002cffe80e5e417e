// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace muster {

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

} // namespace muster

Q_DECLARE_METATYPE(muster::CriteriaFault)
Q_DECLARE_METATYPE(muster::CriteriaFault::Code)
