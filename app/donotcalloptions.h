// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>
#include <optional>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster dnc`.
struct DoNotCallOptions
{
    QString file = QStringLiteral("-"); ///< Numbers; "-": standard input.
    QString defaultRegion;
    QString out; ///< File to write the answers to; empty: none.
    bool overwrite = false;
    // dnc add, expire, move, undo
    QString group, target; ///< By name or id.
    QString until; ///< A day; empty: without end.
    QString run; ///< Of undo.
    std::optional<qint64> confirmCount;
    bool dryRun = false, plainBackup = false;
};

/// Adds the group `dnc`. Both must outlive the parsing.
void addDoNotCallCommands(CLI::App &app, CommandLine &result);

} // namespace muster
