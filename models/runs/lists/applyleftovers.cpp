// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/applyleftovers.h"

#include "models/runs/lists/applyrules.h"
#include "models/store/durablefile.h"

namespace muster {

LeftoversCsv::LeftoversCsv()
    : m_rows(TextProfile::Spreadsheets)
{
}

void LeftoversCsv::add(const std::string &contactId, const char *action, UnitState state, const QString &reason)
{
    if (m_count++ == 0)
        m_rows.row({"contactId", "action", "state", "reason"});
    m_rows.row({contactId, action, unitStateKey(state).toStdString(), reason.toStdString()});
}

Result<WrittenFile> LeftoversCsv::save(const QString &file)
{
    if (m_count == 0)
        return removeDurably(file).map([] { return WrittenFile(); });
    return writeFileDurably(file, m_rows.take()).map([&] {
        return WrittenFile{file, TextProfile::Spreadsheets, m_rows.formulaCells()};
    });
}

LeftoversCsv leftoversCsv(const SanitizationPlan &plan, const std::vector<LoggedUnit> &units)
{
    LeftoversCsv csv;
    for (std::size_t i = 0; i < units.size() && i < plan.changes.size(); ++i) {
        const LoggedUnit &unit = units[i];
        if (unit.state == UnitState::Applied)
            continue;
        const bool fix = plan.changes[i].action == PlannedChange::Action::Fix;
        csv.add(plan.changes[i].contactId, fix ? "fix" : "purge", unit.state, unitReasonKey(UnitReason(unit.reason)));
    }
    return csv;
}

} // namespace muster
