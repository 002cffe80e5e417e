// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/journal.h"
#include "models/store/runmeasures.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <optional>

namespace muster {

class StoreThread;

/// How the newest life of a run ended. No personal data, no words of a server.
struct RunEnding
{
    QDateTime at; ///< UTC.
    QString outcome; ///< As outcomeKey(): "complete", "paused", "halted", "failed", "refused", "cancelled".
    QString errorKind, errorCode; ///< errorKindKey() and ApiError::code; empty: no error.
    QStringList findings; ///< As RunOutcome::findings: "duplicates:12".
    QString resultFile; ///< From the root; empty: none.

    [[nodiscard]] QByteArray json() const; ///< At most 100 findings.
    [[nodiscard]] static std::optional<RunEnding> parse(const QByteArray &json);
    bool operator==(const RunEnding &) const = default;
};

/// A run as the history has it: its entry in the journal, how it ended and what it measured.
struct RunRecord
{
    /// Without `order` and `progress` where it is one of several.
    JournalRun run;
    /// As JournalRun::subject(). Runs of one kind, connection and subject can be set beside each other over time.
    QString subject;
    std::optional<RunEnding> ending; ///< nullopt: it has not ended, or nothing was kept of that.
    /// Of all lives that have ended by themselves. nullopt: there is none such, or `measuresAreDamaged`.
    std::optional<RunMeasures> measures;
    bool measuresAreDamaged = false; ///< What is kept does not read.
    /// How often it was begun and taken up. Of a run that an older Muster began at least that often; 0: an older
    /// Muster's alone.
    int lives = 0;
    /// Of these, lives that Muster itself did not survive, or whose measures are damaged. The newest life of a run
    /// whose state is "running" is not among them: it may still go on.
    [[nodiscard]] int livesWithoutMeasures() const;
};

/// The place of a run among all: newest first by its start, among those of one moment by id.
struct RunPlace
{
    QDateTime startedAt; ///< UTC.
    QString id;
    [[nodiscard]] static RunPlace of(const RunRecord &record) { return {record.run.startedAt, record.run.id}; }
};

/// Which runs; what is empty or null does not matter.
struct RunFilter
{
    QString kind; ///< As JournalRun::kind.
    QString state; ///< As JournalRun::state.
    QString profileId; ///< Of the connection.
    QString profileName; ///< As it was when the run began; for connections that are gone.
    QString subject; ///< As RunRecord::subject.
    /// Somewhere in title, target, name of the connection or id; in ASCII without regard to case.
    QString text;
    QDateTime since, until; ///< UTC; begun not before, and before that.
};

/// The statement that a page of runs is read with. Each filter but `text` is answered from an index, in the order of
/// the answer, so that reading stops with the page however many runs there are.
struct RunQuery
{
    QString sql;
    QVariantList values;
    /// For a journal of that version, see journalVersion().
    [[nodiscard]] static RunQuery of(const RunFilter &filter, int count, const std::optional<RunPlace> &before,
                                     int version);
};

/// All runs that were ever begun, of all connections, with what they measured; in the journal's database. Kept by
/// RunKeeper for every kind of run that has an entry in the journal; records are never removed.
///
/// A journal that an older Muster wrote has runs without measures. Damaged measures are those of their run alone.
class RunHistory
{
public:
    /// What one answer holds at most.
    static constexpr int maxRecords = 500;

    /// Both outlive this.
    RunHistory(Journal &journal, StoreThread &thread);

    /// Writing; on StoreThread. The entry of a run that begins, together with its first life. As Journal::insert().
    [[nodiscard]] Result<void> begin(const JournalRun &run);
    /// The same for one that is taken up again: "running", with that progress. As Journal::update().
    [[nodiscard]] Result<void> takeUp(const QString &id, const QByteArray &progress);
    /// A life is over. Nothing for a run without an entry.
    [[nodiscard]] Result<void> endLife(const QString &id, const RunMeasures &life, const RunEnding &ending);

    /// At most `count` (1 to maxRecords) runs, newest first, those after `before`. Of GUI thread; read on StoreThread
    /// after what was given to it before. The future is to be awaited or dropped, never cancelled.
    [[nodiscard]] QFuture<Result<QList<RunRecord>>> records(const RunFilter &filter, int count,
                                                            const std::optional<RunPlace> &before = {}) const;
    /// One of them with its order and progress; nullopt: there is none.
    [[nodiscard]] QFuture<Result<std::optional<RunRecord>>> record(const QString &id) const;

    /// The same for who may wait for the disk, a few milliseconds; of a thread that the journal is open on.
    [[nodiscard]] Result<QList<RunRecord>> readRecords(const RunFilter &filter, int count,
                                                       const std::optional<RunPlace> &before = {}) const;
    [[nodiscard]] Result<std::optional<RunRecord>> readRecord(const QString &id) const;
    /// Ids that begin with `beginning`, at most `count`, in alphabetical order.
    [[nodiscard]] Result<QStringList> readIds(const QString &beginning, int count) const;

private:
    Journal &m_journal;
    StoreThread &m_thread;
};

} // namespace muster
