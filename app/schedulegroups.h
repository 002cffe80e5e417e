// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster schedule`.
struct ScheduleOptions
{
    QString schedule; ///< Id or name; of `add` the new name.
    QStringList steps; ///< Each the line of a command without "muster".
    QString every = QStringLiteral("day"), at = QStringLiteral("06:00");
    int day = 1, hours = 1;
    QString zone; ///< Empty: this computer's.
    std::optional<std::chrono::seconds> allowed;
    QStringList alarms; ///< Keys of AlarmCause, or "none" alone; empty: all that can be.
    bool noDesktop = false;
    QString webhook;
    QString command; ///< As a line.
    bool digest = false;
    bool off = false;
};

/// Adds the group `schedule`. Both must outlive the parsing.
void addScheduleCommands(CLI::App &app, CommandLine &result);

} // namespace muster
