// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/runhistory.h"

#include "models/rules/jsonmembers.h"
#include "models/store/database.h"
#include "models/store/sqlvalues.h"
#include "models/store/storethread.h"
#include "network/wire/thrown.h"

#include <QPromise>
#include <algorithm>
#include <memory>
#include <utility>

namespace muster {

namespace {

constexpr qsizetype maxFindings = 100;
constexpr qsizetype maxEnding = 64 * 1024; // bytes

void describe(JsonMembers &json, RunEnding &ending)
{
    json.version(1);
    json.member("at", ending.at);
    json.member("outcome", ending.outcome);
    json.member("error_kind", ending.errorKind);
    json.member("error_code", ending.errorCode);
    json.member("findings", ending.findings);
    json.member("result_file", ending.resultFile);
}

} // namespace

QByteArray RunEnding::json() const
{
    RunEnding kept = *this;
    kept.findings.resize(std::min(kept.findings.size(), maxFindings));
    return canonicalJson(kept, describe);
}

std::optional<RunEnding> RunEnding::parse(const QByteArray &json)
{
    const QJsonDocument document = json.size() <= maxEnding ? QJsonDocument::fromJson(json) : QJsonDocument();
    RunEnding ending;
    const bool reads = document.isObject() && memberFault(document.object(), ending, describe).isEmpty();
    return reads ? std::optional(ending) : std::nullopt;
}

int RunRecord::livesWithoutMeasures() const
{
    const int ended = run.state == QLatin1String("running") ? lives - 1 : lives;
    return std::max(0, ended - (measures ? measures->lives : 0));
}

namespace {

constexpr QLatin1String
    recordColumns("runs.id, kind, title, profile_id, profile_name, target, order_digest, started_at, "
                  "changed_at, state, reason, run_records.lives, run_records.measures, run_records.ending, ");

/// JournalRun::subject() as a column; computed where an older Muster left none.
QLatin1String runSubject(int version)
{
    return version >= 3
        ? QLatin1String("subject")
        : QLatin1String("(CASE WHEN kind <> 'segment_export' THEN target WHEN json_valid(CAST(run_order AS TEXT)) "
                        "THEN json_extract(CAST(run_order AS TEXT), '$.segmentId') END)");
}

/// In what an older Muster left, and this one may only look at, no run has a record.
QString tablesOf(int version)
{
    const QLatin1String records(version >= 2 ? "run_records"
                                             : "(SELECT NULL AS run_id, 0 AS lives, x'' AS measures, x'' AS ending) AS "
                                               "run_records");
    return QStringLiteral("runs LEFT JOIN %1 ON run_records.run_id = runs.id").arg(records);
}

/// Of the recordColumns above and runSubject(); order and progress may follow.
RunRecord recordOf(const Database::Row &row)
{
    RunRecord record{.run = {.id = row[0].toString(),
                             .kind = row[1].toString(),
                             .title = row[2].toString(),
                             .profileId = row[3].toString(),
                             .profileName = row[4].toString(),
                             .target = row[5].toString(),
                             .order = row.value(15).toByteArray(),
                             .orderDigest = row[6].toString(),
                             .startedAt = momentOf(row[7]),
                             .changedAt = momentOf(row[8]),
                             .state = row[9].toString(),
                             .reasonKey = row[10].toString(),
                             .progress = row.value(16).toByteArray()},
                     .subject = row[14].toString(),
                     .lives = std::max(0, row[11].toInt())};
    record.ending = RunEnding::parse(row[13].toByteArray());
    if (const QByteArray kept = row[12].toByteArray(); !kept.isEmpty()) {
        if (auto measures = RunMeasures::parse(kept))
            record.measures = *std::move(measures);
        else
            record.measuresAreDamaged = true;
    }
    return record;
}

} // namespace

RunQuery RunQuery::of(const RunFilter &filter, int count, const std::optional<RunPlace> &before, int version)
{
    QStringList conditions;
    RunQuery query;
    const auto where = [&](const char *condition, const QVariantList &values) {
        conditions.append(QLatin1String(condition));
        query.values += values;
    };
    if (!filter.kind.isEmpty())
        where("kind = ?", {filter.kind});
    if (!filter.state.isEmpty())
        where("state = ?", {filter.state});
    if (!filter.profileId.isEmpty())
        where("profile_id = ?", {filter.profileId});
    if (!filter.profileName.isEmpty())
        where("profile_name = ?", {filter.profileName});
    if (!filter.subject.isEmpty()) {
        conditions.append(runSubject(version) + QLatin1String(" = ?"));
        query.values.append(filter.subject);
    }
    if (!filter.text.isEmpty()) {
        const QString like = likePattern(filter.text);
        where(R"((title LIKE ? ESCAPE '\' OR target LIKE ? ESCAPE '\' OR profile_name LIKE ? ESCAPE '\')"
              R"( OR runs.id LIKE ? ESCAPE '\'))",
              {like, like, like, like});
    }
    if (filter.since.isValid())
        where("started_at >= ?", {filter.since.toMSecsSinceEpoch()});
    if (filter.until.isValid())
        where("started_at < ?", {filter.until.toMSecsSinceEpoch()});
    if (before)
        where("(started_at, runs.id) < (?, ?)", {before->startedAt.toMSecsSinceEpoch(), before->id});
    query.sql = QStringLiteral("SELECT %1 FROM %2%3 ORDER BY started_at DESC, runs.id DESC LIMIT ?")
                    .arg(recordColumns + runSubject(version), tablesOf(version),
                         conditions.isEmpty() ? QString()
                                              : QStringLiteral(" WHERE ") + conditions.join(QLatin1String(" AND ")));
    query.values.append(std::clamp(count, 1, RunHistory::maxRecords));
    return query;
}

RunHistory::RunHistory(Journal &journal, StoreThread &thread)
    : m_journal(journal)
    , m_thread(thread)
{
}

Result<void> RunHistory::begin(const JournalRun &run)
{
    Database &database = m_journal.database();
    return database.inTransaction([&]() -> Result<void> {
        TRY_VOID(m_journal.insert(run));
        TRY_VOID(database.change(
            QStringLiteral("INSERT INTO run_records (run_id, lives, measures, ending) VALUES (?, 1, x'', x'')"),
            {run.id}));
        return {};
    });
}

Result<void> RunHistory::takeUp(const QString &id, const QByteArray &progress)
{
    Database &database = m_journal.database();
    return database.inTransaction([&]() -> Result<void> {
        TRY_VOID(m_journal.update(id, QStringLiteral("running"), {}, progress));
        // Without a record an older Muster began it: one life at least went before.
        TRY_VOID(
            database.change(QStringLiteral("INSERT INTO run_records (run_id, lives, measures, ending) VALUES (?, 2, "
                                           "x'', x'') ON CONFLICT (run_id) DO UPDATE SET lives = lives + 1"),
                            {id}));
        return {};
    });
}

Result<void> RunHistory::endLife(const QString &id, const RunMeasures &life, const RunEnding &ending)
{
    Database &database = m_journal.database();
    return database.inTransaction([&]() -> Result<void> {
        TRY(rows, database.select(QStringLiteral("SELECT measures FROM run_records WHERE run_id = ?"), {id}));
        if (rows->isEmpty())
            return {};
        RunMeasures all = life;
        // Damaged ones are given up: their lives count as lives without measures.
        if (auto earlier = RunMeasures::parse(rows->first().value(0).toByteArray())) {
            earlier->addLife(life);
            all = *std::move(earlier);
        }
        TRY_VOID(database.change(QStringLiteral("UPDATE run_records SET measures = ?, ending = ? WHERE run_id = ?"),
                                 {Database::blob(all.json()), Database::blob(ending.json()), id}));
        return {};
    });
}

Result<QList<RunRecord>> RunHistory::readRecords(const RunFilter &filter, int count,
                                                 const std::optional<RunPlace> &before) const
{
    TRY(version, m_journal.database().userVersion());
    const RunQuery query = RunQuery::of(filter, count, before, *version);
    TRY(rows, m_journal.database().select(query.sql, query.values));
    QList<RunRecord> records;
    records.reserve(rows->size());
    for (const Database::Row &row : std::as_const(*rows))
        records.append(recordOf(row));
    return records;
}

Result<std::optional<RunRecord>> RunHistory::readRecord(const QString &id) const
{
    TRY(version, m_journal.database().userVersion());
    TRY(rows,
        m_journal.database().select(QStringLiteral("SELECT %1, run_order, progress FROM %2 WHERE runs.id = ?")
                                        .arg(recordColumns + runSubject(*version), tablesOf(*version)),
                                    {id}));
    return rows->isEmpty() ? std::nullopt : std::optional(recordOf(rows->first()));
}

Result<QStringList> RunHistory::readIds(const QString &beginning, int count) const
{
    // Up to the first text that no longer begins so; ids hold neither wildcards nor what collates beyond that.
    TRY(rows,
        m_journal.database().select(
            QStringLiteral("SELECT id FROM runs WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"),
            {Database::text(beginning), QString(beginning + QChar(0xffff)), std::clamp(count, 1, maxRecords)}));
    QStringList ids;
    for (const Database::Row &row : std::as_const(*rows))
        ids.append(row.value(0).toString());
    return ids;
}

namespace {

template <typename Value>
QFuture<Result<Value>> readOn(StoreThread &thread, Journal &journal, std::function<Result<Value>()> read)
{
    auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    const auto answer = [promise, read = std::move(read)]() -> Result<void> {
        promise->addResult(withoutThrowing(read));
        promise->finish();
        return {};
    };
    const QFuture<Result<Value>> future = promise->future();
    if (journal.database().isInMemory()) // there is nothing to wait for, and no other thread sees it
        (void)answer();
    else
        thread.run(answer);
    return future;
}

} // namespace

QFuture<Result<QList<RunRecord>>> RunHistory::records(const RunFilter &filter, int count,
                                                      const std::optional<RunPlace> &before) const
{
    return readOn<QList<RunRecord>>(m_thread, m_journal,
                                    [&journal = m_journal, &thread = m_thread, filter, count, before] {
                                        return RunHistory(journal, thread).readRecords(filter, count, before);
                                    });
}

QFuture<Result<std::optional<RunRecord>>> RunHistory::record(const QString &id) const
{
    return readOn<std::optional<RunRecord>>(m_thread, m_journal, [&journal = m_journal, &thread = m_thread, id] {
        return RunHistory(journal, thread).readRecord(id);
    });
}

} // namespace muster
