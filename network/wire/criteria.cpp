// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/criteria.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<CriteriaJoin, 2> joinKeys = {{
    {CriteriaJoin::And, QLatin1String("AND")},
    {CriteriaJoin::Or, QLatin1String("OR")},
}};
constexpr KeyTable<CriteriaOperator, 6> operatorKeys = {{
    {CriteriaOperator::Equals, QLatin1String("equals")},
    {CriteriaOperator::NotEquals, QLatin1String("not_equals")},
    {CriteriaOperator::GreaterThan, QLatin1String("greater_than")},
    {CriteriaOperator::LessThan, QLatin1String("less_than")},
    {CriteriaOperator::Contains, QLatin1String("contains")},
    {CriteriaOperator::StartsWith, QLatin1String("starts_with")},
}};

} // namespace

QString criteriaJoinKey(CriteriaJoin join)
{
    return keyOf(joinKeys, join);
}

std::optional<CriteriaJoin> criteriaJoin(QStringView key)
{
    return valueOf(joinKeys, key);
}

QString criteriaOperatorKey(CriteriaOperator op)
{
    return keyOf(operatorKeys, op);
}

std::optional<CriteriaOperator> criteriaOperator(QStringView key)
{
    return valueOf(operatorKeys, key);
}

QString criteriaJsonPath(const CriteriaPath &path, const QString &outer)
{
    QString json = outer;
    for (const int index : path)
        json += (json.isEmpty() ? QStringLiteral("conditions[%1]") : QStringLiteral(".conditions[%1]")).arg(index);
    return json;
}

bool isJsonNumber(QByteArrayView spelling)
{
    qsizetype at = 0;
    const auto digits = [&] {
        const qsizetype from = at;
        while (at < spelling.size() && spelling[at] >= '0' && spelling[at] <= '9')
            ++at;
        return at - from;
    };
    const auto take
        = [&](QByteArrayView any) { return at < spelling.size() && any.contains(spelling[at]) && ++at > 0; };
    take("-");
    const qsizetype first = at;
    const qsizetype whole = digits();
    if (whole == 0 || (whole > 1 && spelling[first] == '0'))
        return false;
    if (take(".") && digits() == 0)
        return false;
    if (take("eE")) {
        take("+-");
        if (digits() == 0)
            return false;
    }
    return at == spelling.size();
}

namespace {

using Code = CriteriaFault::Code;

constexpr KeyTable<Code, 16> keys{{{Code::TooBig, QLatin1String("too_big")},
                                   {Code::InvalidUtf8, QLatin1String("invalid_utf8")},
                                   {Code::InvalidJson, QLatin1String("invalid_json")},
                                   {Code::CutShort, QLatin1String("cut_short")},
                                   {Code::TooDeepToRead, QLatin1String("too_deep_to_read")},
                                   {Code::TooManyMembers, QLatin1String("too_many_members")},
                                   {Code::RepeatedMember, QLatin1String("repeated_member")},
                                   {Code::WrongType, QLatin1String("wrong_type")},
                                   {Code::MissingMember, QLatin1String("missing_member")},
                                   {Code::UnknownMember, QLatin1String("unknown_member")},
                                   {Code::NoNode, QLatin1String("no_node")},
                                   {Code::UnknownJoin, QLatin1String("unknown_join")},
                                   {Code::UnknownOperator, QLatin1String("unknown_operator")},
                                   {Code::UnknownSource, QLatin1String("unknown_source")},
                                   {Code::NumberTooLong, QLatin1String("number_too_long")},
                                   {Code::NotExpressible, QLatin1String("not_expressible")}}};

} // namespace

QString criteriaFaultKey(CriteriaFault::Code code)
{
    return keyOf(keys, code);
}

namespace {

void lookAt(const CriteriaCondition &condition, const CriteriaPath &path, QList<CriteriaViolation> &found)
{
    if (condition.field.isEmpty())
        found.append({CriteriaViolation::Code::NoField, path});
    const auto *number = std::get_if<CriteriaNumber>(&condition.value);
    if (number != nullptr && !isJsonNumber(number->spelling))
        found.append({CriteriaViolation::Code::NoNumber, path});
}

void lookAt(const CriteriaGroup &group, const CriteriaPath &path, QList<CriteriaViolation> &found)
{
    if (group.members.empty())
        found.append({CriteriaViolation::Code::EmptyGroup, path});
    if (path.size() == criteriaDepthLimit)
        found.append({CriteriaViolation::Code::TooDeep, path});
    CriteriaPath place = path;
    place.append(0);
    for (const CriteriaNode &member : group.members) {
        std::visit([&](const auto &content) { lookAt(content, place, found); }, member.content);
        ++place.last();
    }
}

} // namespace

QList<CriteriaViolation> criteriaViolations(const CriteriaGroup &criteria)
{
    QList<CriteriaViolation> found;
    lookAt(criteria, {}, found);
    return found;
}

} // namespace muster
