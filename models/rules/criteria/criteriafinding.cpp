// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/criteriafinding.h"

#include "network/wire/keytable.h"

#include <algorithm>

namespace muster {

namespace {

using Code = CriteriaFinding::Code;
using Severity = CriteriaFinding::Severity;

constexpr KeyTable<Code, criteriaFindingCodes> codeKeys{
    {{Code::EmptyGroup, QLatin1String("empty_group")},
     {Code::TooDeep, QLatin1String("too_deep")},
     {Code::NoField, QLatin1String("no_field")},
     {Code::NoNumber, QLatin1String("no_number")},
     {Code::NameMissing, QLatin1String("name_missing")},
     {Code::NameTooLong, QLatin1String("name_too_long")},
     {Code::DescriptionTooLong, QLatin1String("description_too_long")},
     {Code::ExclusionNoUuid, QLatin1String("exclusion_no_uuid")},
     {Code::ExclusionTwice, QLatin1String("exclusion_twice")},
     {Code::ExclusionSelf, QLatin1String("exclusion_self")},
     {Code::IdNoUuid, QLatin1String("id_no_uuid")},
     {Code::UnknownField, QLatin1String("unknown_field")},
     {Code::OperatorDoesNotFit, QLatin1String("operator_does_not_fit")},
     {Code::ValueDoesNotFit, QLatin1String("value_does_not_fit")},
     {Code::NeverTrue, QLatin1String("never_true")},
     {Code::Contradiction, QLatin1String("contradiction")},
     {Code::Duplicate, QLatin1String("duplicate")},
     {Code::AlwaysTrue, QLatin1String("always_true")},
     {Code::TrueWhenPresent, QLatin1String("true_when_present")},
     {Code::NumberAsText, QLatin1String("number_as_text")},
     {Code::UnknownValue, QLatin1String("unknown_value")}}};

constexpr KeyTable<Severity, 3> severityKeys{{{Severity::Error, QLatin1String("error")},
                                              {Severity::Warning, QLatin1String("warning")},
                                              {Severity::Remark, QLatin1String("remark")}}};

QString memberSuffix(CriteriaFinding::Member member)
{
    switch (member) {
    case CriteriaFinding::Member::Whole:
        return {};
    case CriteriaFinding::Member::Field:
        return QStringLiteral("field");
    case CriteriaFinding::Member::Operator:
        return QStringLiteral("operator");
    case CriteriaFinding::Member::Value:
        return QStringLiteral("value");
    }
    Q_UNREACHABLE();
}

} // namespace

Severity severityOf(Code code)
{
    if (code <= Code::IdNoUuid)
        return Severity::Error;
    return code >= Code::NumberAsText ? Severity::Remark : Severity::Warning;
}

QString criteriaFindingKey(Code code)
{
    return keyOf(codeKeys, code);
}

QString severityKey(Severity severity)
{
    return keyOf(severityKeys, severity);
}

bool isRefused(const CriteriaFindings &findings)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [](const CriteriaFinding &finding) { return severityOf(finding.code) == Severity::Error; });
}

QString findingJsonPath(const CriteriaFinding &finding, const QString &outer)
{
    switch (finding.part) {
    case CriteriaFinding::Part::Name:
        return QStringLiteral("name");
    case CriteriaFinding::Part::Description:
        return QStringLiteral("description");
    case CriteriaFinding::Part::Exclusion:
        return QStringLiteral("exclusions[%1]").arg(finding.index);
    case CriteriaFinding::Part::Id:
        return QStringLiteral("id");
    case CriteriaFinding::Part::Criteria:
        break;
    }
    const QString path = criteriaJsonPath(finding.path, outer);
    const QString suffix = memberSuffix(finding.member);
    return path.isEmpty() || suffix.isEmpty() ? path + suffix : QString(path + u'.' + suffix);
}

} // namespace muster
