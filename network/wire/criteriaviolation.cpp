// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/criteriaviolation.h"

namespace muster {

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
