// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/writerun.h"
#include "network/wire/audience.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace muster {

class AudiencePutRecorder;
class AudiencesClient;
class Clock;
class RunMeter;
class WritePace;
struct JournalRun;

/// Looks at an audience that was registered until it is evaluated: every second at first, then less often, up to every
/// 30 s (contract section 6.2: with a limit). Reads only, so a network that is gone is waited for (F53). GUI thread.
class EvaluationWatch
{
public:
    struct Wanted
    {
        QString audienceId;
        qint64 version = 1; ///< The one that was registered.
        bool evaluated = true; ///< false: seeing it stand there is enough.
        QDateTime evaluatedBefore; ///< An evaluation as old as this is not the one that is waited for.
        int pollLimit = 60;
    };
    using Seen = std::function<void(const Audience &audience)>;

    EvaluationWatch(AudiencesClient &client, RunMeter &meter, Clock &clock, Seen seen);

    /// The audience as it stands when there is nothing more to wait for: evaluated, failed, or a later version by
    /// somebody else. UnexpectedShape "not_registered" when an older version stands there still after several looks;
    /// TimedOut "evaluation_limit" (the run pauses). An evaluation status that we do not know counts as going on (F32).
    [[nodiscard]] QCoro::Task<Result<Audience>> follow(Wanted wanted, std::stop_token stop);

private:
    [[nodiscard]] QCoro::Task<Result<Audience>> look(QString audienceId, std::stop_token stop);

    AudiencesClient &m_client;
    RunMeter &m_meter;
    Clock &m_clock;
    Seen m_seen;
};

/// Registers an audience: looks at what stands there, sends the definition in its place, follows the evaluation.
/// Phases, states and what ends it: resources/decisions/audiences.md. See Run for its life.
///
/// One attempt at a time, each journalled before it leaves; after one of unknown outcome the audience is read before
/// anything else is sent (F19, F46). Whenever what stands there is not what the definition was made from, nothing
/// (more) is sent: Refused with kind Conflict, "version_conflict", and conflict() has the three sides (F16, F77). Safe
/// to kill at any moment: no second version comes of it.
///
/// Complete: registered, and evaluated unless the order does not wait for it. CompleteWithFindings: "size_jump",
/// "estimate_missed", "evaluation_failed", "superseded" (somebody registered a later version since), "stored_otherwise"
/// (what stands there is not what was sent). Refused: Conflict, or the service took nothing of it. Paused
/// "evaluation_limit": registered, but not evaluated in time; resuming looks on. Failed "not_registered": the service
/// said so, and a reading shows the old version.
class AudiencePutRun final : public WriteRun
{
    Q_OBJECT

public:
    AudiencePutRun(QString id, FrozenAudiencePut order, RunStart start, Workspace &workspace,
                   std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~AudiencePutRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::AudiencePut; }
    [[nodiscard]] QString title() const override; ///< The audience's name.
    [[nodiscard]] const FrozenAudiencePut &order() const { return m_order; }
    /// Nothing: not (known to be) registered. Of a resumed run, once it has looked again.
    [[nodiscard]] const std::optional<AudienceRegistration> &registration() const { return m_registration; }
    [[nodiscard]] const std::optional<AudienceConflict> &conflict() const { return m_conflict; }
    /// What it registered is registered: nothing more will be sent, only looked at.
    [[nodiscard]] static bool onlyReads(const JournalRun &entry);

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    /// What a reading says of the work that is to be done.
    enum class Standing {
        Ready, ///< What is to be replaced stands there.
        Done, ///< What is to be registered stands there.
        Conflict,
    };

    // In the order of the phases.
    [[nodiscard]] QCoro::Task<Result<void>> put(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<Standing>> look(std::stop_token stop);
    /// False: once more, when the wait is over.
    [[nodiscard]] QCoro::Task<Result<bool>> attempt(WritePace &pace, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> evaluate(std::stop_token stop);

    [[nodiscard]] QCoro::Task<Result<void>> settle(Audience audience, AudienceAnswer::Outcome outcome,
                                                   std::optional<std::chrono::milliseconds> latency);
    [[nodiscard]] Standing standingOf(const std::optional<Audience> &current) const;
    [[nodiscard]] QCoro::Task<Result<void>> endInConflict(std::optional<Audience> theirs);
    void see(const Audience &audience);

    const FrozenAudiencePut m_order;
    std::unique_ptr<AudiencePutRecorder> m_recorder;
    std::optional<Audience> m_current; ///< As last read.
    std::optional<AudienceDefinition> m_base; ///< What is to be replaced, as the first reading found it.
    std::optional<AudienceRegistration> m_registration;
    std::optional<AudienceConflict> m_conflict;
    bool m_superseded = false, m_storedOtherwise = false;
};

} // namespace muster
