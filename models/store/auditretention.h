// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditremoval.h"
#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <optional>

namespace muster {

class AuditLog;

/// The setting that holds AuditKeepTime::text().
inline constexpr QLatin1String auditKeepSetting("history.keep");

/// For how long entries of the history are wanted. Default: for ever.
struct AuditKeepTime
{
    int years = 0, months = 0, days = 0; ///< One of them above 0, at most 100 years; none: for ever.
    bool operator==(const AuditKeepTime &) const = default;

    [[nodiscard]] bool isForEver() const { return years == 0 && months == 0 && days == 0; }
    /// Entries before that time are not wanted any more at `now`; invalid: all are wanted.
    [[nodiscard]] QDateTime boundary(const QDateTime &now) const;
    /// "6y", "18mo", "400d", "forever"; nullopt for anything else.
    [[nodiscard]] static std::optional<AuditKeepTime> parse(const QString &text);
    [[nodiscard]] QString text() const; ///< What parse() takes.
};

/// Closed files of the history that are past the time for which they are wanted.
struct DueAuditFiles
{
    int files = 0;
    qint64 last = 0; ///< Number of the last entry in them; 0: there are none.
    bool operator==(const DueAuditFiles &) const = default;
};

/// Removes closed files of the history whose entries are all older than somebody wants them kept: whole files, from the
/// oldest on, never the one that is written. What goes is an entry of the history before the first file is removed, see
/// AuditRemoval, so that the rest proves that nothing else is missing. See resources/decisions/audit-retention.md.
///
/// Blocks on the disk, for as long as it takes to read the files: workers only. `log` outlives it.
class AuditRetention
{
public:
    explicit AuditRetention(AuditLog &log, DiskAccess &disk = DiskAccess::system());

    /// What would go: files (perhaps none, and at most AuditRemoval::mostFiles), `last` and `digest`. Damaged
    /// "closed_damaged" (`subject`: the file): one of them is missing or is not whole, so nothing behind it can go.
    [[nodiscard]] Result<AuditRemoval> plan(const QDateTime &before) const;
    /// How much plan() would find, by a look at the ends of files: quick, for a reminder. Stops at a file whose end does
    /// not read, and at most counts one whose newest entry is not its last.
    [[nodiscard]] Result<DueAuditFiles> due(const QDateTime &before) const;
    /// Copies the files to `copyFolder`, where it is named, records the removal, and removes them. Conflict
    /// "history_changed": plan() would say something else now. "exists": a file of another content has a copy's name.
    /// Before the entry is written nothing is gone; after that the removal holds, and a file that could not be removed
    /// goes with finish().
    [[nodiscard]] Result<AuditRemoval> carryOut(const AuditRemoval &planned, const QString &copyFolder) const;
    /// Whether a removal that is recorded left files behind, after a kill for instance. Quick.
    [[nodiscard]] bool isUnfinished() const;
    /// Removes them. Only what is as the entry says: another file under such a name stays, and the check names it.
    [[nodiscard]] Result<void> finish() const;

private:
    [[nodiscard]] Result<RemovedAuditFile> measure(qint64 first, qint64 end) const;
    /// nullopt: there is none that reads.
    [[nodiscard]] Result<std::optional<AuditEntry>> lastEntryOf(const QString &path) const;
    [[nodiscard]] Result<void> copy(const RemovedAuditFile &file, const QString &folder) const;
    [[nodiscard]] QString pathOf(const RemovedAuditFile &file) const;

    AuditLog &m_log;
    DiskAccess &m_disk;
};

} // namespace muster
