// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster lists`. What was not given stays as the directive says.
struct ListsOptions
{
    QString list; ///< LIST: id, or name where only one list has it.
    // sanitize
    QString input; ///< --input: contacts of a file instead of the tenant's list.
    QString defaultRegion;
    QString regionColumn;
    std::optional<QStringList> regions; ///< "all" alone: every region.
    std::optional<QStringList> block; ///< Line types; "none" alone: none.
    QString otherRegions, noNumber; ///< "keep", "review", "purge"; empty: not given.
    QStringList disposable, suppress; ///< Files of numbers.
    QString dedupe; ///< "keep-first", "keep-newest", "flag", "off"; empty: not given.
    QString report; ///< File to write, one row a contact.
    bool spreadsheetSafe = false; ///< That file is for opening in a spreadsheet.
    bool lookup = false; ///< Ask a provider for the lines that the numbering plan leaves open.
    QString lookupBudget, lookupPrice; ///< Amounts as typed; empty: not given.
    // sanitize, apply
    QString directive; ///< A saved directive by name; apply: that the plan must have been made by.
    QString plan; ///< File: written by sanitize, carried out by apply.
    // apply
    std::optional<qint64> confirmCount;
    QString confirmList; ///< The list's name; empty: not given.
    bool noPurge = false;
    QString backup; ///< apply: file to write; restore: BACKUP to read.
    bool plainBackup = false; ///< The copy may lie in the clear where there is no key store.
    QString aggregator;
    bool resume = false;
    bool rearm = false; ///< Go on to a purge that was locked (F23).
    // restore
    QStringList only; ///< Contact ids; empty: all.
};

/// Adds `lists list`, `lists sanitize`, `lists apply` and `lists restore`. Both must outlive the parsing.
void addListsCommands(CLI::App &app, CommandLine &result);

} // namespace muster
