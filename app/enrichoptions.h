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

/// Options of `muster lists schema`, `muster lists enrich`, `muster lists enrich-undo`, `muster campaigns` and `muster
/// webhooks`.
struct EnrichOptions
{
    QString list; ///< LIST: id, or name where only one list has it.
    QString campaign; ///< Id.
    QString input; ///< File of the values.
    QString idColumn;
    QStringList maps; ///< "column=attribute[:step]..."
    QString mapping; ///< A saved mapping's name, or a file.
    bool check = false; ///< Send nothing.
    bool sendValid = false; ///< Leave out rows that do not fit.
    QString rejects; ///< File to write.
    bool spreadsheetSafe = false; ///< That file is for opening in a spreadsheet.
    bool plainBackup = false; ///< As ListsOptions::plainBackup.
    bool resume = false;
    bool noRefresh = false;
    // enrich-undo
    QString run; ///< Of the enrichment.
    QString left; ///< File to write: what does not come back.
    QString only, except; ///< Files of contact ids.
    std::optional<qint64> confirmCount;
    // webhooks register
    QString webhookName, webhookUrl;
    QStringList webhookEvents;
    int webhookRetries = 3;
    qint64 webhookBackoffMs = 1000;
};

/// Adds `schema`, `enrich` and `enrich-undo` to `lists`. All must outlive the parsing.
void addEnrichCommands(CLI::App &lists, CommandLine &result);
/// Adds `campaigns` and `webhooks`.
void addCampaignCommands(CLI::App &app, CommandLine &result);

} // namespace muster
