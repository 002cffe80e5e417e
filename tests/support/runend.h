// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "tests/support/eventwait.h"

namespace muster::test {

/// Waits as long as ctest lets it: how quick a run is beside other work is nothing that a test knows. Ends the program when
/// it was in vain, since an outcome made up for that would pass for what a test expects.
template <typename Condition>
void waitForEnd(Condition isOver)
{
    if (!muster::tests::waitFor(isOver, 10 * muster::tests::patience))
        qFatal("the run did not end");
}

/// How `run` ends; Refused, with the error, where it was not started.
template <typename RunType>
[[nodiscard]] RunOutcome endOf(const Result<RunType *> &run)
{
    if (!run)
        return {.kind = RunOutcome::Kind::Refused, .error = run.error(), .resumeAt = {}, .resultFile = {}, .findings = {}};
    const Run *const started = *run;
    waitForEnd([started] { return started->outcome().has_value(); });
    return *started->outcome();
}

/// How the run that stands last in the list ends, once no run is left that does anything.
[[nodiscard]] inline RunOutcome endOfLast(const RunManager &runs)
{
    waitForEnd([&runs] { return runs.isIdle(); });
    return runs.runs().last()->outcome().value();
}

} // namespace muster::test
