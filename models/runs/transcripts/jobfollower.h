// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QCoro/QCoroTask>
#include <QVariantMap>
#include <functional>
#include <stop_token>

namespace muster {

class Clock;
class RunMeter;
class TranscriptRecorder;
class TranscriptsClient;

/// Gets a transcript job made and follows it to its end. GUI thread; what it was given outlives its tasks.
class JobFollower
{
public:
    struct Hooks
    {
        std::function<void(const TranscriptJob &job)> seen; ///< After each answer.
        std::function<void(const QString &code, const QVariantMap &args)> event;
    };

    JobFollower(TranscriptsClient &client, TranscriptRecorder &recorder, RunMeter &meter, Clock &clock, Hooks hooks);

    /// The id of a new job. Each attempt is in journal and audit before it leaves; at most
    /// TranscriptLimits::submissions of them, then the last one's error. What a refusal says is not asked twice.
    [[nodiscard]] QCoro::Task<Result<QString>> submit(TranscriptRequest request, std::stop_token stop);
    /// The job once it has ended, or has an answer for good:
    /// NotFound "job_lost" when it is not known 30 s after its submission (F15; before, that may only be too early),
    /// TimedOut "poll_limit" after `pollLimit` answers (0: none, F33). A network that is gone is waited for (F53).
    [[nodiscard]] QCoro::Task<Result<TranscriptJob>> follow(QString jobId, QDateTime submittedAt, int pollLimit,
                                                            std::stop_token stop);

private:
    [[nodiscard]] QCoro::Task<bool> rest(ApiError error, int failed, std::stop_token stop);

    TranscriptsClient &m_client;
    TranscriptRecorder &m_recorder;
    RunMeter &m_meter;
    Clock &m_clock;
    const Hooks m_hooks;
};

} // namespace muster
