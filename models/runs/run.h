// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmetrics.h"
#include "network/wire/apierror.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QFuture>
#include <QObject>
#include <QStringList>
#include <QVariantMap>
#include <functional>
#include <memory>
#include <stop_token>

class QTimer;

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class Clock;

/// What is known of each beside its run: runkinds.h; its words: runtexts.h.
enum class RunKind {
    SegmentExport,
    ListRead,
    ListApply,
    ListRestore,
    LineLookup,
    EnrichCheck,
    Enrichment,
    EnrichUndoCheck,
    EnrichUndo,
    Transcripts,
    AudiencePut,
    AudiencePublish,
    DoNotCallCheck,
    ListDeletion,
    DoNotCallChange,
    DoNotCallUndo
};
inline constexpr std::size_t runKindCount = valueCount<RunKind>();

/// Whether a run begins its work or takes up what an earlier one left on disk.
enum class RunStart { Fresh, Resume };

/// Who asked a run to stop, and for what.
enum class StopWish { None, Pause, TimeLimit, Cancel };

enum class RunState {
    Preparing,
    Running,
    WaitingForServer, ///< Retrying after trouble, or an answer does not come.
    WaitingForNetwork, ///< No answer in several tries; goes on by itself when there is one again (F53).
    Throttled, ///< Waiting because of 429.
    WaitingForSignIn, ///< The answer that does not come is that to a sign-in.
    Stopping, ///< Pause or cancel was asked for; the last write is being finished.
    Finished,
};

/// What a person is asked whose run was refused; the answer is part of another order.
enum class RunQuestion {
    None,
    PlainCopy, ///< May a copy lie in the clear, for the key store does not take its key?
    SkillRunning, ///< May what runs by now call because of this? It was started after the person's first look.
};

/// How a run ended. Exactly one per run.
struct RunOutcome
{
    enum class Kind {
        Complete,
        CompleteWithFindings, ///< All there, but something must be looked at (conflicts, quarantined records).
        Paused, ///< By the person or by a condition that passes; resumable, nothing lost.
        Halted, ///< The breaker opened; resumable after a person re-arms it.
        Failed, ///< Will not get further by itself. What was written keeps its .partial name.
        Refused, ///< Before anything was sent.
        Cancelled, ///< By the person; resumable until discarded.
    };
    Kind kind = Kind::Complete;
    std::optional<ApiError> error; ///< Why, unless complete, cancelled or paused by the person.
    std::optional<QDateTime> resumeAt; ///< UTC; planned resumption of a pause that the server asked for (F04).
    QString resultFile; ///< Of a completed run; of what changes a list whom it did not change, if anybody.
    QStringList findings; ///< Keys with counts: "duplicates:12", "conflicts:1", "quarantined:3"; words in models/text.
    RunQuestion question = RunQuestion::None; ///< With Refused alone.
    [[nodiscard]] bool succeeded() const { return kind == Kind::Complete || kind == Kind::CompleteWithFindings; }
};

/// Whose data a run works on; what it was called when the run began stays, whatever is opened later (F120).
struct RunTenant
{
    QString name;
    Environment environment = Environment::Sandbox;
    [[nodiscard]] static RunTenant of(const ConnectionProfile &profile) { return {profile.name, profile.environment}; }
    bool operator==(const RunTenant &) const = default;
};

/// What became of the notices of a run to other systems.
struct RunCallbacks
{
    qint64 sent = 0, waiting = 0;
    qint64 undelivered = 0; ///< Given up after a day.
    bool operator==(const RunCallbacks &) const = default;
};

/// A line of a run's event list. Code and arguments; words are in models/text. No personal data.
struct RunEvent
{
    QDateTime at; ///< UTC.
    QString code; ///< "page", "retry", "throttled", "signed_in", "page_size_lowered", "paused", ... see runtexts
    QVariantMap args;
};

/// A piece of long work: owns its life and its metrics; its body is a coroutine, its cancel a stop token. GUI thread.
///
/// Life: created by RunManager -> start() -> state changes -> finished() exactly once, on success, failure, pause and
/// cancel alike -> deleted by RunManager after that, never before. Windows connect to the signals and never await.
class Run : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] virtual RunKind kind() const = 0;
    [[nodiscard]] virtual QString title() const = 0; ///< What it works on: the segment's name. Plain text.
    /// nullopt: it works on a file of this computer alone.
    [[nodiscard]] const std::optional<RunTenant> &tenant() const { return m_tenant; }
    void setTenant(const std::optional<RunTenant> &tenant); ///< By RunManager, before anybody sees the run.
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const QString &orderDigest() const { return m_orderDigest; }
    [[nodiscard]] QDateTime startedAt() const { return m_startedAt; }
    [[nodiscard]] QDateTime endedAt() const { return m_endedAt; } ///< UTC; null before finished().
    [[nodiscard]] RunState state() const { return m_state; }
    [[nodiscard]] const RunMetrics &metrics() const { return m_metrics; }
    [[nodiscard]] const QList<RunEvent> &events() const { return m_events; } ///< The newest 500.
    [[nodiscard]] const std::optional<RunOutcome> &outcome() const { return m_outcome; }
    /// What this life measured, without those before it; from finished() on.
    [[nodiscard]] const RunMeasures &measures() const { return m_measures; }

    /// What has to be on the disk before the run does anything; before live(), by RunManager. Where that fails the run
    /// ends so, and nothing was sent (F94).
    void setEntry(const QFuture<Result<void>> &written, RunOutcome::Kind otherwise);
    /// Writes down the end of a run that threw past what writes its own; before live(), by RunManager.
    using LastEntry = std::function<QFuture<Result<void>>(const RunOutcome &outcome)>;
    void setLastEntry(LastEntry write) { m_lastEntry = std::move(write); }
    /// Keeps what this life measured; before live(), by RunManager. `isTakenUp`: an earlier life went before.
    using LifeRecord = std::function<QFuture<Result<void>>(const RunMeasures &life, const RunOutcome &outcome)>;
    void setLifeRecord(bool isTakenUp, LifeRecord keep);
    /// The whole life: the entry, execute(), what it measured, then finished(), whatever is thrown on the way (F109).
    /// Called once, by RunManager, which alone may drop the task.
    [[nodiscard]] QCoro::Task<void> live();

    /// Shown with the figures, and by the finding "undelivered" of the outcome. By RunManager; after the end, too.
    void setCallbacks(const RunCallbacks &callbacks);
    /// For what live() itself threw, from what listens to it: finished() still comes, unless it has.
    void endedAnyhow(const ApiError &thrown);

    /// Ask for the end; finished() follows as soon as what is in flight is safe. Asking twice is harmless.
    void pause();
    void cancel();
    /// Pauses the run when it has gone on for that long from now, without the time that the computer sleeps; the
    /// outcome says so ("run_time_limit"). 0: never, which is how it begins.
    void limitTime(std::chrono::milliseconds longest);

