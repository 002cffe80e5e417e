// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audienceputrun.h"

#include "models/runs/audiences/audienceputrecorder.h"
#include "models/runs/networkoutage.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/unitwriter.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "network/api/audiencesclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds firstWait = std::chrono::seconds(1);
constexpr std::chrono::milliseconds longestWait = std::chrono::seconds(30);
/// A service may show what was before for a moment.
constexpr int looksUntilBelieved = 3;

bool isOver(const AudienceEvaluation &evaluation)
{
    return evaluation.status == EvaluationStatus::Completed || evaluation.status == EvaluationStatus::Failed;
}

} // namespace

EvaluationWatch::EvaluationWatch(AudiencesClient &client, RunMeter &meter, Clock &clock, Seen seen)
    : m_client(client)
    , m_meter(meter)
    , m_clock(clock)
    , m_seen(std::move(seen))
{
}

QCoro::Task<Result<Audience>> EvaluationWatch::look(QString audienceId, std::stop_token stop)
{
    NetworkOutage outage({&m_clock,
                          [this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
                              m_meter.retrying(Service::Audiences, attempt, cause, wait);
                          },
                          [this] { m_meter.waitEnded(Service::Audiences); }});
    for (;;) {
        const Result<Audience> audience = co_await m_client.read(audienceId, &m_meter, stop);
        if (audience)
            co_return Result<Audience>(audience);
        CO_TRY_VOID(co_await outage.sitOut(audience.error(), stop));
    }
}

QCoro::Task<Result<Audience>> EvaluationWatch::follow(Wanted wanted, std::stop_token stop)
{
    std::chrono::milliseconds wait = firstWait;
    for (int looks = 1;; ++looks) {
        CO_TRY(audience, co_await look(wanted.audienceId, stop));
        m_seen(*audience);
        const bool believed = looks >= looksUntilBelieved;
        if (audience->version > wanted.version)
            co_return Result<Audience>(audience);
        if (audience->version < wanted.version) {
            if (believed)
                co_return failure(ErrorKind::UnexpectedShape, "not_registered", wanted.audienceId);
        } else if (!wanted.evaluated) {
            co_return Result<Audience>(audience);
        } else if (isOver(audience->evaluation)) {
            const QDateTime &at = audience->evaluation.lastEvaluated;
            if (believed || !at.isValid() || at != wanted.evaluatedBefore)
                co_return Result<Audience>(audience);
        }
        if (looks >= wanted.pollLimit)
            co_return failure(ErrorKind::TimedOut, "evaluation_limit", wanted.audienceId);
        const bool rested = co_await m_clock.sleep(wait, stop);
        if (!rested)
            co_return failure(ErrorKind::Cancelled);
        wait = std::min(wait * 3 / 2, longestWait);
    }
}

using Outcome = AudienceAnswer::Outcome;

AudiencePutRun::AudiencePutRun(QString id, FrozenAudiencePut order, RunStart start, Workspace &workspace,
                               std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
{
}

AudiencePutRun::~AudiencePutRun() = default;

QString AudiencePutRun::title() const
{
    return m_order.order.definition.name;
}

bool AudiencePutRun::onlyReads(const JournalRun &entry)
{
    return AudiencePutProgress::parse(entry.progress).version > 0;
}

WriteRecorder &AudiencePutRun::makeRecorder(const QByteArray &progress)
{
    m_recorder
        = std::make_unique<AudiencePutRecorder>(m_workspace, id(), m_order, AudiencePutProgress::parse(progress));
    return *m_recorder;
}

QCoro::Task<Result<void>> AudiencePutRun::work(std::stop_token stop)
{
    if (!m_connection->hasAudiences()) // the connection has become one of another kind since
        co_return failure(ErrorKind::BadInput, "job_unavailable", m_connection->profile().name);
    setState(RunState::Running);
    CO_TRY_VOID(co_await mayCall({Operation::ReadAudience, Operation::PutAudience}, stop));
    m_meter->setTotal(1);
    if (m_recorder->progress().version == 0) {
        m_meter->setRecords(0);
        CO_TRY_VOID(co_await this->put(stop));
    } else {
        m_refused = false;
        const AudiencePutProgress &before = m_recorder->progress();
        m_registration = AudienceRegistration{.version = before.version,
                                              .outcome = before.outcome,
                                              .previousSize = before.previousSize,
                                              .estimate = m_order.order.estimate};
        m_meter->setRecords(1);
    }
    co_return co_await evaluate(stop);
}

QCoro::Task<Result<void>> AudiencePutRun::put(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("reading_audience"));
    WritePace pace(m_connection->audiences().retry(), *m_meter, m_workspace.clock());
    for (;;) {
        CO_TRY(standing, co_await look(stop));
        if (*standing == Standing::Conflict) {
            co_return co_await endInConflict(m_current);
        }
        if (*standing == Standing::Done) {
            const bool ours = m_recorder->progress().attempts > 0;
            const Outcome outcome = !ours                             ? Outcome::Unchanged
                : m_recorder->progress().baseVersion.value_or(0) == 0 ? Outcome::Created
                                                                      : Outcome::Updated;
            co_return co_await settle(*m_current, outcome, std::nullopt);
        }
        CO_TRY(sent, co_await attempt(pace, stop));
        if (*sent)
            co_return Result<void>{};
    }
}

