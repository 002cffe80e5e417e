// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <chrono>

namespace muster {

/// "12 minutes ago", "just now", "in the future" for a clock that is wrong. Both in UTC.
[[nodiscard]] QString relativeTimeText(const QDateTime &at, const QDateTime &now);
/// The exact local time with its zone, for tool tips and details.
[[nodiscard]] QString exactTimeText(const QDateTime &at);
/// The same to the second and alike in every language, for what was recorded: "2026-03-02 14:06:47 CET".
[[nodiscard]] QString recordTimeText(const QDateTime &at);
/// Without the zone, where all times stand below each other: "2026-03-02 14:06:47".
[[nodiscard]] QString shortRecordTimeText(const QDateTime &at);
/// "45 s", "3 min 20 s", "2 h 5 min", "3 days 4 h": two units at most.
[[nodiscard]] QString durationText(std::chrono::seconds duration);
/// "8 to 11 s left"; empty when it is not known.
[[nodiscard]] QString etaText(std::optional<std::chrono::seconds> low, std::optional<std::chrono::seconds> high);

} // namespace muster
