// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/store/runhistory.h"

namespace muster {

/// A run as it was when its newest life ended, read from the history, so that whatever shows a run shows an earlier one
/// as well. It has ended and never lives: nobody may call live(). Of a life that was interrupted it says that it is
/// paused.
class PastRun final : public Run
{
    Q_OBJECT

public:
    /// nullptr where this Muster does not know its kind.
    [[nodiscard]] static PastRun *of(const RunRecord &record, QObject *parent);

    [[nodiscard]] RunKind kind() const override { return m_kind; }
    [[nodiscard]] QString title() const override { return m_title; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override { return metrics(); }

private:
    PastRun(const RunRecord &record, RunKind kind, QObject *parent);

    const RunKind m_kind;
    const QString m_title;
};

/// What a run showed that measured this; what was of a moment only, as its rate, is not there.
[[nodiscard]] RunMetrics metricsOf(const RunMeasures &measures);
/// How it ended, as the run said it then, but for the words of a server, which are not kept. nullopt: it goes on, was
/// interrupted or discarded.
[[nodiscard]] std::optional<RunOutcome> outcomeOf(const RunRecord &record);

} // namespace muster
