// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditentry.h"
#include "models/store/auditverifier.h"
#include "models/store/runhistory.h"
#include "models/store/team/teamconnection.h"
#include "models/store/team/teamsettings.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QHash>
#include <QList>
#include <memory>
#include <stop_token>

namespace muster {

/// What is told of this data folder.
struct TeamTeller
{
    QString machine; ///< See TeamMachine.
    QString computer; ///< By what people recognise it.
    QString actor; ///< The system account.
};

/// A line of an audit file, with its number.
struct TeamLine
{
    qint64 sequence = 0;
    QByteArray line; ///< As it stands in the file; never empty.
};

/// Who told something: nothing of it is proved but `role`, which the database wrote.
struct TeamSource
{
    QString machine;
    QString computer;
    QString role; ///< Of the database.
};

struct TeamEntry
{
    TeamSource source;
    AuditEntry entry;
};

struct TeamRun
{
    TeamSource source;
    QString actor;
    RunRecord record; ///< Without order, progress and the connection's id, which are not told.
};

/// What was read, newest first, and how much of it was passed over: what no Muster tells, or is too long to be read.
template <typename Told>
struct TeamPage
{
    QList<Told> told;
    int unreadable = 0;
    bool more = false; ///< There are older ones.
};

/// Which entries or runs; what is empty or invalid does not matter.
struct TeamFilter
{
    QDateTime since, until; ///< UTC; from the first on, before the second. Of a run: when it began.
    QString computer; ///< Name, or id of the machine.
    QString actor;
    QString event, runId; ///< Of entries.
    QString kind, state, connection; ///< Of runs.
    QString text; ///< Somewhere in a line, or in a run's title, target, connection or id; without regard to case.
    int limit = 50; ///< 1 to TeamDatabase::maxPage.
};

/// One connection to the team's database, of the thread that opened it, which alone may use and destroy it. Blocks:
/// at most some 5 s to connect (of each address), 15 s a statement. Nothing here changes or removes what is there.
///
/// Errors beside those of TeamSettings::check(); `subject` is the place, `detail` the server's words without the
/// password:
/// NotSent "team_driver" (Qt's driver is not installed), "team_unreachable"; ConnectionLost "team_lost"; TlsRefused
/// "team_tls"; SignInNeeded "team_sign_in"; NotFound "team_no_database", "team_not_prepared"; Forbidden
/// "team_no_right"; Conflict "team_schema_older", "team_schema_newer", "team_schema_other", "team_differs" and
/// "team_ahead" (of another history under the same machine; `subject`: the sequence number); Refused "team_server" (too
/// old, or not UTF-8); ServerTrouble "team_full", "team_read_only", "team_busy", "team_trouble"; Cancelled.
class TeamDatabase
{
public:
    static constexpr int maxPage = 500;
    static constexpr int oldestServer = 110000; ///< As server_version_num: covering what the tables need.
    static constexpr qsizetype batchLines = 200;
    static constexpr qsizetype batchBytes = 1 << 20;

    /// Connects, and finds out whether this program can work with what is there.
    [[nodiscard]] static Result<std::unique_ptr<TeamDatabase>> open(const TeamSettings &settings,
                                                                    const Secret &password);
    /// Connects as who owns the database, makes or migrates the tables in one transaction, and lets `role` work with
    /// them. Returns the version that was there before.
    [[nodiscard]] static Result<int> prepare(const TeamSettings &owner, const Secret &password, const QString &role);

    /// What the role may do beside reading and appending, as "UPDATE muster.audit_lines"; empty: as it should be.
    [[nodiscard]] const QStringList &excessRights() const { return m_excess; }

    /// Makes the computer known by its name.
    [[nodiscard]] Result<void> introduce(const TeamTeller &teller);
    /// The last line that is there of a machine; number 0: none.
    [[nodiscard]] Result<TeamLine> lastLine(const QString &machine);
    /// All or nothing: what is there already is compared ("team_differs"), so that telling it twice does no harm. At
    /// most batchLines.
    [[nodiscard]] Result<void> addLines(const QString &machine, const QList<TeamLine> &lines);
    /// Digests of the runs as they were told last, by id.
    [[nodiscard]] Result<QHash<QString, QString>> runDigests(const QString &machine);
    /// Adds a version of each run; its number is the database's next. All or nothing.
    [[nodiscard]] Result<void> addRuns(const TeamTeller &teller, const QList<RunRecord> &runs);
    /// Of what is told of a run: it changes when a new version is due.
    [[nodiscard]] static QString digestOf(const RunRecord &run);

    [[nodiscard]] Result<TeamPage<TeamEntry>> entries(const TeamFilter &filter);
    [[nodiscard]] Result<TeamPage<TeamRun>> runs(const TeamFilter &filter);
    [[nodiscard]] Result<QList<TeamSource>> computers(); ///< At most maxPage.
    /// Follows the chain of a machine's lines. Whether they are its own, only that computer can tell: by its last line.
    [[nodiscard]] Result<AuditVerdict> verify(const QString &machine, const std::stop_token &stop);

private:
    using Row = TeamConnection::Row;

    explicit TeamDatabase(std::unique_ptr<TeamConnection> connection);
    [[nodiscard]] Result<void> checkServer();
    [[nodiscard]] Result<int> schemaVersion();
    [[nodiscard]] Result<void> checkSchema();
    [[nodiscard]] Result<void> checkRights();
    [[nodiscard]] Result<void> compare(const QString &machine, const QList<TeamLine> &lines);

    const std::unique_ptr<TeamConnection> m_connection;
    QStringList m_excess;
};

} // namespace muster
