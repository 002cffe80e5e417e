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

} // namespace muster
