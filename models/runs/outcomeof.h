// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

namespace muster {

class Clock;

/// Conditions that pass by themselves or by a person's act: a run can go on later from where it stands.
[[nodiscard]] bool isPassing(const ApiError &error);

/// How a run ends that `error` stopped: Paused (asked for or passing; with the planned resumption), Cancelled, Halted,
/// Failed.
[[nodiscard]] RunOutcome outcomeOf(const ApiError &error, bool pauseRequested, const Clock &clock);

/// "duplicates:12", as RunOutcome::findings holds them.
[[nodiscard]] QString findingKey(const char *name, qint64 count);
/// Adds that finding when there is any.
void addFinding(RunOutcome &outcome, const char *name, qint64 count);

} // namespace muster
