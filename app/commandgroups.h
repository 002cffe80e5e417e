// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QtGlobal>
#include <optional>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster audiences show` and `put`.
struct AudienceOptions
{
    QString id;
    QString file; ///< A definition as JSON.
    QString webhook;
    std::optional<qint64> expectedVersion; ///< 0: there must be no such audience.
    bool recalculate = true; ///< false: not even if the file says so.
    bool awaitEvaluation = false; ///< --wait
    QString like; ///< Of `put`: a run whose definition it is, in the place of a file.
};

/// Options of `muster audiences validate`, `explain` and `diff`.
struct CriteriaOptions
{
    QString file; ///< A definition, or its criteria alone.
    QString newer; ///< The second file of `diff`.
    QString id; ///< Of the audience that it is for; empty: not said.
    QString fields; ///< A field profile; empty: nothing is known of fields.
};

/// Options of `muster audiences estimate`.
struct EstimateOptions
{
    QString file; ///< A definition, or bare criteria.
    QString contacts; ///< CSV, TSV or JSON Lines.
};

/// Options of `muster audiences publish`.
struct PublishOptions
{
    QString id; ///< Of the audience.
    QString contacts; ///< CSV, TSV or JSON Lines.
    QString idColumn, numberColumn; ///< Empty: found by their usual names.
    QStringList columns; ///< That go along besides.
    QString defaultRegion;
    bool digitsAreInternational = false;
    QString listName; ///< Empty: the audience's.
    QString expires; ///< As 2027-01-31.
    bool check = false; ///< Send nothing.
    std::optional<qint64> confirmCount;
};

/// Adds the group `audiences`. Both must outlive the parsing.
void addAudienceCommands(CLI::App &app, CommandLine &result);

/// Options of `muster lists schema`, `muster lists enrich`, `muster lists enrich-undo`, `muster campaigns` and `muster
/// webhooks`.
struct EnrichOptions
{
    QString list; ///< LIST: id, or name where only one list has it.
    QString campaign; ///< Id; may be empty where campaigns grant no time.
    QString input; ///< File of the values.
    QString idColumn;
    QString matchBy; ///< Attribute instead of the contact id; empty: as the mapping says.
    bool ignoreCase = false;
    QString newestBy, dateFormat, newerThan; ///< See RecencyRule.
    QString like; ///< A run whose mapping it is; empty: none.
    QStringList maps; ///< "column=attribute[:step]..."
    QString mapping; ///< A saved mapping's name, or a file.
    bool check = false; ///< Send nothing.
    bool sendValid = false; ///< Leave out rows that do not fit.
    QString rejects; ///< File to write.
    bool spreadsheetSafe = false; ///< That file is for opening in a spreadsheet.
    bool plainBackup = false; ///< As ListsOptions::plainBackup.
    bool resume = false;
    bool noRefresh = false;
    QStringList dialConsent; ///< Names of dialers that may call because of it.
    QString startSkill; ///< Name of the one that is to be started; empty: none.
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

/// Options of `muster numbers plans`.
struct NumberPlanOptions
{
    QString what; ///< A file; of `use` also "newest" or "installed".
    QString released; ///< Day of the file's release, as in 2026-07-16.
};

/// Options of `muster audit`.
struct AuditOptions
{
    // list, export
    QString since, until; ///< A day or a time.
    QString runId, object, event, job, outcome, actor, text, interaction;
    QString connection; ///< Name or id of a saved one.
    int limit = 100;
    bool team = false; ///< list, verify: everybody's, from the team's database.
    QString computer; ///< Of these; name or id.
    // export
    QString format = QStringLiteral("jsonl"); ///< "jsonl", "csv", "otel".
    // verify
    QString checkpoint; ///< A file or a digest.
    QString file; ///< Of export, checkpoint and verify.
    // prune
    QString olderThan, before; ///< At most one; none: as the settings have it.
    QString copyTo; ///< A folder; empty: no copies.
    bool check = false; ///< Remove nothing.
    std::optional<qint64> confirmCount;
};

/// Options of `muster support collect`; one of them is given.
struct SupportOptions
{
    QString out; ///< File to write; empty: none.
    bool show = false;
};

/// Options of `muster team`.
struct TeamOptions
{
    // set
    QString host, database, user, caFile, computer;
    QString tls = QStringLiteral("verify-full"); ///< As TeamTls.
    int port = 5432;
    // prepare
    QString owner, role;
    bool prints = false;
};

/// Adds the group `team`. Both must outlive the parsing.
void addTeamCommands(CLI::App &app, CommandLine &result);

/// Adds the group `audit`. Both must outlive the parsing.
void addAuditCommands(CLI::App &app, CommandLine &result);

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
    QString otherRegions, notInPlan, noNumber; ///< "keep", "review", "purge"; empty: not given.
    QStringList disposable, suppress; ///< Files of numbers.
    QString dedupe; ///< "keep-first", "keep-newest", "flag", "off"; empty: not given.
    QString report; ///< File to write, one row a contact.
    bool spreadsheetSafe = false; ///< That file is for opening in a spreadsheet.
    bool lookup = false; ///< Ask a provider for the lines that the numbering plan leaves open.
    QString lookupBudget, lookupPrice; ///< Amounts as typed; empty: not given.
    bool attempts = false; ///< index: also how often people were called.
    // stale
    std::optional<qint64> unusedDays;
    bool finalized = false, inactive = false, noSkill = false, empty = false; ///< Rules that were chosen.
    bool anyRule = false; ///< One of them is enough.
    // delete, with the rules and --any of stale
    QStringList lists; ///< LIST...: ids, or names where only one list has them.
    bool activeToo = false, uncalledToo = false;
    // sanitize, apply
    QString like; ///< sanitize: a run whose directive it is; empty: none.
    QString directive; ///< A saved directive by name; apply: that the plan must have been made by.
    QString plan; ///< File: written by sanitize, carried out by apply; delete: both.
    // apply
    std::optional<qint64> confirmCount;
    QString confirmList; ///< The list's name; empty: not given.
    bool noPurge = false;
    QString blockGroup; ///< --dnc-group: block in this do-not-call group, by name or id, instead of removing.
    QString backup; ///< apply: file to write; restore: BACKUP to read.
    bool plainBackup = false; ///< The copy may lie in the clear where there is no key store.
    QString aggregator;
    bool resume = false;
    bool rearm = false; ///< Go on to a purge that was locked (F23).
    // apply, restore
    QStringList dialConsent; ///< Names of skills that may call people because of the change.
    // apply
    QString startSkill; ///< Name of the one that is to be started; empty: none.
    // restore
    QStringList only; ///< Contact ids; empty: all.
    QString newName; ///< Of the new list, where the backup is of a deleted one; empty: as that one was called.
};

/// Adds the group `lists`. Both must outlive the parsing.
void addListsCommands(CLI::App &app, CommandLine &result);
/// Adds the groups `campaigns` and `webhooks`. Both must outlive the parsing.
void addCampaignCommands(CLI::App &app, CommandLine &result);

} // namespace muster
