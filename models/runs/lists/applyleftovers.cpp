// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/applyleftovers.h"

#include "models/runs/lists/applyrules.h"

namespace muster {

namespace {

QByteArray cellOf(const std::string &text)
{
    QByteArray cell = QByteArray::fromStdString(text);
    if (cell.contains(',') || cell.contains('"') || cell.contains('\r') || cell.contains('\n'))
        cell = '"' + cell.replace('"', "\"\"") + '"';
    return cell;
}

} // namespace

QByteArray leftoverRow(const std::string &contactId, const char *action, UnitState state, const QString &reason)
{
    return cellOf(contactId) + ',' + action + ',' + unitStateKey(state).toUtf8() + ',' + reason.toUtf8() + "\r\n";
}

QByteArray leftoversCsv(const SanitizationPlan &plan, const std::vector<LoggedUnit> &units)
{
    QByteArray csv;
    for (std::size_t i = 0; i < units.size() && i < plan.changes.size(); ++i) {
        const LoggedUnit &unit = units[i];
        if (unit.state == UnitState::Applied)
            continue;
        if (csv.isEmpty())
            csv = leftoversHeader;
        const bool fix = plan.changes[i].action == PlannedChange::Action::Fix;
        csv += leftoverRow(plan.changes[i].contactId, fix ? "fix" : "purge", unit.state,
                           unitReasonKey(UnitReason(unit.reason)));
    }
    return csv;
}

} // namespace muster
