// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <stop_token>

namespace muster {

class AudiencesClient;
class Clock;
class RunMeter;

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

} // namespace muster
