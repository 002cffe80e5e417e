// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QList>

namespace muster {

/// How good what a run has done is, as shares of what it counts itself: the fill rate of each attribute for runs that
/// fill some, else what stands for it in a run of this kind. FieldFill::name is an attribute's name or a key with a
/// word in runtexts.h ("valid", "answered", "restored", "undone", "masked", "proved", "accepted", "usable"). Empty
/// while nothing was counted, and for kinds that count no whole to take a share of: comparing a list with an
/// enrichment, registering an audience.
[[nodiscard]] QList<RunMetrics::FieldFill> runShares(RunKind kind, const RunMetrics &metrics);

/// The names are names of attributes, from outside, rather than keys.
[[nodiscard]] bool fillsAttributes(RunKind kind);

} // namespace muster
