// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/store/auditentry.h"
#include "network/http/clock.h"
#include "network/wire/dialer.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QElapsedTimer>
#include <QFuture>
#include <QJsonObject>
#include <QVariantMap>
#include <functional>

namespace muster {

class LifeMeter;
class Workspace;

/// What a run that changes a tenant leaves behind in audit and journal: ids of runs and lists, counts and digests; no
/// contact's id, no number. Unlike an export's it has to succeed: who is about to send awaits it, and a fault means
/// that nothing more may be sent (F94, S35).
///
/// The workspace's StoreThread waits for the disk, in the order in which things were told; what a task was given is on
/// the disk when it resumes. Facts are those of the moment of the call. GUI thread; owned by the run, which awaits
/// every task before it lets go.
class WriteRecorder
{
public:
    virtual ~WriteRecorder();
    WriteRecorder(const WriteRecorder &) = delete;
    WriteRecorder &operator=(const WriteRecorder &) = delete;

    /// The first entry of a life, and its last. Once each, the last whatever has gone wrong before.
    [[nodiscard]] virtual QCoro::Task<Result<void>> started(bool resumed);
    [[nodiscard]] QCoro::Task<Result<void>> ended(RunOutcome outcome);
    /// A phase begins (as RunMetrics::phase): everything so far is in audit and journal.
    [[nodiscard]] virtual QCoro::Task<Result<void>> entered(QString phase);
    /// A call was answered. Those in quick succession share an entry that names the first and the last, twice a second;
    /// who comes while it is being written waits for it as well, so that nobody goes on past a fault.
    [[nodiscard]] QCoro::Task<Result<void>> sent(qint64 contacts);
    /// Whether the machine has slept since the run began; an event "machine_slept". The gap goes into the audit before
    /// whatever is told next (F102).
    [[nodiscard]] bool hasSlept();
    /// Opening the unit log has cut off that much of a torn last group: an event, and in the audit before whatever is
    /// told next (F100). Nothing for 0.
    void unitsRecovered(qint64 bytes);
    /// A call that has that skill started is about to leave; and what it came to, None where it did not leave.
    [[nodiscard]] QCoro::Task<Result<void>> startAsked(QString skill);
    [[nodiscard]] QCoro::Task<Result<void>> startAnswered(QString skill, SkillStart start);
    /// In this life or an earlier one.
    [[nodiscard]] SkillStart skillStart() const { return m_skillStart; }
    /// For Run::addEvent().
    using Event = std::function<void(const QString &code, const QVariantMap &args)>;
    void setEvents(Event event) { m_event = std::move(event); }
    /// Told how long the disk was waited for; outlives the recorder.
    void setMeter(LifeMeter &meter) { m_meter = &meter; }

protected:
    /// Calls that share an entry, counted from 1.
    struct Calls
    {
        qint64 first = 0; ///< 0: none.
        qint64 last = 0;
        qint64 contacts = 0;
    };

    /// Its events are called "PREFIX.started" and so on; the first and the last entry name the order.
    WriteRecorder(Workspace &workspace, QString runId, const char *prefix, QString orderDigest);

    [[nodiscard]] Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    /// That people may be called because of the run, as it was typed; nothing where nobody typed anything.
    static void addConsent(QJsonObject &facts, const DialConsent &consent);
    /// As an earlier life left it.
    void setSkillStart(SkillStart start) { m_skillStart = start; }

    /// What the first entry of a life says besides, and the last one besides counts and reason.
    [[nodiscard]] virtual QJsonObject startFacts(bool resumed) const = 0;
    [[nodiscard]] virtual QJsonObject endFacts() { return {}; }
    /// For the progress; what was answered before that is in the audit.
    virtual void beginPhase(const QString &) { }
    /// How many records are in which state; empty as long as that is not known.
    [[nodiscard]] virtual QJsonObject counts() const = 0;
    /// What the journal keeps as the run's progress.
    [[nodiscard]] virtual QByteArray progressJson() = 0;
    /// The entry for calls that were answered; the event without its prefix. An empty event: each has its own, see
    /// gather().
    [[nodiscard]] virtual AuditDraft entryFor(const Calls &calls) const = 0;

    /// An entry.
    [[nodiscard]] QCoro::Task<Result<void>> audit(QString event, QJsonObject facts);
    /// Progress for the journal.
    [[nodiscard]] QCoro::Task<Result<void>> keep(QString state, QString reason = {});
    /// Both; the journal only where the entry was written.
    [[nodiscard]] QCoro::Task<Result<void>> auditAndKeep(QString event, QJsonObject facts);
    /// An entry of a call's own: reaches the disk with the entry that the call shares, see sent().
    void gather(QString event, QJsonObject facts) { m_gathered.append(draft(event, facts)); }
    /// Calls that have no entry yet.
    [[nodiscard]] QCoro::Task<Result<void>> flush();
    /// A new phase counts its calls from 1; after flush().
    void countCallsAnew() { m_calls = {}; }
    [[nodiscard]] static QString startEvent(bool resumed)
    {
        return resumed ? QStringLiteral("resumed") : QStringLiteral("started");
    }
    /// startFacts() with the order.
    [[nodiscard]] QJsonObject firstFacts(bool resumed) const;

private:
    struct Kept
    {
        QString state, reason; ///< An empty state: nothing for the journal.
        QByteArray progress;
    };
    [[nodiscard]] AuditDraft draft(const QString &event, const QJsonObject &facts) const;
    QFuture<Result<void>> give(QList<AuditDraft> entries, Kept kept);
    [[nodiscard]] QCoro::Task<Result<void>> durable(QFuture<Result<void>> writing);
    [[nodiscard]] Kept running();

    Workspace &m_workspace;
    const QString m_runId;
    const QString m_prefix;
    const QString m_orderDigest;
    SleepWatch m_sleep;
    std::chrono::seconds m_slept{0}, m_untold{0}; ///< In all; of that, not yet in the audit.
    qint64 m_recoveredBytes = 0; ///< Not yet in the audit.
    SkillStart m_skillStart = SkillStart::None;
    Event m_event;
    LifeMeter *m_meter = nullptr;
    QElapsedTimer m_sinceFlush;
    QList<AuditDraft> m_gathered;
    Calls m_calls;
    QFuture<Result<void>> m_flushing; ///< The newest one.
};

} // namespace muster
