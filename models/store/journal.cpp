// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/journal.h"

#include "models/store/database.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/posixfile.h"
#include "models/store/sqlvalues.h"
#include "network/wire/mapped.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <array>
#include <vector>

namespace muster {

namespace {

// Step n takes version n to n + 1. Steps that were released are never changed: add one at the end.
// Times are milliseconds since 1970 in UTC.
const std::array<std::vector<const char *>, 4> steps = {{
    {
        "CREATE TABLE runs (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, profile_id TEXT NOT NULL, "
        "profile_name TEXT NOT NULL, target TEXT NOT NULL, run_order BLOB NOT NULL, order_digest TEXT NOT NULL, "
        "started_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, "
        "progress BLOB NOT NULL) STRICT",
        "CREATE INDEX runs_started ON runs (started_at)",
        "CREATE TABLE deliveries (id TEXT PRIMARY KEY, run_id TEXT NOT NULL, target TEXT NOT NULL, body BLOB NOT NULL, "
        "attempts INTEGER NOT NULL, queued_at INTEGER NOT NULL, next_at INTEGER NOT NULL, state TEXT NOT NULL, "
        "error TEXT NOT NULL) STRICT",
        "CREATE INDEX deliveries_due ON deliveries (state, next_at)",
        "CREATE INDEX deliveries_run ON deliveries (run_id, state)",
    },
    {
        // Runs of before have no row.
        "CREATE TABLE run_records (run_id TEXT PRIMARY KEY, lives INTEGER NOT NULL, measures BLOB NOT NULL, "
        "ending BLOB NOT NULL) STRICT",
        "CREATE INDEX runs_place ON runs (started_at, id)",
        "CREATE INDEX runs_kind ON runs (kind, started_at, id)",
        "CREATE INDEX runs_state ON runs (state, started_at, id)",
        "CREATE INDEX runs_profile ON runs (profile_id, started_at, id)",
        "CREATE INDEX runs_profile_name ON runs (profile_name, started_at, id)",
    },
    {
        // As JournalRun::subject() has it for runs that are begun since.
        "ALTER TABLE runs ADD COLUMN subject TEXT NOT NULL DEFAULT ''",
        "UPDATE runs SET subject = coalesce(CASE WHEN kind <> 'segment_export' THEN target "
        "WHEN json_valid(CAST(run_order AS TEXT)) THEN json_extract(CAST(run_order AS TEXT), '$.segmentId') END, '')",
        "CREATE INDEX runs_subject ON runs (subject, state, started_at, id)",
    },
    {
        // Of notices that carry records: where these stand, how many, and how many could not go with it.
        "ALTER TABLE deliveries ADD COLUMN records_from BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE deliveries ADD COLUMN records INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE deliveries ADD COLUMN records_left_out INTEGER NOT NULL DEFAULT 0",
    },
}};

} // namespace

int journalVersion()
{
    return int(steps.size());
}

Result<void> migrateJournal(Database &database)
{
    TRY(version, database.userVersion());
    for (int step = *version; step < journalVersion(); ++step) {
        const auto done = database.inTransaction([&]() -> Result<void> {
            for (const char *sql : steps[size_t(step)]) {
                TRY_VOID(database.change(QString::fromLatin1(sql)));
            }
            // Part of the transaction: SQLite keeps the number in the file's header page.
            const auto marked = database.change(QStringLiteral("PRAGMA user_version=%1").arg(step + 1));
            return marked ? Result<void>() : failure(marked.error());
        });
        if (!done)
            return done;
    }
    return {};
}

QString JournalRun::subject() const
{
    if (kind != QLatin1String("segment_export"))
        return target;
    return QJsonDocument::fromJson(order).object().value(QLatin1String("segmentId")).toString();
}

namespace {

constexpr qsizetype maxProgress = 64 * 1024;
constexpr std::array states
    = {"running", "paused", "halted", "failed", "cancelled", "complete", "refused", "discarded"};

constexpr QLatin1String columns("id, kind, title, profile_id, profile_name, target, run_order, order_digest, "
                                "started_at, changed_at, state, reason, progress");

bool isState(const QString &state)
{
    return std::any_of(states.begin(), states.end(), [&](const char *known) { return state == QLatin1String(known); });
}

JournalRun runOf(const Database::Row &row)
{
    return JournalRun{.id = row[0].toString(),
                      .kind = row[1].toString(),
                      .title = row[2].toString(),
                      .profileId = row[3].toString(),
                      .profileName = row[4].toString(),
                      .target = row[5].toString(),
                      .order = row[6].toByteArray(),
                      .orderDigest = row[7].toString(),
                      .startedAt = momentOf(row[8]),
                      .changedAt = momentOf(row[9]),
                      .state = row[10].toString(),
                      .reasonKey = row[11].toString(),
                      .progress = row[12].toByteArray()};
}

Result<void> checkValues(const QString &state, const QByteArray &progress)
{
    if (!isState(state))
        return failure(ErrorKind::BadInput, "unknown_state", state);
    if (progress.size() > maxProgress)
        return failure(ErrorKind::BadInput, "too_large");
    return {};
}

// SQLite gives -wal and -shm the mode of the database file, so that one is made before SQLite sees it.
Result<void> prepareFiles(const QString &file)
{
    const QString wal = file + QStringLiteral("-wal");
    if (!QFileInfo::exists(file)) {
        // A left-over log would be replayed into the new file.
        if (QFileInfo::exists(wal)) {
            TRY_VOID(keepBeside(wal));
        }
        TRY(created, PosixFile::createExclusive(file));
        TRY_VOID(created->sync());
        return syncFolder(folderOf(file));
    }
    for (const QString &name : QStringList{file, wal, file + QStringLiteral("-shm")}) {
        TRY_VOID(makePrivateFile(name));
    }
    return {};
}

/// SQLite takes what is whole of its log and passes over the rest in silence: what a crash tore is cut off here, which
/// gives the bytes that it was (F100); damage before what was promised is told (F99).
Result<qint64> mendLog(const QString &wal)
{
    constexpr qint64 maxLog = 256 * 1024 * 1024;
    const auto log = readWholeFile(wal, maxLog);
    if (!log) {
        const bool nothing = fileTrouble(log.error()) == FileTrouble::NotFound;
        return nothing ? Result<qint64>(0) : failure(log.error());
    }
    const WalState state = examineWal(*log);
    if (state.isDamaged)
        return failure(ErrorKind::Damaged, "database_damaged");
    if (state.tornBytes == 0)
        return 0;
    TRY(file, PosixFile::openExisting(wal, PosixFile::Access::ReadWrite));
    const auto cut = file->truncate(state.wholeBytes).and_then([&file] { return file->sync(); });
    return cut ? Result<qint64>(state.tornBytes) : failure(cut.error());
}

Result<std::unique_ptr<Database>> openChecked(const QString &file, bool readOnly)
{
    auto database = Database::open(file, readOnly);
    if (!database)
        return database;
    TRY_VOID((*database)->check());
    TRY_VOID((*database)->userVersion());
    return database;
}

// What a damaged file still proves: rows whose order has the digest they name. Unfinished ones cannot go on by
// themselves, because what was journalled after them may be gone (F99).
QList<JournalRun> rescue(const QString &file)
{
    QList<JournalRun> runs;
    const auto database = Database::open(file, true);
    if (!database)
        return runs;
    for (const Database::Row &row : (*database)->selectReadable(QStringLiteral("SELECT %1 FROM runs").arg(columns))) {
        JournalRun run = runOf(row);
        const QByteArray digest = QCryptographicHash::hash(run.order, QCryptographicHash::Sha256).toHex();
        if (run.id.isEmpty() || run.orderDigest.toLatin1() != digest || !checkValues(run.state, run.progress))
            continue;
        if (run.state != QLatin1String("complete") && run.state != QLatin1String("discarded")
            && run.state != QLatin1String("refused")) {
            run.state = QStringLiteral("failed");
            run.reasonKey = QStringLiteral("damaged");
        }
        runs.append(run);
    }
    return runs;
}

// The log first: without its database it can do no harm, a fresh database beside an old log could take it in.
Result<QString> putAside(const QString &file)
{
    const QString wal = file + QStringLiteral("-wal");
    if (QFileInfo::exists(wal)) {
        TRY_VOID(keepBeside(wal));
    }
    TRY_VOID(removeDurably(file + QStringLiteral("-shm")));
    return keepBeside(file);
}

} // namespace

Journal::Journal(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const QString &file, bool readOnly)
{
    if (!readOnly) {
        TRY_VOID(prepareFiles(file));
    }
    std::optional<ApiError> notice;
    QList<JournalRun> rescued;
    // Who only looks leaves the log to the Muster that may be writing it.
    const Result<qint64> mended = readOnly ? Result<qint64>(0) : mendLog(file + QStringLiteral("-wal"));
    if (!mended && mended.error().kind != ErrorKind::Damaged)
        return failure(mended.error());
    auto database = mended ? openChecked(readOnly && !QFileInfo::exists(file) ? QString() : file, readOnly)
                           : Result<std::unique_ptr<Database>>(failure(mended.error()));
    if (!database && database.error().kind == ErrorKind::Damaged) {
        notice = ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("journal_damaged"), .subject = file};
        rescued = rescue(file);
        if (!readOnly) {
            TRY(kept, putAside(file));
            notice->subject = *kept;
            TRY_VOID(prepareFiles(file));
        }
        database = Database::open(readOnly ? QString() : file, false);
    }
    if (!database)
        return failure(database.error());
    std::unique_ptr<Journal> journal(new Journal(*std::move(database)));
    journal->m_notice = notice;
    journal->m_recoveredBytes = mended.value_or(0);
    TRY_VOID(journal->settle(file, readOnly, rescued));
    return journal;
}

