// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandgroups.h"
#include "app/donotcalloptions.h"
#include "app/hardening.h"
#include "app/schedulegroups.h"
#include "app/scrubgroups.h"
#include "app/transcriptgroups.h"
#include "app/uploadgroups.h"
#include "models/runs/exportrun.h"
#include "network/sandbox/sandboxserver.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace muster {

class HeadlessCommand;
struct HeadlessContext;

/// What is known of a command before it is made.
struct HeadlessMaker
{
    enum class Purpose {
        Question, ///< Asked for what it writes to standard output, and for nothing else.
        Work, ///< The exit code tells what became of it, whoever hears of it.
    };
    std::unique_ptr<HeadlessCommand> (*make)(const HeadlessContext &context);
    Purpose purpose;
};

/// Options of `muster notices ...`.
struct NoticeOptions
{
    QString receiver; ///< Address of a receiver; of `forget-key` its origin will do.
    std::chrono::seconds overlap = std::chrono::hours(7 * 24); ///< How long the key before goes on signing.
};

/// What `connections add` and `approve` are told.
struct ConnectionOptions
{
    QString name;
    bool isCxone = false; ///< NICE CXone's published API; else the contract.
    QString address; ///< Issuer of CXone, base URL of the contract; empty: the dialect's own, where it has one.
    QString clientId; ///< Access key id, or client id.
    std::optional<Environment> environment; ///< nullopt: test on this computer, else production.
    QStringList settings; ///< "key=value"
    QStringList approved; ///< Origins.
    QStringList downloadHosts;
};

/// What `runs list`, `show`, `compare` and `trend` are told.
struct RunHistoryOptions
{
    bool all = false; ///< Whatever became of them.
    QString kind, state, connection, text, since, until; ///< As RunFilter has them; any of them means `all`.
    int limit = 50;
    bool team = false; ///< Everybody's, from the team's database.
    QString computer; ///< Of these; name or id.
    QString run, other; ///< Ids, or how they begin.
    QString segment, list; ///< Of `trend`: the one that is given.
    bool csv = false; ///< Of `trend`.
    bool print = false; ///< Of `repeat`: whatever kind it is, only say how.
};

/// Exit codes of every headless command.
enum ExitCode {
    ExitComplete = 0,
    ExitFailed = 1,
    ExitRefused = 2,
    ExitPaused = 3,
    ExitConflict = 4,
    ExitCancelled = 130
};

/// Options that every command takes.
struct CommonOptions
{
    QString profile; ///< --profile NAME
    QString baseUrl; ///< --base-url URL
    QString dataDir; ///< --data-dir DIR
    bool sandbox = false;
    bool isCxoneSandbox = false; ///< --sandbox cxone
    bool json = false;
    bool quiet = false;
    bool arm = false; ///< Production may be written to, for this command only.
    std::optional<std::chrono::seconds> timeLimit; ///< Of a run; nullopt: the connection's.
    std::chrono::seconds keyStoreWait{60}; ///< Of commands, which may have nobody to unlock it.
};

struct ExportOptions
{
    QString segmentId;
    QString preset; ///< Name; what is given besides goes before what it says. Empty: none.
    QString out; ///< Empty: the preset's.
    QString format; ///< "csv", "jsonl", "xlsx"; empty: the preset's, else by the file's ending
    QStringList attributes; ///< Empty: all that are valid.
    QStringList filters; ///< "attr operator value"
    QString from, to; ///< Days, as "2026-03-04"; empty: none.
    std::optional<int> pageSize; ///< nullopt: the profile's
    std::optional<std::chrono::seconds> maxAge; ///< nullopt: the profile's
    bool ignoreAge = false;
    bool strictAttributes = false;
    QString webhook;
    QString notifyRecords; ///< The host that may be given the records of each page.
    bool resume = false;
    bool overwrite = false;
    bool spreadsheetSafe = false;
    bool byteOrderMark = false;
    QStringList masked, pseudonyms; ///< Columns.
};

