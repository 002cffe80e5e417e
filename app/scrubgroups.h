// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster dnc scrub`.
struct ScrubOptions
{
    QString file; ///< Or else:
    QString list; ///< A contact list of the tenant, by name or ID.
    QStringList groups; ///< Do-not-call groups of the tenant, by name or ID.
    QString column; ///< Of the numbers; empty: found by its usual names.
    QString defaultRegion;
    bool digitsAreInternational = false;
    QStringList registries; ///< By name; empty: all, unless groups are named.
    QString out, takenOut, evidence; ///< Files to write; empty: none.
    bool refuseOld = false; ///< Not against a registry older than 31 days.
    bool spreadsheetSafe = false;
    bool overwrite = false;
};

/// Options of `muster dnc registry`.
struct RegistryOptions
{
    QString name, file;
    QStringList columns;
    QString defaultRegion;
    QString asOf; ///< A day, as 2026-11-01; empty: the file's own date.
    bool disposable = false;
    bool skipUnreadable = false;
    bool all = false; ///< Of `refresh`.
};

/// Adds what scrubs to the group `dnc`. Both must outlive the parsing.
void addScrubCommands(CLI::App &dnc, CommandLine &result);

} // namespace muster