Result<void> Journal::settle(const QString &file, bool readOnly, const QList<JournalRun> &rescued)
{
    TRY(version, m_database->userVersion());
    if (*version > journalVersion()) {
        m_notice = ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("newer_version"), .subject = file};
        m_database->refuseWrites(*m_notice);
        return {};
    }
    if (!m_database->refusal()) {
        TRY_VOID(migrateJournal(*m_database));
    } else if (*version == 0) {
        // A still empty file that another Muster is about to fill: nothing to show yet.
        TRY(empty, Database::open(QString(), false));
        m_database = *std::move(empty);
        TRY_VOID(migrateJournal(*m_database));
    }
    for (const JournalRun &run : rescued) {
        if (const auto inserted = insert(run); !inserted && fileTrouble(inserted.error()) != FileTrouble::Exists)
            return inserted;
    }
    if (readOnly)
        m_database->refuseWrites({.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
    return {};
}

bool Journal::isReadOnly() const
{
    return m_database->refusal().has_value();
}

Result<void> Journal::insert(const JournalRun &run)
{
    TRY_VOID(checkValues(run.state, run.progress));
    using D = Database;
    const auto inserted = m_database->change(
        QStringLiteral("INSERT INTO runs (%1, subject) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)").arg(columns),
        {D::text(run.id), D::text(run.kind), D::text(run.title), D::text(run.profileId), D::text(run.profileName),
         D::text(run.target), D::blob(run.order), D::text(run.orderDigest), run.startedAt.toMSecsSinceEpoch(),
         run.changedAt.toMSecsSinceEpoch(), run.state, D::text(run.reasonKey), D::blob(run.progress),
         D::text(run.subject())});
    return inserted ? Result<void>() : failure(inserted.error());
}

Result<void> Journal::update(const QString &id, const QString &state, const QString &reasonKey,
                             const QByteArray &progress)
{
    TRY_VOID(checkValues(state, progress));
    TRY(updated,
        m_database->change(
            QStringLiteral("UPDATE runs SET state = ?, reason = ?, progress = ?, changed_at = ? WHERE id = ?"),
            {state, Database::text(reasonKey), Database::blob(progress), QDateTime::currentMSecsSinceEpoch(), id}));
    if (*updated == 0)
        return failure(ErrorKind::BadInput, "unknown_run", id);
    return {};
}

Result<QList<JournalRun>> Journal::query(const QString &condition, const QVariantList &values) const
{
    TRY(rows, m_database->select(QStringLiteral("SELECT %1 FROM runs %2").arg(columns, condition), values));
    return mapped(*rows, runOf);
}

Result<std::optional<JournalRun>> Journal::find(const QString &id) const
{
    TRY(runs, query(QStringLiteral("WHERE id = ?"), {id}));
    return runs->isEmpty() ? std::nullopt : std::optional(runs->first());
}

Result<QList<JournalRun>> Journal::openRuns() const
{
    // By name, so that the index finds these few among all that are over.
    return query(QStringLiteral("WHERE state IN ('running', 'paused', 'halted', 'failed', 'cancelled') "
                                "ORDER BY started_at DESC, rowid DESC"),
                 {});
}

Result<QList<JournalRun>> Journal::recent(int count) const
{
    return query(QStringLiteral("ORDER BY started_at DESC, rowid DESC LIMIT ?"), {count});
}

Result<QList<JournalRun>> Journal::ofKind(const QString &kind, int count) const
{
    return query(QStringLiteral("WHERE kind = ? AND state NOT IN ('refused', 'discarded') "
                                "ORDER BY started_at DESC, rowid DESC LIMIT ?"),
                 {kind, count});
}

} // namespace muster
