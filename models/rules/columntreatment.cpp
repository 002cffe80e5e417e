// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/columntreatment.h"

#include "models/rules/jsonmembers.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype most = 10'000; // more attributes than any segment has

void describeOne(JsonMembers &members, TreatedColumn &treated)
{
    members.member("column", treated.column);
    members.key("treatment", treated.treatment);
}

bool isEachOnce(const TreatedColumns &treated)
{
    return std::ranges::all_of(treated, [&](const TreatedColumn &one) {
        return one.treatment != ColumnTreatment::AsIs
            && std::ranges::count(treated, one.column, &TreatedColumn::column) == 1;
    });
}

} // namespace

void describeTreated(JsonMembers &members, TreatedColumns &treated)
{
    if (!members.isThere("treated", !treated.isEmpty()))
        return;
    members.objects("treated", treated, most, describeOne);
    members.require(!treated.isEmpty() && isEachOnce(treated));
}

ColumnTreatment treatmentOf(const TreatedColumns &treated, const QString &column)
{
    const auto found = std::ranges::find(treated, column, &TreatedColumn::column);
    return found == treated.end() ? ColumnTreatment::AsIs : found->treatment;
}

QStringList columnsTreated(const TreatedColumns &treated, ColumnTreatment treatment)
{
    QStringList names;
    for (const TreatedColumn &one : treated) {
        if (one.treatment == treatment)
            names.append(one.column);
    }
    return names;
}

bool needsPseudonymKey(const TreatedColumns &treated)
{
    return std::ranges::any_of(
        treated, [](ColumnTreatment treatment) { return treatment == ColumnTreatment::Pseudonym; },
        &TreatedColumn::treatment);
}

TreatedColumns treatedAmong(const TreatedColumns &treated, const QStringList &columns)
{
    TreatedColumns left = treated;
    left.removeIf(
        [&](const TreatedColumn &one) { return one.column != contactIdColumn && !columns.contains(one.column); });
    return left;
}

} // namespace muster
