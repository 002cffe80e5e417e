// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QString>

namespace muster {

// The words of a kind of run are a row in runtexts.cpp.

[[nodiscard]] QString runKindText(RunKind kind); ///< "Export"
[[nodiscard]] QString runDoneText(RunKind kind, qint64 count); ///< Of one that is complete: "Exported 1,234 records".
/// What it means that one was paused by a person, cancelled, or has failed, and what to do next; may be empty.
[[nodiscard]] QString runEndText(RunKind kind, RunOutcome::Kind end);
[[nodiscard]] QString cancelQuestionText(RunKind kind); ///< What a cancel leaves, for whoever is asked about it.
/// The same of discarding one whose target has so many records.
[[nodiscard]] QString discardQuestionText(RunKind kind, qint64 records, const QString &target);
[[nodiscard]] QString runStateText(RunState state);
/// With the wait left, if there is one: "Throttled by the server, next try in 17 s".
[[nodiscard]] QString runStateText(RunState state, const RunMetrics &metrics);

/// What a run of several phases is at: "Purging contacts".
[[nodiscard]] QString phaseText(const QString &phase);
/// "fixed: 1,104"; keys that end in _permille are shown as per cent, those in _amount as money (see lookupterms.h).
[[nodiscard]] QString figureText(const RunMetrics::Figure &figure);
/// What the shares of a run are (see runshares.h): "Fill rate, the emptiest first" or "Success rate".
[[nodiscard]] QString shareCaption(RunKind kind);
/// The name of one: the attribute's, or the word of a key, "valid numbers".
[[nodiscard]] QString shareText(RunKind kind, const QString &name);
[[nodiscard]] QString outcomeKindText(RunOutcome::Kind kind);
[[nodiscard]] QString recordsText(qint64 count); ///< "1 record", "1,234 records"; negative: not known.
/// "31,000 of about 50,000" or "31,000 records".
[[nodiscard]] QString progressText(const RunMetrics &metrics);
/// The same, or "31,000 records so far, total not known".
[[nodiscard]] QString soFarText(const RunMetrics &metrics);
/// "8 to 12 s left", or that it is not known.
[[nodiscard]] QString timeLeftText(const RunMetrics &metrics);
/// A run under way in one line: what it is at, how far, how fast and how long it will take.
[[nodiscard]] QString liveText(RunState state, const RunMetrics &metrics);
/// Share done, 0 to 1 and never above, nullopt when no total is known (nothing lies).
[[nodiscard]] std::optional<double> progressShare(const RunMetrics &metrics);
[[nodiscard]] QString rateText(double recordsPerSecond);

} // namespace muster
