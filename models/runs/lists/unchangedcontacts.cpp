// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/unchangedcontacts.h"

#include "models/runs/lists/apply/applyrules.h"
#include "models/store/durablefile.h"

namespace muster {

UnchangedContactsCsv::UnchangedContactsCsv()
    : m_rows(TextProfile::Spreadsheets)
{
}

void UnchangedContactsCsv::add(const std::string &contactId, const char *action, UnitState state, const QString &reason)
{
    if (m_count++ == 0)
        m_rows.row({"contactId", "action", "state", "reason"});
    m_rows.row({contactId, action, unitStateKey(state).toStdString(), reason.toStdString()});
}

Result<WrittenFile> UnchangedContactsCsv::save(const QString &file)
{
    if (m_count == 0)
        return removeDurably(file).map([] { return WrittenFile(); });
    return writeFileDurably(file, m_rows.take()).map([&] {
        return WrittenFile{file, TextProfile::Spreadsheets, m_rows.formulaCells()};
    });
}

UnchangedContactsCsv leftoversCsv(const SanitizationPlan &plan, const std::vector<LoggedUnit> &units, bool blocks)
{
    UnchangedContactsCsv csv;
    for (std::size_t i = 0; i < units.size() && i < plan.changes.size(); ++i) {
        const LoggedUnit &unit = units[i];
        if (unit.state == UnitState::Applied)
            continue;
        const bool fix = plan.changes[i].action == PlannedChange::Action::Fix;
        csv.add(plan.changes[i].contactId,
                fix          ? "fix"
                    : blocks ? "block"
                             : "purge",
                unit.state, unitReasonKey(UnitReason(unit.reason)));
    }
    return csv;
}

namespace {

/// By RestoreReason.
constexpr std::array<const char *, restoreReasonCount> restoreReasonKeys
    = {"none",     "in_doubt", "present", "has_old_number", "other_number", "not_writable", "refused",
       "not_done", "gone",     "lost",    "not_sendable",   "not_ours",     "not_in_group"};

} // namespace

QString restoreReasonKey(RestoreReason reason)
{
    const auto index = std::size_t(reason);
    return QLatin1String(index < restoreReasonKeys.size() ? restoreReasonKeys[index] : "unreadable");
}

UnchangedContactsCsv unrestoredContactsCsv(const std::vector<RestoreUnit> &units, const std::vector<LoggedUnit> &states)
{
    UnchangedContactsCsv csv;
    for (std::size_t i = 0; i < units.size() && i < states.size(); ++i) {
        if (states[i].state == UnitState::Applied)
            continue;
        const BackupRecord::Why why = units[i].why;
        const char *action = why == BackupRecord::Why::Corrected ? "number"
            : why == BackupRecord::Why::Blocked                  ? "unblock"
                                                                 : "restore";
        csv.add(units[i].contactId, action, states[i].state, restoreReasonKey(RestoreReason(states[i].reason)));
    }
    return csv;
}

namespace {

constexpr qint64 mostBytes = qint64(4) * 1024 * 1024 * 1024; // 20 million contacts

QString text(const CsvReader::Cell &cell)
{
    return cell ? QString::fromStdString(*cell) : QString();
}

Result<UnchangedContacts> readLeftovers(const QString &file, const std::stop_token &stop)
{
    TRY(bytes, readWholeFile(file, mostBytes));
    CsvReader reader(*bytes, TextProfile::Spreadsheets);
    UnchangedContacts leftovers;
    for (bool isHeader = true;; isHeader = false) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        const auto row = reader.next();
        if (!row)
            return failure({.kind = ErrorKind::Damaged, .code = row.error().code, .subject = file});
        if (!*row)
            return leftovers;
        const std::vector<CsvReader::Cell> &cells = **row;
        if (cells.size() != 4)
            return failure(ErrorKind::Damaged, "leftovers_row", file);
        if (isHeader)
            continue;
        if (leftovers.all++ < UnchangedContactsQuery::most)
            leftovers.first.append({text(cells[0]), text(cells[1]), text(cells[2]), text(cells[3])});
    }
}

} // namespace

UnchangedContactsQuery::UnchangedContactsQuery(QObject *parent)
    : QObject(parent)
    , m_job(this, &UnchangedContactsQuery::loaded, &UnchangedContactsQuery::failed)
{
}

void UnchangedContactsQuery::request(const QString &file)
{
    m_job.start([file](const std::stop_token &stop) { return readLeftovers(file, stop); });
}

void UnchangedContactsQuery::stop()
{
    m_job.cancel();
}

} // namespace muster
