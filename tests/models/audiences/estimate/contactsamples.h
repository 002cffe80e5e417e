// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/criteriaoutline.h"

#include <initializer_list>

/// Contacts and criteria for tests of estimates, written down shortly.
namespace muster::test {

inline SharedContactColumns columnsOf(const QStringList &fields, const std::vector<std::vector<std::string>> &rows)
{
    ContactColumnsBuilder builder(fields);
    for (const auto &row : rows) {
        const std::vector<std::string_view> cells(row.begin(), row.end());
        if (!builder.append(cells))
            return nullptr;
    }
    return builder.finish().value_or(nullptr);
}

inline CriteriaNode textIs(const char *field, CriteriaOperator op, const char *value)
{
    return {CriteriaCondition{QString::fromUtf8(field), op, QString::fromUtf8(value)}};
}

inline CriteriaNode numberIs(const char *field, CriteriaOperator op, const char *value)
{
    return {CriteriaCondition{QString::fromUtf8(field), op, CriteriaNumber{value}}};
}

inline CriteriaGroup allOf(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::And, std::move(members)};
}

inline CriteriaGroup anyOf(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::Or, std::move(members)};
}

/// Five people: revenue 100 to 900 (the last has none), industry, employees.
inline SharedContactColumns fivePeople()
{
    return columnsOf({QStringLiteral("contact_id"), QStringLiteral("revenue"), QStringLiteral("industry"),
                      QStringLiteral("employees")},
                     {{"a", "100", "tech", "10"},
                      {"b", "500", "tech", ""},
                      {"c", "700", "retail", "900"},
                      {"d", "900", "tech", "600"},
                      {"e", "", "tech", "800"}});
}

} // namespace muster::test
