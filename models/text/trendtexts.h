// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runtrend.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// "All attributes", or for runs that fill none "All together".
[[nodiscard]] QString trendOverallText(RunKind kind);
/// "96.3 %"; empty: there is none.
[[nodiscard]] QString trendShareText(const std::optional<double> &share);
/// A run in one sentence, for a tool tip and for who does not see the plot.
[[nodiscard]] QString trendPointText(const RunTrend::Point &point);
/// What is said instead of a plot of too few runs: "A trend needs two finished runs ...".
[[nodiscard]] QString tooFewRunsText(const RunTrend &trend);

/// For spreadsheets and programs: a row for each run in the order of time, times as ISO 8601 in UTC, durations in
/// milliseconds, shares from 0 to 1 under the names of all trends; what a run does not have is empty. UTF-8 with a
/// header line.
[[nodiscard]] QByteArray trendCsv(const QList<RunTrend> &trends);

} // namespace muster