Q_SIGNALS:
    void stateChanged(muster::RunState state);
    void metricsChanged(const muster::RunMetrics &metrics); ///< At most ten times a second, and once at the end.
    void eventAdded(const muster::RunEvent &event);
    void finished(const muster::RunOutcome &outcome);
    /// After finished(): what became of a notice has changed the findings.
    void outcomeAmended(const muster::RunOutcome &outcome);

protected:
    Run(QString id, QString orderDigest, QObject *parent);

    /// The body. Polls and passes on `stop`; returns how it ended. What it throws ends the run as Failed.
    [[nodiscard]] virtual QCoro::Task<RunOutcome> execute(std::stop_token stop) = 0;
    [[nodiscard]] StopWish stopWish() const { return m_stopWish; }
    /// For a run that is over before anybody sees it: nothing is told.
    void recall(const QDateTime &startedAt, const RunMetrics &metrics, const RunOutcome &outcome);
    void setState(RunState state);
    /// A call has to wait before it is tried again: an event, and the state that says why.
    virtual void noteWaiting(int attempt, const ApiError &cause, std::chrono::milliseconds wait);
    /// For the run's RunMeter: state, events and figures follow what it hears.
    [[nodiscard]] RunMeterHooks meterHooks();
    void addEvent(const QString &code, const QVariantMap &args = {});
    /// What this life has measured so far.
    [[nodiscard]] RunMeasures measuresNow() const;
    /// The figures as of now; asked for when they are due to be shown.
    [[nodiscard]] virtual RunMetrics currentMetrics() const = 0;
    /// Tells that the figures have changed: shown now if a tenth of a second has passed, else as soon as it has.
    void touchMetrics();

private:
    [[nodiscard]] QCoro::Task<RunOutcome> entryAndBody();
    [[nodiscard]] QCoro::Task<RunOutcome> endOfThrown(ApiError thrown);
    void stop(StopWish wish);
    /// What it measured is on the disk when this resumes; where it could not be, an event says so.
    [[nodiscard]] QCoro::Task<void> keepLife(RunOutcome outcome);
    void publish();
    void followSilence();
    void finish(const RunOutcome &outcome);
    /// With what m_callbacks says.
    [[nodiscard]] RunOutcome amended(RunOutcome outcome) const;

    const QString m_id;
    const QString m_orderDigest;
    std::optional<RunTenant> m_tenant;
    QDateTime m_startedAt, m_endedAt;
    RunState m_state = RunState::Preparing;
    RunMetrics m_metrics;
    RunMeasures m_measures;
    RunCallbacks m_callbacks;
    QList<RunEvent> m_events;
    std::optional<RunOutcome> m_outcome;
    std::optional<QFuture<Result<void>>> m_entry;
    RunOutcome::Kind m_withoutEntry = RunOutcome::Kind::Refused;
    LastEntry m_lastEntry;
    LifeRecord m_lifeRecord;
    const std::shared_ptr<LifeMeter> m_life;
    std::stop_source m_stop;
    StopWish m_stopWish = StopWish::None;
    QTimer *m_publishTimer = nullptr; ///< Runs while figures are due.
    QTimer *m_countdownTimer = nullptr; ///< Runs while a wait counts down.
    QTimer *m_limitTimer = nullptr; ///< Runs where the run may only take so long.
    QTimer *m_silenceTimer = nullptr; ///< Runs once anything was asked: nobody tells that no answer comes.
    bool m_silent = false; ///< WaitingForServer or WaitingForSignIn because of that.
};

/// Stable name of how a run ended, the same in journal, audit and `--json`: "complete", "paused", "halted", "failed",
/// "refused", "cancelled".
[[nodiscard]] QString outcomeKey(RunOutcome::Kind kind);

/// Conditions that pass by themselves or by a person's act: a run can go on later from where it stands.
[[nodiscard]] bool isPassing(const ApiError &error);

/// How a run ends that `error` stopped: Paused (asked for or passing; with the planned resumption), Cancelled, Halted,
/// Failed.
[[nodiscard]] RunOutcome outcomeOf(const ApiError &error, StopWish wish, const Clock &clock);

/// "duplicates:12", as RunOutcome::findings holds them.
[[nodiscard]] QString findingKey(const char *name, qint64 count);
/// Adds that finding when there is any.
void addFinding(RunOutcome &outcome, const char *name, qint64 count);

} // namespace muster
