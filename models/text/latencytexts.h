// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/latencytrace.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// What a plot of latencies draws, as a row of its table: answers of a bucket, or a stretch of waiting.
struct LatencyRow
{
    QDateTime from, to; ///< UTC.
    std::optional<LatencyTrace::Point> point; ///< nullopt: a stretch of waiting.
    LatencyTrace::Wait wait = LatencyTrace::Wait::Server; ///< Of a stretch.
    bool hasDate = false; ///< The trace is of several days, so a time of day alone says too little.
    bool operator==(const LatencyRow &) const = default;
};

/// Answers and stretches in the order in which they began.
[[nodiscard]] QList<LatencyRow> latencyRows(const LatencyTrace &trace);

[[nodiscard]] QString waitText(LatencyTrace::Wait wait); ///< "Throttled by the server"
[[nodiscard]] QString shortWaitText(LatencyTrace::Wait wait); ///< For a legend: "throttled"
/// When it began, local: "14:02:10.300", of several days "2026-03-02 14:02:10".
[[nodiscard]] QString latencyTimeText(const LatencyRow &row);
[[nodiscard]] QString waitingText(const LatencyRow &row); ///< Of a stretch: "Throttled by the server, 2,000 ms"
[[nodiscard]] QString millisecondsText(LatencyTrace::Duration duration); ///< "1,204 ms"
/// In one sentence, for a tool tip and for who does not see the plot.
[[nodiscard]] QString latencyRowText(const LatencyRow &row);

/// For spreadsheets and programs: times as ISO 8601 in UTC, durations in milliseconds, a row for each LatencyRow; what
/// a row does not have is empty. UTF-8 with a header line.
[[nodiscard]] QByteArray latencyCsv(const LatencyTrace &trace);

} // namespace muster