QCoro::Task<Result<AudiencePutRun::Standing>> AudiencePutRun::look(std::stop_token stop)
{
    AudiencesClient &client = m_connection->audiences();
    const Result<Audience> read = co_await client.read(m_order.order.audienceId, m_meter.get(), stop);
    if (!read && read.error().kind != ErrorKind::NotFound)
        co_return failure(read.error());
    m_current = read ? std::optional(*read) : std::nullopt;
    if (!m_recorder->progress().baseVersion) {
        CO_TRY_VOID(co_await m_recorder->found(m_current));
    }
    const qint64 base = m_recorder->progress().baseVersion.value_or(0);
    if (m_current && m_current->version == base)
        m_base = m_current->definition;
    m_recorder->setPayload(client.payload(m_order.order.definition, std::max<qint64>(base, 1)));
    co_return Result<Standing>(standingOf(m_current));
}

AudiencePutRun::Standing AudiencePutRun::standingOf(const std::optional<Audience> &current) const
{
    const AudiencePutOrder &order = m_order.order;
    const qint64 base = m_recorder->progress().baseVersion.value_or(0);
    const qint64 version = current ? current->version : 0;
    const bool says = current && sameAudience(current->definition, order.definition);
    // Ours, of an attempt whose answer was lost; or somebody else has registered the very same.
    if (says && version == base + 1 && m_recorder->progress().attempts > 0)
        return Standing::Done;
    if (version != base || (order.expectedVersion && *order.expectedVersion != version))
        return says && m_recorder->progress().attempts == 0 && version > 0 ? Standing::Done : Standing::Conflict;
    if (order.base && current && !sameAudience(*order.base, current->definition))
        return Standing::Conflict;
    return Standing::Ready;
}

QCoro::Task<Result<bool>> AudiencePutRun::attempt(WritePace &pace, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    CO_TRY_VOID(co_await enter("registering"));
    CO_TRY_VOID(co_await m_recorder->requesting());
    const qint64 base = m_recorder->progress().baseVersion.value_or(0);
    const auto definition = std::make_shared<const AudienceDefinition>(m_order.order.definition);
    const auto since = m_workspace.clock().now();
    const AudienceAnswer answer = co_await m_connection->audiences().put(
        m_order.order.audienceId, definition, std::max<qint64>(base, 1), m_meter.get(), stop);
    const auto latency = std::chrono::duration_cast<std::chrono::milliseconds>(m_workspace.clock().now() - since);
    if (answer.fate == WriteFate::Applied) {
        CO_TRY_VOID(co_await settle(*answer.audience, *answer.outcome, latency));
        see(*answer.audience);
        co_return Result<bool>(true);
    }
    const ApiError error = *answer.error;
    // What may have left is no refusal.
    m_refused = m_refused && answer.fate != WriteFate::Unknown;
    CO_TRY_VOID(co_await m_recorder->notRegistered(answer.fate, error, latency));
    addEvent(QStringLiteral("audience_attempt_failed"), {{QStringLiteral("attempt"), m_recorder->progress().attempts}});
    // Another look tells whether it was a conflict, or what became of it.
    if (answer.fate == WriteFate::Rejected && error.kind == ErrorKind::Conflict) {
        CO_TRY(standing, co_await look(stop));
        if (*standing == Standing::Done) // An earlier attempt of ours had come through after all.
            co_return Result<bool>(false);
        const Result<void> ended = co_await endInConflict(m_current);
        co_return failure(ended.error());
    }
    const bool again
        = answer.fate == WriteFate::Unknown || error.kind == ErrorKind::Throttled || error.kind == ErrorKind::NotSent;
    if (!again || error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::BreakerOpen || pace.isUsedUp(error))
        co_return tl::unexpected(error);
    const bool rested = co_await pace.rest(error, stop);
    if (!rested)
        co_return failure(ErrorKind::Cancelled);
    co_return Result<bool>(false);
}

