// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/unchangedcontacts.h"

#include "models/runs/lists/apply/applyrules.h"
#include "models/store/durablefile.h"

#include <QFile>

namespace muster {

bool listsUnchangedContacts(RunKind kind)
{
    switch (kind) {
    case RunKind::ListApply:
    case RunKind::ListRestore:
    case RunKind::Enrichment:
    case RunKind::EnrichUndo:
    case RunKind::AudiencePublish:
        return true;
    default:
        return false;
    }
}

UnchangedContactsCsv::UnchangedContactsCsv(Origin origin)
    : m_origin(origin)
    , m_rows(TextProfile::Spreadsheets)
{
}

namespace {

constexpr qint64 mostBytes = qint64(4) * 1024 * 1024 * 1024; // 20 million contacts

QString text(const CsvReader::Cell &cell)
{
    return cell ? QString::fromStdString(*cell) : QString();
}

/// `take` gets every contact of a file, in its order.
template <typename Take>
Result<void> readUnchanged(const QString &file, const std::stop_token &stop, Take take)
{
    TRY(bytes, readWholeFile(file, mostBytes));
    CsvReader reader(*bytes, TextProfile::Spreadsheets);
    std::size_t columns = 0; // four, or five with the row of the file
    for (bool isHeader = true;; isHeader = false) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        const auto row = reader.next();
        if (!row)
            return failure({.kind = ErrorKind::Damaged, .code = row.error().code, .subject = file});
        if (!*row)
            return {};
        const std::vector<CsvReader::Cell> &cells = **row;
        if (isHeader)
            columns = cells.size();
        if (cells.size() != columns || columns < 4 || columns > 5)
            return failure(ErrorKind::Damaged, "leftovers_row", file);
        if (!isHeader)
            take(UnchangedContact{text(cells[0]), text(cells[1]), text(cells[2]), text(cells[3]),
                                  columns == 5 ? text(cells[4]).toLongLong() : 0});
    }
}

Result<UnchangedContacts> readLeftovers(const QString &file, const std::stop_token &stop)
{
    UnchangedContacts leftovers;
    TRY_VOID(readUnchanged(file, stop, [&leftovers](UnchangedContact &&contact) {
        if (leftovers.all++ < UnchangedContactsQuery::most)
            leftovers.first.append(std::move(contact));
    }));
    return leftovers;
}

} // namespace

void UnchangedContactsCsv::add(const std::string &contactId, const char *action, UnitState state, const QString &reason,
                               qint64 row)
{
    addRow(contactId, action, unitStateKey(state).toStdString(), reason.toStdString(), row);
}

void UnchangedContactsCsv::addRow(std::string_view contactId, std::string_view action, std::string_view state,
                                  std::string_view reason, qint64 row)
{
    const bool hasRows = m_origin == Origin::File;
    if (m_count == 0 && hasRows)
        m_rows.row({"contactId", "action", "state", "reason", "row"});
    else if (m_count == 0)
        m_rows.row({"contactId", "action", "state", "reason"});
    ++m_count;
    if (hasRows)
        m_rows.row({contactId, action, state, reason, row > 0 ? std::to_string(row) : std::string()});
    else
        m_rows.row({contactId, action, state, reason});
}

Result<void> UnchangedContactsCsv::addFile(const QString &file)
{
    if (!QFile::exists(file))
        return {};
    return readUnchanged(file, {}, [this](const UnchangedContact &contact) {
        addRow(contact.contactId.toStdString(), contact.action.toStdString(), contact.state.toStdString(),
               contact.reason.toStdString(), contact.row);
    });
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

Result<WrittenFile> copyUnchangedContacts(const QString &from, const QString &to, bool replace)
{
    TRY(bytes, readWholeFile(from, mostBytes));
    TRY_VOID(writeFileDurably(to, *bytes, replace ? Existing::Replace : Existing::Refuse));
    return WrittenFile{to, TextProfile::Spreadsheets, 0};
}

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
