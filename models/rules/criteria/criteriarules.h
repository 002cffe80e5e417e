// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"
#include "network/wire/audience.h"
#include "network/wire/criteria.h"
#include "network/wire/keytable.h"

#include <QList>
#include <QString>

namespace muster {

/// Something that is to be said of a definition before it is sent. criteriaFindingText() has the words.
struct CriteriaFinding
{
    enum class Code {
        // The service would refuse it (contract section 6.2).
        EmptyGroup, ///< F76. Of the outer group: there are no criteria at all.
        TooDeep, ///< F76. `number`: the group's level.
        NoField, ///< No field is named.
        NoNumber, ///< The value's spelling is none of JSON.
        NameMissing, ///< Empty or blank.
        NameTooLong, ///< `number`: its characters.
        DescriptionTooLong, ///< `number`: its characters.
        ExclusionNoUuid, ///< F76.
        ExclusionTwice, ///< `number`: the index of the first.
        ExclusionSelf, ///< The audience itself.
        IdNoUuid, ///< The audience's own id (F76).
        // It would be taken, but hardly means what somebody wants.
        UnknownField, ///< None of the fields that are known.
        OperatorDoesNotFit, ///< The field's type (or, of a field that is not known, the value).
        ValueDoesNotFit, ///< The field's type.
        NeverTrue, ///< Equals the empty text: nobody has that.
        Contradiction, ///< With `other`: both must hold, and never do.
        Duplicate, ///< Says the same as `other` in the same place.
        AlwaysTrue, ///< With `other`: one of them holds for everybody, so that the group lets everybody in.
        TrueWhenPresent, ///< With `other` or alone: holds for everybody who has the field at all.
        // Only worth a look.
        NumberAsText, ///< A number in quotes for a field of numbers.
        UnknownValue, ///< None of the values that are known of the field.
    };
    enum class Severity {
        Error, ///< Would be refused; is not sent.
        Warning,
        Remark,
    };
    enum class Part { Criteria, Name, Description, Exclusion, Id };
    /// Which part of a condition it is about.
    enum class Member { Whole, Field, Operator, Value };

    Code code = Code::EmptyGroup;
    Part part = Part::Criteria;
    CriteriaPath path; ///< With Part::Criteria.
    Member member = Member::Whole;
    CriteriaPath other; ///< The second node, where the code speaks of one and it is not `path` itself.
    int index = -1; ///< Of an exclusion.
    qint64 number = 0;
    QString word; ///< The field, or the id that is none.
    bool operator==(const CriteriaFinding &) const = default;
};
using CriteriaFindings = QList<CriteriaFinding>;
inline constexpr int criteriaFindingCodes = 21;

[[nodiscard]] CriteriaFinding::Severity severityOf(CriteriaFinding::Code code);
template <>
inline constexpr KeyTable<CriteriaFinding::Code, criteriaFindingCodes> keyTable<CriteriaFinding::Code>{
    {{CriteriaFinding::Code::EmptyGroup, QLatin1String("empty_group")},
     {CriteriaFinding::Code::TooDeep, QLatin1String("too_deep")},
     {CriteriaFinding::Code::NoField, QLatin1String("no_field")},
     {CriteriaFinding::Code::NoNumber, QLatin1String("no_number")},
     {CriteriaFinding::Code::NameMissing, QLatin1String("name_missing")},
     {CriteriaFinding::Code::NameTooLong, QLatin1String("name_too_long")},
     {CriteriaFinding::Code::DescriptionTooLong, QLatin1String("description_too_long")},
     {CriteriaFinding::Code::ExclusionNoUuid, QLatin1String("exclusion_no_uuid")},
     {CriteriaFinding::Code::ExclusionTwice, QLatin1String("exclusion_twice")},
     {CriteriaFinding::Code::ExclusionSelf, QLatin1String("exclusion_self")},
     {CriteriaFinding::Code::IdNoUuid, QLatin1String("id_no_uuid")},
     {CriteriaFinding::Code::UnknownField, QLatin1String("unknown_field")},
     {CriteriaFinding::Code::OperatorDoesNotFit, QLatin1String("operator_does_not_fit")},
     {CriteriaFinding::Code::ValueDoesNotFit, QLatin1String("value_does_not_fit")},
     {CriteriaFinding::Code::NeverTrue, QLatin1String("never_true")},
     {CriteriaFinding::Code::Contradiction, QLatin1String("contradiction")},
     {CriteriaFinding::Code::Duplicate, QLatin1String("duplicate")},
     {CriteriaFinding::Code::AlwaysTrue, QLatin1String("always_true")},
     {CriteriaFinding::Code::TrueWhenPresent, QLatin1String("true_when_present")},
     {CriteriaFinding::Code::NumberAsText, QLatin1String("number_as_text")},
     {CriteriaFinding::Code::UnknownValue, QLatin1String("unknown_value")}}};

template <>
inline constexpr KeyTable<CriteriaFinding::Severity, 3> keyTable<CriteriaFinding::Severity>{
    {{CriteriaFinding::Severity::Error, QLatin1String("error")},
     {CriteriaFinding::Severity::Warning, QLatin1String("warning")},
     {CriteriaFinding::Severity::Remark, QLatin1String("remark")}}};

/// Something in it would be refused.
[[nodiscard]] bool isRefused(const CriteriaFindings &findings);
/// Where it is in the JSON: "criteria.conditions[2].value", "exclusions[1]", "name". `outer`: what the criteria are
/// called there; empty: they are the whole.
[[nodiscard]] QString findingJsonPath(const CriteriaFinding &finding, const QString &outer);

/// What is wrong with criteria as they would be sent, in reading order. Without known fields no field is unknown, and
/// what is said of values rests on the values alone.
///
/// Contradictions are looked for among conditions that must all hold: those of an AND group and of AND groups within
/// it. What lets everybody in is looked for among those of an OR group and OR groups within it. Both pair by pair, on
/// one field; see conditionlogic.h for what is taken as certain. Conditions and groups that say the same are told once,
/// at the later one. For hundreds of conditions; a pair is looked at once.
[[nodiscard]] CriteriaFindings judgeCriteria(const CriteriaGroup &criteria, const CriteriaFields &fields);

/// The same and what else is to be said of a definition. `ownId`: the audience that it is for; empty: not known yet.
[[nodiscard]] CriteriaFindings judgeAudience(const AudienceDefinition &definition, const QString &ownId,
                                             const CriteriaFields &fields);

} // namespace muster
