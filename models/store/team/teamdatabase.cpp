// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamdatabase.h"

#include "models/store/auditline.h"
#include "models/store/runningdigest.h"
#include "models/store/sqlvalues.h"
#include "models/store/team/teamrows.h"
#include "models/store/team/teamschema.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

QVariant textOf(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace

TeamDatabase::TeamDatabase(std::unique_ptr<TeamConnection> connection)
    : m_connection(std::move(connection))
{
}

Result<std::unique_ptr<TeamDatabase>> TeamDatabase::open(const TeamSettings &settings, const Secret &password)
{
    TRY(connection, TeamConnection::open(settings, password));
    std::unique_ptr<TeamDatabase> database(new TeamDatabase(*std::move(connection)));
    TRY_VOID(database->checkServer());
    TRY_VOID(database->checkSchema());
    TRY_VOID(database->checkRights());
    return database;
}

Result<void> TeamDatabase::checkServer()
{
    TRY(rows,
        m_connection->select(QStringLiteral("SELECT current_setting('server_version_num')::integer, "
                                            "current_setting('server_encoding')")));
    if (rows->isEmpty() || rows->first().value(0).toInt() < oldestServer
        || rows->first().value(1).toString() != QLatin1String("UTF8")) {
        ApiError error = fault(ErrorKind::Refused, "team_server", m_connection->settings().place());
        if (!rows->isEmpty())
            error.detail = QStringLiteral("%1 %2").arg(rows->first().value(0).toString().left(20),
                                                       rows->first().value(1).toString().left(40));
        return failure(std::move(error));
    }
    return {};
}

/// 0: there are no tables of ours.
Result<int> TeamDatabase::schemaVersion()
{
    TRY(found, m_connection->select(QStringLiteral("SELECT to_regclass('muster.schema_version')::text")));
    if (found->isEmpty() || found->first().value(0).toString().isEmpty())
        return 0;
    TRY(rows, m_connection->select(QStringLiteral("SELECT coalesce(max(version), 0) FROM muster.schema_version")));
    return rows->isEmpty() ? 0 : rows->first().value(0).toInt();
}

Result<void> TeamDatabase::checkSchema()
{
    TRY(version, schemaVersion());
    if (*version == TeamSchema::version)
        return {};
    ApiError error = fault(ErrorKind::Conflict, "team_schema_newer", m_connection->settings().place());
    error.detail = QStringLiteral("%1, %2").arg(*version).arg(TeamSchema::version);
    if (*version == 0) {
        error.kind = ErrorKind::NotFound;
        error.code = QStringLiteral("team_not_prepared");
        error.detail.clear();
    } else if (*version < TeamSchema::version) {
        error.code = QStringLiteral("team_schema_older");
    }
    return failure(std::move(error));
}

Result<void> TeamDatabase::checkRights()
{
    // One column stands for those of its table: they are granted together.
    static constexpr std::array needed{std::pair("muster.computers", "name"), std::pair("muster.audit_lines", "line"),
                                       std::pair("muster.run_versions", "measures")};
    m_excess.clear();
    for (const auto &[table, column] : needed) {
        const QString name = QLatin1String(table);
        TRY(rows,
            m_connection->select(
                QStringLiteral("SELECT has_table_privilege(?::text, 'SELECT'), "
                               "has_column_privilege(?::text, ?::text, 'INSERT'), "
                               "has_any_column_privilege(?::text, 'UPDATE'), has_table_privilege(?::text, 'DELETE'), "
                               "has_table_privilege(?::text, 'TRUNCATE')"),
                {name, name, QString(QLatin1String(column)), name, name, name}));
        if (rows->isEmpty() || !rows->first().value(0).toBool() || !rows->first().value(1).toBool()) {
            ApiError error = fault(ErrorKind::Forbidden, "team_no_right", m_connection->settings().place());
            error.detail = name;
            return failure(std::move(error));
        }
        for (const auto &[at, right] : {std::pair(2, "UPDATE "), std::pair(3, "DELETE "), std::pair(4, "TRUNCATE ")}) {
            if (rows->first().value(at).toBool())
                m_excess.append(QLatin1String(right) + name);
        }
    }
    return {};
}

Result<int> TeamDatabase::prepare(const TeamSettings &owner, const Secret &password, const QString &role)
{
    TRY(connection, TeamConnection::open(owner, password));
    TeamDatabase database(*std::move(connection));
    TRY_VOID(database.checkServer());
    int before = 0;
    const auto made = database.m_connection->inTransaction([&]() -> Result<void> {
        // Two at once would both begin at the same step; the number is ours alone.
        TRY_VOID(database.m_connection->select(QStringLiteral("SELECT pg_advisory_xact_lock(5218237481)::text")));
        TRY(version, database.schemaVersion());
        before = *version;
        if (before > TeamSchema::version)
            return database.checkSchema();
        for (const QString &statement : TeamSchema::steps(before) + TeamSchema::grants(role)) {
            TRY_VOID(database.m_connection->change(statement));
        }
        return {};
    });
    if (!made)
        return failure(made.error());
    return before;
}

Result<void> TeamDatabase::introduce(const TeamTeller &teller)
{
    TRY_VOID(
        m_connection->change(QStringLiteral("INSERT INTO muster.computers (machine, name) VALUES (?::uuid, ?::text) "
                                            "ON CONFLICT DO NOTHING"),
                             {teller.machine, teller.computer}));
    return {};
}

Result<TeamLine> TeamDatabase::lastLine(const QString &machine)
{
    TRY(rows,
        m_connection->select(QStringLiteral("SELECT sequence, line FROM muster.audit_lines WHERE machine = ?::uuid "
                                            "ORDER BY sequence DESC LIMIT 1"),
                             {machine}));
    if (rows->isEmpty())
        return TeamLine{};
    return TeamLine{rows->first().value(0).toLongLong(), rows->first().value(1).toString().toUtf8()};
}

Result<void> TeamDatabase::addLines(const QString &machine, const QList<TeamLine> &lines)
{
    if (lines.isEmpty())
        return {};
    QStringList places;
    QVariantList values;
    for (const TeamLine &line : lines.first(std::min(lines.size(), batchLines))) {
        // What cannot be taken apart is told all the same: it is part of the chain.
        const std::optional<AuditEntry> entry = decodeAuditEntry(line.line);
        places.append(QStringLiteral("(?::uuid, ?::bigint, ?::timestamptz, ?::text, ?::text, ?::text, ?::text)"));
        values << machine << line.sequence << (entry ? timeText(entry->at) : QStringLiteral("1970-01-01T00:00:00Z"))
               << textOf(entry ? entry->event : QStringLiteral("audit.unreadable"))
               << textOf(entry ? entry->runId : QString()) << textOf(entry ? entry->actor : QString())
               << textOf(QString::fromUtf8(line.line));
    }
    return m_connection->inTransaction([&]() -> Result<void> {
        TRY(added,
            m_connection->change(
                QStringLiteral("INSERT INTO muster.audit_lines (machine, sequence, at, event, run_id, actor, line) "
                               "VALUES ")
                    + places.join(QLatin1String(", ")) + QLatin1String(" ON CONFLICT (machine, sequence) DO NOTHING"),
                values));
        return *added == places.size() ? Result<void>() : compare(machine, lines);
    });
}

/// What was there before must be what would have been told.
Result<void> TeamDatabase::compare(const QString &machine, const QList<TeamLine> &lines)
{
    TRY(rows,
        m_connection->select(QStringLiteral("SELECT sequence, line FROM muster.audit_lines WHERE machine = ?::uuid "
                                            "AND sequence BETWEEN ?::bigint AND ?::bigint"),
                             {machine, lines.first().sequence, lines.last().sequence}));
    QHash<qint64, QByteArray> there;
    for (const Row &row : std::as_const(*rows))
        there.insert(row.value(0).toLongLong(), row.value(1).toString().toUtf8());
    for (const TeamLine &line : lines) {
        if (there.value(line.sequence) != line.line)
            return failure(ErrorKind::Conflict, "team_differs", QString::number(line.sequence));
    }
    return {};
}

Result<QHash<QString, QString>> TeamDatabase::runDigests(const QString &machine)
{
    TRY(rows,
        m_connection->select(QStringLiteral("SELECT run_id, digest FROM muster.runs WHERE machine = ?::uuid"),
                             {machine}));
    QHash<QString, QString> digests;
    digests.reserve(rows->size());
    for (const Row &row : std::as_const(*rows))
        digests.insert(row.value(0).toString(), row.value(1).toString());
    return digests;
}

namespace {

/// What is told of a run, in the order of the columns from `kind` on; not its order and progress, which may hold ids of
/// people, and not when it was changed, which alone is no news.
QStringList toldOf(const RunRecord &record)
{
    const JournalRun &run = record.run;
    return {run.kind,
            run.title,
            run.profileName,
            run.target,
            run.orderDigest,
            timeText(run.startedAt),
            run.state,
            run.reasonKey,
            QString::number(record.lives),
            record.ending ? QString::fromUtf8(record.ending->json()) : QString(),
            record.measures ? QString::fromUtf8(record.measures->json()) : QString()};
}

QString digestOfTold(const QStringList &told)
{
    QByteArray all;
    for (const QString &text : told) // with its length, so that no two lists are the same bytes
        all += QByteArray::number(text.size()) + ':' + text.toUtf8();
    const HexDigest digest = sha256Hex(all);
    return QString::fromLatin1(digest.data(), qsizetype(digest.size()));
}

} // namespace

QString TeamDatabase::digestOf(const RunRecord &run)
{
    return digestOfTold(toldOf(run));
}

Result<void> TeamDatabase::addRuns(const TeamTeller &teller, const QList<RunRecord> &runs)
{
    return m_connection->inTransaction([&]() -> Result<void> {
        for (const RunRecord &record : runs) {
            const QStringList told = toldOf(record);
            TRY_VOID(m_connection->change(
                QStringLiteral(
                    "INSERT INTO muster.run_versions (machine, run_id, version, digest, actor, kind, title, "
                    "connection, target, order_digest, started_at, changed_at, state, reason, lives, ending, measures) "
                    "SELECT ?::uuid, ?::text, coalesce(max(version), 0) + 1, ?::text, ?::text, ?::text, ?::text, "
                    "?::text, ?::text, ?::text, ?::timestamptz, ?::timestamptz, ?::text, ?::text, ?::integer, "
                    "?::text, ?::text FROM muster.run_versions WHERE machine = ?::uuid AND run_id = ?::text"),
                {teller.machine, textOf(record.run.id), digestOfTold(told), textOf(teller.actor), textOf(told[0]),
                 textOf(told[1]), textOf(told[2]), textOf(told[3]), textOf(told[4]), told[5],
                 timeText(record.run.changedAt), textOf(told[6]), textOf(told[7]), record.lives, textOf(told[9]),
                 textOf(told[10]), teller.machine, textOf(record.run.id)}));
        }
        return {};
    });
}

namespace {

/// The conditions of a statement, with their values.
struct Conditions
{
    QStringList texts;
    QVariantList values;

    void add(const char *text, const QVariantList &with)
    {
        texts.append(QLatin1String(text));
        values += with;
    }
    [[nodiscard]] QString where() const
    {
        return texts.isEmpty() ? QString() : QStringLiteral(" WHERE ") + texts.join(QLatin1String(" AND "));
    }
};

void addCommon(Conditions &conditions, const TeamFilter &filter)
{
    if (!filter.computer.isEmpty())
        conditions.add("(told.machine::text = ?::text OR names.name = ?::text)", {filter.computer, filter.computer});
    if (!filter.actor.isEmpty())
        conditions.add("told.actor = ?::text", {filter.actor});
}

} // namespace

Result<TeamPage<TeamEntry>> TeamDatabase::entries(const TeamFilter &filter)
{
    const int limit = std::clamp(filter.limit, 1, maxPage);
    Conditions conditions;
    addCommon(conditions, filter);
    if (filter.since.isValid())
        conditions.add("told.at >= ?::timestamptz", {timeText(filter.since)});
    if (filter.until.isValid())
        conditions.add("told.at < ?::timestamptz", {timeText(filter.until)});
    if (!filter.event.isEmpty())
        conditions.add("told.event = ?::text", {filter.event});
    if (!filter.runId.isEmpty())
        conditions.add("told.run_id = ?::text", {filter.runId});
    if (!filter.text.isEmpty())
        conditions.add("told.line ILIKE ?::text", {likePattern(filter.text)});
    conditions.values.append(limit + 1);
    // Another program's table may hold anything: lengths are cut here, not trusted.
    TRY(rows,
        m_connection->select(
            QStringLiteral("SELECT told.machine::text, left(names.name, 200), left(told.told_by, 200), "
                           "left(told.line, 65537) FROM muster.audit_lines AS told "
                           "LEFT JOIN muster.computer_names AS names ON names.machine = told.machine%1 "
                           "ORDER BY told.at DESC, told.machine, told.sequence DESC LIMIT ?::integer")
                .arg(conditions.where()),
            conditions.values));
    TeamPage<TeamEntry> page;
    page.more = rows->size() > limit;
    for (const Row &row : rows->first(std::min<qsizetype>(rows->size(), limit))) {
        if (auto entry = teamEntryOf(row))
            page.told.append(*std::move(entry));
        else
            ++page.unreadable;
    }
    return page;
}

Result<TeamPage<TeamRun>> TeamDatabase::runs(const TeamFilter &filter)
{
    const int limit = std::clamp(filter.limit, 1, maxPage);
    Conditions conditions;
    addCommon(conditions, filter);
    if (filter.since.isValid())
        conditions.add("told.started_at >= ?::timestamptz", {timeText(filter.since)});
    if (filter.until.isValid())
        conditions.add("told.started_at < ?::timestamptz", {timeText(filter.until)});
    if (!filter.kind.isEmpty())
        conditions.add("told.kind = ?::text", {filter.kind});
    if (!filter.state.isEmpty())
        conditions.add("told.state = ?::text", {filter.state});
    if (!filter.connection.isEmpty())
        conditions.add("told.connection = ?::text", {filter.connection});
    if (!filter.text.isEmpty()) {
        const QString like = likePattern(filter.text);
        conditions.add("(told.title ILIKE ?::text OR told.target ILIKE ?::text OR told.connection ILIKE ?::text "
                       "OR told.run_id ILIKE ?::text)",
                       {like, like, like, like});
    }
    conditions.values.append(limit + 1);
    // Measures of a page together stay small enough to be held: those of one run are some kilobytes.
    TRY(rows,
        m_connection->select(
            QStringLiteral(
                "SELECT told.machine::text, left(names.name, 200), left(told.told_by, 200), left(told.actor, 200), "
                "left(told.run_id, 200), left(told.kind, 200), left(told.title, 2000), left(told.connection, 200), "
                "left(told.target, 4096), left(told.order_digest, 64), "
                "CASE WHEN isfinite(told.started_at) THEN (extract(epoch FROM told.started_at) * 1000)::bigint ELSE 0 "
                "END, "
                "CASE WHEN isfinite(told.changed_at) THEN (extract(epoch FROM told.changed_at) * 1000)::bigint ELSE 0 "
                "END, left(told.state, 200), "
                "left(told.reason, 200), told.lives, left(told.ending, 65537), "
                "CASE WHEN octet_length(told.measures) <= 262144 THEN told.measures ELSE '' END "
                "FROM muster.runs AS told LEFT JOIN muster.computer_names AS names ON names.machine = told.machine%1 "
                "ORDER BY told.started_at DESC, told.run_id DESC LIMIT ?::integer")
                .arg(conditions.where()),
            conditions.values));
    TeamPage<TeamRun> page;
    page.more = rows->size() > limit;
    for (const Row &row : rows->first(std::min<qsizetype>(rows->size(), limit))) {
        TeamRunRow read = teamRunOf(row);
        if (!read.isWhole)
            ++page.unreadable;
        page.told.append(std::move(read.run));
    }
    return page;
}

Result<QList<TeamSource>> TeamDatabase::computers()
{
    TRY(rows,
        m_connection->select(
            QStringLiteral("SELECT machine::text, left(name, 200), left(told_by, 200) FROM muster.computer_names "
                           "ORDER BY name, machine LIMIT ?::integer"),
            {maxPage}));
    QList<TeamSource> sources;
    for (const Row &row : std::as_const(*rows))
        sources.append(teamSourceOf(row));
    return sources;
}

Result<AuditVerdict> TeamDatabase::verify(const QString &machine, const std::stop_token &stop)
{
    AuditVerifier verifier;
    for (qint64 after = 0;;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        TRY(rows,
            m_connection->select(
                QStringLiteral("SELECT sequence, left(line, 65537) FROM muster.audit_lines "
                               "WHERE machine = ?::uuid AND sequence > ?::bigint ORDER BY sequence LIMIT 1000"),
                {machine, after}));
        if (rows->isEmpty())
            return verifier.finish();
        for (const Row &row : std::as_const(*rows))
            verifier.take(row.value(1).toString().toUtf8());
        after = rows->last().value(0).toLongLong();
    }
}

} // namespace muster
