// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "network/wire/apierror.h"

namespace muster {

class Clock;

/// What a run itself found to be wrong; `code` is a literal of ours.
[[nodiscard]] inline ApiError fault(ErrorKind kind, const char *code, const QString &subject = {})
{
    return {.kind = kind, .code = QLatin1String(code), .subject = subject};
}

/// Stable name of how a run ended, the same in journal, audit and `--json`: "complete", "paused", "halted", "failed",
/// "refused", "cancelled".
[[nodiscard]] QString outcomeKey(RunOutcome::Kind kind);

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
