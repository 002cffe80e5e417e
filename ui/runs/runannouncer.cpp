// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runannouncer.h"

#include "models/runs/run.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/announcer.h"

#include <memory>

namespace muster {

namespace {

/// "Export, All customers"
QString nameOf(const Run &run)
{
    //: %1: kind of run, such as "Export"; %2: what it works on.
    return RunAnnouncer::tr("%1, %2").arg(runKindText(run.kind()), visibleText(run.title(), 60));
}

bool waits(RunState state)
{
    return state == RunState::WaitingForServer || state == RunState::WaitingForNetwork || state == RunState::Throttled
        || state == RunState::WaitingForSignIn;
}

} // namespace

RunAnnouncer::RunAnnouncer(Announcer &announcer, QObject *parent)
    : QObject(parent)
    , m_announcer(announcer)
{
}

void RunAnnouncer::follow(Run *run)
{
    m_announcer.say(tr("%1: begun").arg(nameOf(*run)));
    const auto quarters = std::make_shared<int>(0);
    connect(run, &Run::metricsChanged, this, [this, run, quarters](const RunMetrics &metrics) {
        tellProgress(*run, metrics, quarters.get());
    });
    connect(run, &Run::stateChanged, this, [this, run](RunState state) {
        if (waits(state))
            m_announcer.sayNewest(run->id(), tr("%1: %2").arg(nameOf(*run), runStateText(state)));
    });
    connect(run, &Run::finished, this, [this, run](const RunOutcome &outcome) {
        const OutcomeWords words = outcomeWords(run->kind(), outcome, run->metrics());
        m_announcer.sayNewest(run->id(), tr("%1: %2. %3").arg(nameOf(*run), words.headline, words.detail).trimmed());
    });
}

void RunAnnouncer::tellProgress(const Run &run, const RunMetrics &metrics, int *quarters)
{
    const std::optional<double> share = progressShare(metrics);
    const int reached = share ? int(*share * 4) : 0;
    if (reached <= *quarters || reached > 3)
        return;
    *quarters = reached;
    m_announcer.sayNewest(run.id(), tr("%1: %2").arg(nameOf(run), progressText(metrics)));
}

} // namespace muster
