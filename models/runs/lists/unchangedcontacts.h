// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/runs/lists/restore/restorerules.h"
#include "models/runs/run.h"
#include "models/sinks/csvrows.h"
#include "models/store/unitlog.h"
#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <string>
#include <vector>

namespace muster {

/// Whether the file of such a run (RunOutcome::resultFile) is an UnchangedContactsCsv.
[[nodiscard]] bool listsUnchangedContacts(RunKind kind);

/// What a run on a list left over, as CSV for spreadsheets, for a person opens it in one (S21):
/// `contactId,action,state,reason`, the last three as keys, and `row` where the contacts come from a file. Ids, no
/// numbers. UnchangedContactsQuery is the way back.
class UnchangedContactsCsv
{
public:
    enum class Origin { List, File };

    explicit UnchangedContactsCsv(Origin origin = Origin::List);
    /// `row`: as SourceRow::number; 0: not known.
    void add(const std::string &contactId, const char *action, UnitState state, const QString &reason, qint64 row = 0);

    /// All contacts of a file of this kind; nothing where there is none. Errors as UnchangedContactsQuery. Blocks.
    [[nodiscard]] Result<void> addFile(const QString &file);

    /// Without rows there is no file afterwards, and no name is returned. Blocks on the disk.
    [[nodiscard]] Result<WrittenFile> save(const QString &file);

private:
    void addRow(std::string_view contactId, std::string_view action, std::string_view state, std::string_view reason,
                qint64 row);

    const Origin m_origin;
    CsvRows m_rows;
    qint64 m_count = 0;
};

/// Every contact of the plan that was not changed as planned; see unitStateKey(), unitReasonKey(). `blocks`: purges put
/// numbers into a do-not-call group.
[[nodiscard]] UnchangedContactsCsv leftoversCsv(const SanitizationPlan &plan, const std::vector<LoggedUnit> &units,
                                                bool blocks = false);

/// Every contact of a backup that was not brought back, the action being "restore", "unblock" or "number" and the
/// reason a restoreReasonKey().
[[nodiscard]] UnchangedContactsCsv unrestoredContactsCsv(const std::vector<RestoreUnit> &units,
                                                         const std::vector<LoggedUnit> &states);
[[nodiscard]] QString restoreReasonKey(RestoreReason reason); ///< "present", "not_writable", ...

/// A contact that a run did not change as it was to; keys as in leftoversCsv(), unrestoredContactsCsv() and
/// unenrichedcontacts.h.
struct UnchangedContact
{
    QString contactId, action, state, reason;
    qint64 row = 0; ///< In the file that it came from, as SourceRow::number; 0: none, or not known.
    bool operator==(const UnchangedContact &) const = default;
};

struct UnchangedContacts
{
    QList<UnchangedContact> first; ///< At most UnchangedContactsQuery::most of them.
    qint64 all = 0;
};

/// Copies such a file to where a person wants it, mode 0600; "exists" where there is one and not `replace`. Blocks; any
/// thread.
[[nodiscard]] Result<WrittenFile> copyUnchangedContacts(const QString &from, const QString &to, bool replace);

/// Reads what a run on a list left over, for a window; the file on a worker. An answer that a newer question overtook
/// is dropped. GUI thread.
class UnchangedContactsQuery : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 10'000; ///< More are in the file, which says so.

    explicit UnchangedContactsQuery(QObject *parent = nullptr);
    void request(const QString &file);
    void stop(); ///< Nobody waits any more.

Q_SIGNALS:
    void loaded(const muster::UnchangedContacts &leftovers);
    void failed(const muster::ApiError &error); ///< NotFound, Damaged or the reader's own.

private:
    WorkerJob<Result<UnchangedContacts>> m_job;
};

} // namespace muster
