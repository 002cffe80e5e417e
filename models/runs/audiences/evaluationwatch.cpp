// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/evaluationwatch.h"

#include "models/runs/networkoutage.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "network/api/audiencesclient.h"
#include "network/http/clock.h"

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
        CO_TRY(back, co_await outage.sitOut(audience.error(), stop));
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

} // namespace muster