/// Options of `muster export diff`, which is `muster segments diff`, too.
struct ExportDiffOptions
{
    QString older, newer; ///< Files.
    QString key; ///< Empty: contactId.
    QString changesOnly; ///< File to write; empty: none.
    bool overwrite = false;
};

/// What was asked for on the command line.
struct CommandLine
{
    std::optional<HeadlessMaker> headless; ///< Nothing: open the window.
    CommonOptions common;
    ExportOptions exportOptions;
    ExportDiffOptions exportDiffOptions;
    ListsOptions listsOptions;
    EnrichOptions enrichOptions;
    DoNotCallOptions doNotCallOptions;
    TranscriptOptions transcriptOptions;
    MaskOptions maskOptions;
    NumberPlanOptions numberPlans;
    AudienceOptions audienceOptions;
    PublishOptions publishOptions;
    CriteriaOptions criteriaOptions;
    EstimateOptions estimateOptions;
    NoticeOptions noticeOptions;
    ConnectionOptions connectionOptions;
    RunHistoryOptions runHistoryOptions;
    AuditOptions auditOptions;
    TeamOptions teamOptions;
    SupportOptions supportOptions;
    ScrubOptions scrubOptions;
    RegistryOptions registryOptions;
    UploadOptions uploadOptions;
    ScheduleOptions scheduleOptions;
    QString subject; ///< ID of `show`, RUN of `resume` and `discard`.
    /// Of what changes a list: file for the contacts that were not changed as they were to be; empty: none.
    QString unchanged;
    bool wait = false; ///< Of `segments export` and `runs resume`: stay over a long pause of the server's.
    /// Of `segments export --resume` and `runs resume`: where the segment was recalculated meanwhile.
    IfRecalculated ifRecalculated = IfRecalculated::Ask;
    SandboxSettings sandbox;
    bool servesCxone = false; ///< `sandbox --cxone`
    /// Set by commands that leave the data folder to others while they go on: as main(), gives the exit code.
    int (*alone)(int argc, char **argv, const CommandLine &commandLine) = nullptr;
    std::function<int()> run; ///< Set by commands that need no workspace: does it all, gives the exit code.
};

/// Reads the arguments. On --help, --version or a wrong call prints what is due and gives the exit code instead
/// (0 or 2).
struct ParsedCommandLine
{
    CommandLine commandLine;
    std::optional<int> exitCode;
};
[[nodiscard]] ParsedCommandLine parseCommandLine(int argc, char **argv);

/// What the words behind "muster" ask for, when nobody is to be shown anything.
struct CommandTrial
{
    QStringList command; ///< "segments", "export"; empty: the window.
    QString fault; ///< Why it would be refused, as --help and its like would be, too; empty: it would not.
};
[[nodiscard]] CommandTrial tryCommandLine(const QStringList &words);

struct CommandReference;
/// Everything that parseCommandLine() takes.
[[nodiscard]] CommandReference describeCommandLine();

/// A day, or a time; without an offset it is UTC. "2026-03-01", "2026-03-01T09:00:00Z"; nullopt for anything else.
[[nodiscard]] std::optional<QDateTime> parseTime(const QString &text);
/// From --since on, before --until; what is not given is invalid.
struct Period
{
    QDateTime since, until;
};
/// As parseTime() reads both, where they are not empty. BadInput "not_time".
[[nodiscard]] Result<Period> parsePeriod(const QString &since, const QString &until);
/// "90s", "15m", "24h", "7d"; nullopt for anything else.
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(const QString &text);

class ProfileStore;

/// The tenant that --profile, --base-url, --sandbox or CXONE_BASE_URL names; without any of them the saved one with the
/// id `otherwise`, where there is one, else the built-in sandbox. BadInput: "no_credentials", "bad_base_url",
/// "unknown_profile".
[[nodiscard]] Result<ConnectionProfile> chooseTenant(const CommonOptions &options,
                                                     const EnvironmentCredentials &credentials,
                                                     const ProfileStore &profiles, const QString &otherwise = {});

} // namespace muster