QCoro::Task<Result<void>> AudiencePutRun::settle(Audience audience, Outcome outcome,
                                                 std::optional<std::chrono::milliseconds> latency)
{
    m_refused = false;
    const QByteArray stored = m_connection->audiences().payload(audience.definition, audience.version);
    CO_TRY_VOID(co_await m_recorder->registered(audience.version, outcome, stored, latency));
    m_registration = AudienceRegistration{.version = audience.version,
                                          .outcome = outcome,
                                          .previousSize = m_recorder->progress().previousSize,
                                          .estimate = m_order.order.estimate};
    m_meter->setRecords(1);
    addEvent(QStringLiteral("audience_registered"), {{QStringLiteral("version"), audience.version}});
    if (m_order.order.webhook.isEmpty())
        addEvent(QStringLiteral("no_cdp_told"));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> AudiencePutRun::endInConflict(std::optional<Audience> theirs)
{
    const qint64 base = m_order.order.expectedVersion.value_or(m_recorder->progress().baseVersion.value_or(0));
    m_conflict = AudienceConflict{.baseVersion = base,
                                  .base = m_order.order.base ? m_order.order.base : m_base,
                                  .mine = m_order.order.definition,
                                  .theirs = theirs};
    const qint64 current = theirs ? theirs->version : 0;
    CO_TRY_VOID(co_await m_recorder->conflict(current));
    ApiError error = fault(ErrorKind::Conflict, "version_conflict", m_order.order.definition.name);
    error.currentVersion = current;
    co_return tl::unexpected(error);
}

QCoro::Task<Result<void>> AudiencePutRun::evaluate(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("evaluating"));
    const AudiencePutProgress &progress = m_recorder->progress();
    const bool recounts = m_order.order.definition.recalculateOnUpdate && progress.outcome != Outcome::Unchanged;
    EvaluationWatch watch(m_connection->audiences(), *m_meter, m_workspace.clock(),
                          [this](const Audience &audience) { see(audience); });
    EvaluationWatch::Wanted wanted{.audienceId = m_order.order.audienceId,
                                   .version = progress.version,
                                   .evaluated = recounts && m_order.order.awaitEvaluation,
                                   .evaluatedBefore = progress.evaluatedBefore,
                                   .pollLimit = m_order.order.pollLimit};
    CO_TRY(audience, co_await watch.follow(wanted, stop));
    m_superseded = audience->version > progress.version;
    m_storedOtherwise = !m_superseded && !sameAudience(audience->definition, m_order.order.definition);
    AudienceRegistration &registration = *m_registration;
    registration.evaluated = wanted.evaluated && !m_superseded;
    if (registration.evaluated && registration.evaluation.status == EvaluationStatus::Completed
        && registration.evaluation.size) {
        const auto jumps = [this, size = *registration.evaluation.size](const std::optional<qint64> &reference) {
            return reference && isJump(size, *reference, m_order.order.limits);
        };
        registration.jumpsFromPrevious = jumps(registration.previousSize);
        registration.jumpsFromEstimate = jumps(registration.estimate);
    }
    co_return co_await m_recorder->evaluated(registration);
}

void AudiencePutRun::see(const Audience &audience)
{
    m_current = audience;
    if (m_registration)
        m_registration->evaluation = audience.evaluation;
    touchMetrics();
}

RunOutcome AudiencePutRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        outcome = outcomeOf(worked.error(), stopWish(), m_workspace.clock());
        // A conflict stays one, however often it is looked at; unless nobody knows what became of an attempt.
        const bool isConflict = m_conflict && !m_recorder->progress().sending;
        if (outcome.kind == RunOutcome::Kind::Failed && (m_refused || isConflict))
            outcome.kind = RunOutcome::Kind::Refused;
        return outcome;
    }
    const AudienceRegistration &registration = *m_registration;
    const bool failed = registration.evaluated && registration.evaluation.status == EvaluationStatus::Failed;
    addFinding(outcome, "size_jump", registration.jumpsFromPrevious ? 1 : 0);
    addFinding(outcome, "estimate_missed", registration.jumpsFromEstimate ? 1 : 0);
    addFinding(outcome, "evaluation_failed", failed ? 1 : 0);
    addFinding(outcome, "superseded", m_superseded ? 1 : 0);
    addFinding(outcome, "stored_otherwise", m_storedOtherwise ? 1 : 0);
    if (!outcome.findings.isEmpty())
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    return outcome;
}

RunMetrics AudiencePutRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    const auto figure = [&metrics](const char *key, const std::optional<qint64> &value) {
        if (value)
            metrics.figures.append({QLatin1String(key), *value});
    };
    if (m_registration) {
        figure("audience_version", m_registration->version);
        figure("audience_size", m_registration->evaluation.size);
        figure("audience_previous_size", m_registration->previousSize);
    }
    figure("audience_estimate", m_order.order.estimate);
    return metrics;
}

} // namespace muster
