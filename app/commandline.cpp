// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include "app/headless/connectioncommands.h"
#include "app/headless/exportdiffcommand.h"
#include "app/headless/noticecommands.h"
#include "app/headless/numberplancommands.h"
#include "app/headless/repeatcommand.h"
#include "app/headless/runcommands.h"
#include "app/headless/runhistorycommands.h"
#include "app/headless/sandboxcommand.h"
#include "app/headless/segmentcommands.h"
#include "app/headless/teamcommands.h"
#include "app/helpheadings.h"
#include "app/numberscommand.h"
#include "app/options.h"
#include "app/reference/commandreference.h"
#include "app/supportgroups.h"
#include "models/runs/runkinds.h"
#include "models/runs/tenantsession.h"
#include "models/store/profilestore.h"
#include "models/store/runhistory.h"

#include <CLI/CLI.hpp>
#include <QDateTime>
#include <QRegularExpression>
#include <set>
#include <string>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

void addWait(CLI::App &command, CommandLine &result)
{
    command.add_flag("--wait", result.wait,
                     "Wait out a long pause requested by the server (by default, longer than 15 minutes) and then "
                     "continue, instead of ending with exit code 3");
}

CLI::Option *addIfChanged(CLI::App &command, CommandLine &result)
{
    return command
        .add_option_function<std::string>(
            "--if-changed",
            [&result](const std::string &word) {
                result.ifRecalculated = word == "restart" ? IfRecalculated::BeginAgain : IfRecalculated::GoOn;
            },
            "If the segment was recalculated since the export was interrupted: restart, or continue with rows of both "
            "states, which the manifest and the result then record (default: refuse, exit code 2)")
        ->check(CLI::IsMember({"restart", "continue"}));
}

// An option whose value may be left out would swallow what follows it, so the two words become one before CLI11 sees
// them.
constexpr const char *cxoneSandboxFlag = "--sandbox-cxone";

std::vector<std::string> joinedSandbox(std::vector<std::string> words)
{
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "--sandbox" && (words[i + 1] == "cxone" || words[i + 1] == "contract")) {
            if (words[i + 1] == "cxone")
                words[i] = cxoneSandboxFlag;
            words.erase(words.begin() + std::ptrdiff_t(i) + 1);
        }
    }
    return words;
}

/// As parseDuration() reads it.
CLI::Option *addSpan(CLI::App &command, const char *name, std::optional<std::chrono::seconds> &into, const char *help)
{
    return command
        .add_option_function<std::string>(
            name, [&into](const std::string &text) { into = parseDuration(QString::fromStdString(text)); }, help)
        ->check([](const std::string &text) {
            return parseDuration(QString::fromStdString(text))
                ? std::string()
                : std::string("must be a number followed by s, m, h or d");
        });
}

void addCommon(CLI::App &app, CommonOptions &common)
{
    CLI::App &tenant = *app.add_option_group("Tenant");
    addOption(tenant, "--profile", common.profile, "Name of the connection");
    addOption(tenant, "--base-url", common.baseUrl, "Base URL of a server with all services of the published contract");
    tenant.add_flag("--sandbox", common.sandbox,
                    "Built-in sandbox tenant (the default; the window opens the last-used tenant); \"--sandbox cxone\" "
                    "is the one with NICE CXone's published API");
    tenant.add_flag(cxoneSandboxFlag, common.isCxoneSandbox, "Same as \"--sandbox cxone\"");
    tenant.require_option(0, 1);
    CLI::App &general = *app.add_option_group("General");
    addOption(general, "--data-dir", common.dataDir, "Keep connections, runs and history in this folder");
    general.add_flag("--json", common.json, "Print one JSON object as the last line of standard output");
    general.add_flag("--quiet", common.quiet, "Show no progress on standard error");
    addOption(general, "--key-store-wait", common.keyStoreWait, "Seconds to wait for a locked key store (default: 60)")
        ->check(CLI::Range(1, 86'400));
    addSpan(general, "--time-limit", common.timeLimit,
            "Pause the command's run after this long: 90m, 8h, 2d; it can be resumed (default: set by the connection)");
    general.add_flag("--arm", common.arm, "Allow changes in a production tenant, for this command only");
}

void addExportDiff(CLI::App &group, CommandLine &result)
{
    ExportDiffOptions &options = result.exportDiffOptions;
    CLI::App &diff = addCommand(
        group, "diff", "Compare two exported files: who joined, who left, what changed. No tenant is contacted",
        result, headless<ExportDiffCommand>(Purpose::Work));
    addOption(diff, "OLDER", options.older, "Older export, CSV or JSON Lines; verified by its manifest")->required();
    addOption(diff, "NEWER", options.newer, "Newer export, in the same format")->required();
    addOption(diff, "--by", options.key, "Column that identifies rows (default: contactId)");
    CLI::Option *changes = addOption(diff, "--changes-only", options.changesOnly,
                                     "File to write: the rows that differ, in the format of the exports");
    diff.add_flag("--overwrite", options.overwrite, "Replace an existing file once the new one is complete")
        ->needs(changes);
}

void addSegmentCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &segments = addGroup(app, "segments", "Audience segments");
    addCommand(segments, "list", "List audience segments", result, headless<SegmentsListCommand>(Purpose::Question));
    addCommand(segments, "presets", "List saved export presets", result,
               headless<ExportPresetsCommand>(Purpose::Question));
    CLI::App &show = addCommand(segments, "show", "Show a segment and its attributes", result,
                                headless<SegmentsShowCommand>(Purpose::Question));
    addOption(show, "ID", result.subject, "Segment ID")->required();
    CLI::App &ex
        = addCommand(segments, "export", "Export a segment to a file", result, headless<ExportCommand>(Purpose::Work));
    ExportOptions &options = result.exportOptions;
    addOption(ex, "ID", options.segmentId, "Segment ID")->required();
    addOption(ex, "--preset", options.preset,
              "Use the attributes, filters, format and file of this saved preset, unless overridden by options");
    addOption(ex, "--out", options.out,
              "File to write; it gets its name once it is complete. Required unless the preset specifies one");
    addOption(ex, "--format", options.format,
              "csv, jsonl or xlsx, an Excel workbook (default: the preset's, else by file extension, else csv)")
        ->check(CLI::IsMember({"csv", "jsonl", "xlsx"}));
    addSeparated(ex, "--attributes", options.attributes,
                 "Columns to export, in this order, comma-separated (default: all)");
    addOption(ex, "--filter", options.filters, "'attribute operator value'; repeatable, all must match")
        ->allow_extra_args(false);
    addOption(ex, "--from", options.from, "First day (UTC) of a segment that is read by day, such as 2026-03-04");
    addOption(ex, "--to", options.to, "Last day (UTC) of a segment that is read by day");
    ex.add_option("--page-size", options.pageSize, "Records per page, 1 to 1000 (default: 500)")
        ->check(CLI::Range(1, 1000));
    CLI::Option *maxAge = addSpan(ex, "--max-age", options.maxAge, "Maximum age of the segment: 90m, 24h, 7d");
    ex.add_flag("--ignore-age", options.ignoreAge, "Export regardless of the segment's age; recorded in the history")
        ->excludes(maxAge);
    ex.add_flag("--strict", options.strictAttributes, "Refuse retired attributes instead of leaving them out");
    addOption(ex, "--webhook", options.webhook, "URL to notify of each page and of the end");
    addOption(ex, "--notify-records", options.notifyRecords,
              "Send each page's records, which are personal data, with its notification; HOST is the webhook's host, "
              "repeated to confirm")
        ->type_name("HOST")
        ->needs("--webhook");
    CLI::Option *resume
        = ex.add_flag("--resume", options.resume, "Resume an interrupted export of this file, or start a new one");
    addIfChanged(ex, result)->needs(resume);
    addWait(ex, result);
    ex.add_flag("--overwrite", options.overwrite, "Replace an existing file once the new one is complete");
    ex.add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                "Keep formula-like cells and numbers as text, for opening in a spreadsheet");
    ex.add_flag("--bom", options.byteOrderMark,
                "Start the CSV file with a byte order mark, for spreadsheets that misread accents without one");
    addOption(ex, "--mask", options.masked,
              "Mask this column: phone numbers keep their last two digits, everything else is replaced; repeatable")
        ->type_name("COLUMN")
        ->allow_extra_args(false);
    addOption(ex, "--pseudonym", options.pseudonyms,
              "Replace the values of this column, or of contactId, by pseudonyms that stay the same in every export; "
              "repeatable")
        ->type_name("COLUMN")
        ->allow_extra_args(false);
    addCommand(segments, "show-pseudonyms", "Show the ID and the date of the key that exports make pseudonyms with",
               result, headless<ExportKeyCommand>(Purpose::Question));
    CLI::App &renew
        = addCommand(segments, "renew-pseudonyms",
                     "Replace the key that exports make pseudonyms with: from then on all pseudonyms differ "
                     "from those of earlier exports, and interrupted exports with pseudonyms can't be resumed",
                     result, headless<ExportKeyCommand>(Purpose::Work));
    addOption(renew, "ID", result.subject, "ID of the current key, to confirm")->required();
    addExportDiff(segments, result);
    addExportDiff(addGroup(app, "export", "Exported files"), result); // it is about files, whatever they came from
}

/// Of kinds that have an entry in the journal.
std::set<std::string> runKindKeys()
{
    std::set<std::string> keys;
    for (std::size_t kind = 0; kind < runKindCount; ++kind) {
        if (runMaker(RunKind(kind)).resume != nullptr || RunKind(kind) == RunKind::LineLookup)
            keys.insert(runKindKey(RunKind(kind)).toStdString());
    }
    return keys;
}

void addRunHistoryCommands(CLI::App &runs, CommandLine &result)
{
    RunHistoryOptions &options = result.runHistoryOptions;
    CLI::App &list = addCommand(
        runs, "list",
        "List runs that can be resumed; with --all or a filter, all runs, newest first, with their metrics", result,
        headless<RunsListCommand>(Purpose::Question));
    list.add_flag("--all", options.all, "All runs, regardless of outcome");
    addOption(list, "--kind", options.kind, "Runs of this type")->check(CLI::IsMember(runKindKeys()));
    addOption(list, "--connection", options.connection, "Runs on this connection, by name");
    addOption(list, "--state", options.state, "Runs in this state")
        ->check(
            CLI::IsMember({"running", "paused", "halted", "failed", "cancelled", "complete", "refused", "discarded"}));
    addOption(list, "--text", options.text, "Runs with this text in their title, target, connection or ID");
    addOption(list, "--since", options.since, "Started at or after this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    addOption(list, "--until", options.until, "Started before this time");
    list.add_option("--limit", options.limit, "Maximum number of runs (default: 50)")
        ->check(CLI::Range(1, RunHistory::maxRecords));
    CLI::Option *team
        = list.add_flag("--team", options.team, "Everyone's runs, as reported to the team database; newest first");
    addOption(list, "--computer", options.computer, "From this computer of the team, by name or ID")->needs(team);
    list.callback([&result, &options] {
        if (options.team) {
            result.headless = headless<TeamRunsCommand>(Purpose::Question);
            return;
        }
        const bool isSearch = options.all || !options.kind.isEmpty() || !options.connection.isEmpty()
            || !options.state.isEmpty() || !options.text.isEmpty() || !options.since.isEmpty()
            || !options.until.isEmpty();
        result.headless
            = isSearch ? headless<RunsSearchCommand>(Purpose::Question) : headless<RunsListCommand>(Purpose::Question);
    });
    constexpr auto runHelp = "Run ID, or a unique prefix of it";
    CLI::App &show = addCommand(runs, "show", "Show the metrics of a run: time, rate, latency, filled fields, figures",
                                result, headless<RunsShowCommand>(Purpose::Question));
    addOption(show, "RUN", options.run, runHelp)->required();
    CLI::App &compare = addCommand(runs, "compare", "Show the metrics of two runs side by side", result,
                                   headless<RunsCompareCommand>(Purpose::Question));
    addOption(compare, "RUN", options.run, runHelp)->required();
    addOption(compare, "OTHER", options.other, "Run to compare it with")->required();
    CLI::App &trend = addCommand(
        runs, "trend", "Show how complete runs on a segment or list changed over time: records, latency, fill rate",
        result, headless<RunsTrendCommand>(Purpose::Question));
    CLI::Option_group *of = trend.add_option_group("of");
    addOption(*of, "--segment", options.segment, "Exports of the segment with this ID");
    addOption(*of, "--list", options.list, "Runs on the contact list with this ID");
    of->require_option(1);
    addOption(trend, "--kind", options.kind, "Runs of this type")->check(CLI::IsMember(runKindKeys()));
    addOption(trend, "--connection", options.connection, "Runs on this connection, by name");
    addOption(trend, "--since", options.since, "Started at or after this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    trend.add_option("--limit", options.limit, "Maximum number of runs, newest first (default: 50)")
        ->check(CLI::Range(1, RunHistory::maxRecords));
    trend.add_flag("--csv", options.csv, "Print CSV to standard output, one row per run; not with --json");
    trend.callback([&result, &options] {
        if (options.csv && result.common.json)
            throw CLI::ExcludesError("--csv", "--json");
        result.headless = headless<RunsTrendCommand>(Purpose::Question);
    });
}

void addRunCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &runs = addGroup(app, "runs", "Interrupted runs, and the metrics of all runs");
    addRunHistoryCommands(runs, result);
    CLI::App &resume = addCommand(runs, "resume", "Resume a run", result, headless<ResumeCommand>(Purpose::Work));
    addOption(resume, "--unchanged", result.unchanged,
              "For runs that change a list: new CSV file for contacts that were not changed as planned")
        ->check(CLI::NonexistentPath);
    addOption(resume, "RUN", result.subject, "Run id")->required();
    addIfChanged(resume, result);
    addWait(resume, result);
    CLI::App &repeat = addCommand(runs, "repeat",
                                  "Print the command that repeats an earlier run, with unused file names; exports and "
                                  "fetched transcripts are run at once. Confirmations have to be given again",
                                  result, headless<RunsRepeatCommand>(Purpose::Work));
    addOption(repeat, "RUN", result.runHistoryOptions.run, "Run ID, or a unique prefix of it")->required();
    repeat.add_flag("--print", result.runHistoryOptions.print, "Only print the command, whatever the run type");
    addWait(repeat, result);
    CLI::App &discard = addCommand(runs, "discard", "Discard a run and delete its unfinished file", result,
                                   headless<RunsDiscardCommand>(Purpose::Work));
    addOption(discard, "RUN", result.subject, "Run id")->required();
}

void addSandboxCommand(CLI::App &app, CommandLine &result)
{
    SandboxSettings &settings = result.sandbox;
    // A search for the last days finds something; and all runs of one day see the same interactions at the same times.
    settings.newestInteraction = QDateTime(QDateTime::currentDateTimeUtc().date().addDays(-1), QTime(22, 0), Qt::UTC);
    CLI::App &sandbox = addCommand(app, "sandbox", "Serve only the sandbox tenant, until interrupted", result,
                                   headless<SandboxCommand>(Purpose::Work));
    sandbox.add_flag("--cxone", result.servesCxone,
                     "Serve the tenant of \"--sandbox cxone\": its issuer and its data, each on its own port");
    sandbox.add_option("--port", settings.port, "Port on 127.0.0.1 (default: any free port)");
    sandbox.add_option("--contacts", settings.contacts, "Contacts in the tenant (default: 100,000)")
        ->check(CLI::Range(qint64(0), qint64(100'000'000)));
    sandbox.add_option("--seed", settings.seed, "Seed of the contacts; a different seed gives different contacts");
    sandbox.add_option("--rate-limit", settings.rateLimit, "Requests per second and service before 429; 0: no limit")
        ->check(CLI::NonNegativeNumber);
    addOption(sandbox, "--think-time", settings.thinkTime, "Milliseconds before each response")
        ->check(CLI::Range(0, 600'000));
    addOption(sandbox, "--job-time", settings.jobTime, "Duration of a transcript job in milliseconds (default: 3000)")
        ->check(CLI::Range(0, 3'600'000));
    addOption(sandbox, "--evaluation-time", settings.evaluationTime,
              "Duration of an audience evaluation in milliseconds (default: 2000)")
        ->check(CLI::Range(0, 3'600'000));
    addOption(sandbox, "--token-life", settings.tokenLife, "Token lifetime in seconds")
        ->check(CLI::Range(qint64(1), qint64(86'400)));
}

void addNumberPlanCommands(CLI::App &numbers, CommandLine &result)
{
    NumberPlanOptions &options = result.numberPlans;
    CLI::App &plans = addGroup(numbers, "plans", "Numbering plans for classifying phone numbers");
    addCommand(plans, "show", "Show which plans are in use and how old they are", result,
               headless<NumberPlansCommand, NumberPlansCommand::Act::Show>(Purpose::Question));
    CLI::App &check = addCommand(
        plans, "check", "Read a file of plans and show what it would change, by calling code; nothing is changed",
        result, headless<NumberPlansCommand, NumberPlansCommand::Act::Check>(Purpose::Question));
    addOption(check, "FILE", options.what, "PhoneNumberMetadata.xml from a libphonenumber release")->required();
    CLI::App &use = addCommand(plans, "use", "Use these plans from now on", result,
                               headless<NumberPlansCommand, NumberPlansCommand::Act::Use>(Purpose::Work));
    addOption(use, "PLANS", options.what,
              "A file, as for `check`; newest: the newer of the plans that come with Muster and those of the installed "
              "libphonenumber; installed: always those of the installed libphonenumber")
        ->required();
    addOption(use, "--released", options.released, "Release date of the file, such as 2026-07-16; required for a file");
    use.callback([&result, &options] {
        if (!ownPlans(options.what) && options.released.isEmpty())
            throw CLI::RequiredError("--released");
        result.headless = headless<NumberPlansCommand, NumberPlansCommand::Act::Use>(Purpose::Work);
    });
}

void addNoticeCommands(CLI::App &app, CommandLine &result)
{
    NoticeOptions &options = result.noticeOptions;
    CLI::App &notices = addGroup(app, "notices", "Muster's own notifications to other systems, and their signing keys");
    addCommand(notices, "list", "List undelivered notifications and those waiting after a failed attempt", result,
               headless<NoticesCommand, NoticesCommand::Act::List>(Purpose::Question));
    addCommand(notices, "retry", "Resend undelivered notifications", result,
               headless<NoticesCommand, NoticesCommand::Act::Retry>(Purpose::Work));
    addCommand(notices, "keys", "List receivers that have a signing key, with the key IDs", result,
               headless<NoticesCommand, NoticesCommand::Act::Keys>(Purpose::Question));
    // A question: a key that nobody could read is of no use.
    CLI::App &make = addCommand(notices, "make-key",
                                "Create a signing key for a receiver and print it, this once; an existing key keeps "
                                "signing alongside the new one for a while",
                                result, headless<NoticesCommand, NoticesCommand::Act::MakeKey>(Purpose::Question));
    addOption(make, "RECEIVER", options.receiver, "Receiver address; the key is for its scheme, host and port")
        ->required();
    make.add_option_function<std::string>(
            "--overlap",
            [&options](const std::string &text) {
                options.overlap = parseDuration(QString::fromStdString(text)).value_or(options.overlap);
            },
            "How long the previous key keeps signing: 12h, 7d; at most 90d")
        ->default_str("7d")
        ->check([](const std::string &text) {
            const auto overlap = parseDuration(QString::fromStdString(text));
            return overlap && *overlap <= std::chrono::hours(90 * 24)
                ? std::string()
                : std::string("must be a number followed by s, m, h or d, at most 90d");
        });
    CLI::App &forget = addCommand(notices, "forget-key",
                                  "Delete a receiver's signing keys; notifications to it are then sent unsigned",
                                  result, headless<NoticesCommand, NoticesCommand::Act::ForgetKey>(Purpose::Work));
    addOption(forget, "RECEIVER", options.receiver, "Receiver address")->required();
}

void addConnectionCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &connections = addGroup(app, "connections", "Connections to tenants, and what each server can do");
    addCommand(connections, "list", "List connections; no server is contacted", result,
               headless<ConnectionsListCommand>(Purpose::Question));
    addCommand(connections, "test",
               "Test every step to the tenant: name, TLS, sign-in and one harmless read per service", result,
               headless<ConnectionsTestCommand>(Purpose::Question));
    ConnectionOptions &options = result.connectionOptions;
    CLI::App &add = addCommand(connections, "add",
                               "Save a connection; its secret comes from CXONE_CLIENT_SECRET and goes to the key store",
                               result, headless<ConnectionsAddCommand>(Purpose::Work));
    addOption(add, "NAME", options.name, "Name of the connection")->required();
    add.add_flag("--cxone", options.isCxone,
                 "NICE CXone with an access key; otherwise a server with the published contract");
    addOption(add, "--address", options.address,
              "CXone issuer (default: https://cxone.niceincontact.com), or base URL of the server");
    addOption(add, "--client-id", options.clientId, "ID of the access key, or client ID for another server")
        ->required();
    add.add_option_function<std::string>(
           "--environment",
           [&options](const std::string &word) {
               options.environment = environmentFromKey(QString::fromStdString(word));
           },
           "production (read-only until --arm) or test (default: production, unless the server is on this computer)")
        ->check(CLI::IsMember({"production", "test"}));
    addOption(add, "--set", options.settings,
              "'key=value', a CXone setting as named by connections list --json; repeatable")
        ->allow_extra_args(false);
    addOption(add, "--approve", options.approved,
              "Origin that the tenant's server may report as its location, such as https://api-na1.niceincontact.com; "
              "repeatable")
        ->allow_extra_args(false);
    addOption(add, "--download-host", options.downloadHosts,
              "Host from which the tenant's signed links may be fetched, without its token; repeatable")
        ->allow_extra_args(false);
    CLI::App &approve = addCommand(connections, "approve",
                                   "Allow a saved connection to also go to an origin reported by the tenant's server",
                                   result, headless<ConnectionsApproveCommand>(Purpose::Work));
    addOption(approve, "NAME", options.name, "Name of the connection")->required();
    addOption(approve, "ORIGIN", options.approved, "Origin, as reported by the connection test")
        ->required()
        ->expected(1);
}

class Parser
{
public:
    Parser()
    {
        m_app.set_version_flag("--version", "muster " MUSTER_VERSION);
        m_app.require_subcommand(0, 1);
        m_app.fallthrough();
        m_app.formatter(std::make_shared<HelpHeadings>()); // those of the commands, too
        m_app.footer(
            "Without a command, Muster opens its window.\nExit codes: 0 complete, 1 failed, 2 refused before anything "
            "was sent, 3 paused or halted and resumable, 4 an audience was changed by someone else, 130 "
            "cancelled.\nThe credentials for --base-url come from CXONE_CLIENT_ID and CXONE_CLIENT_SECRET; no option "
            "takes a secret. A CXone password grant also takes the registered client's secret from "
            "CXONE_APP_SECRET.\nThe account for --lookup comes from LOOKUP_ACCOUNT and LOOKUP_SECRET, else from the "
            "window's key store; LOOKUP_BASE_URL specifies a sandbox on this computer to ask instead of Twilio.\nThe "
            "password of the team database comes from TEAM_DATABASE_PASSWORD, else from the key store.");
        addCommon(m_app, m_result.common);
        addSegmentCommands(m_app, m_result);
        addListsCommands(m_app, m_result);
        addDoNotCallCommands(m_app, m_result);
        addUploadCommands(m_app, m_result);
        addCampaignCommands(m_app, m_result);
        addTranscriptCommands(m_app, m_result);
        addAudienceCommands(m_app, m_result);
        addRunCommands(m_app, m_result);
        addAuditCommands(m_app, m_result);
        addTeamCommands(m_app, m_result);
        addSupportCommands(m_app, m_result);
        addSandboxCommand(m_app, m_result);
        addNumberPlanCommands(addNumbersCommand(m_app, m_result.run), m_result);
        addNoticeCommands(m_app, m_result);
        addConnectionCommands(m_app, m_result);
        addScheduleCommands(m_app, m_result);
    }

    ParsedCommandLine parse(int argc, char **argv)
    {
        try {
            read({argv + 1, argv + std::max(argc, 1)});
        } catch (const CLI::ParseError &error) {
            const int code = m_app.exit(error);
            return {{}, code == 0 ? int(ExitComplete) : int(ExitRefused)};
        }
        return {m_result, std::nullopt};
    }

    CommandTrial tryOut(const QStringList &words)
    {
        CommandTrial trial;
        std::vector<std::string> all;
        for (const QString &word : words)
            all.push_back(word.toStdString());
        try {
            read(std::move(all));
        } catch (const CLI::ParseError &error) {
            trial.fault = QString::fromUtf8(error.what());
        }
        const CLI::App *command = &m_app;
        while (!command->get_subcommands().empty()) {
            command = command->get_subcommands().front();
            trial.command.append(QString::fromStdString(command->get_name()));
        }
        return trial;
    }

    [[nodiscard]] CommandReference reference() const { return commandReference(m_app); }

private:
    // As CLI::App::parse(argc, argv) does it: CLI11 takes words from the end.
    void read(std::vector<std::string> given)
    {
        std::vector<std::string> words = joinedSandbox(std::move(given));
        std::ranges::reverse(words);
        m_app.parse(std::move(words));
    }

    CLI::App m_app{"Muster: a console for outbound campaigns on NICE CXone", "muster"};
    CommandLine m_result;
};

} // namespace

ParsedCommandLine parseCommandLine(int argc, char **argv)
{
    return std::make_unique<Parser>()->parse(argc, argv);
}

CommandTrial tryCommandLine(const QStringList &words)
{
    return std::make_unique<Parser>()->tryOut(words);
}

CommandReference describeCommandLine()
{
    return std::make_unique<Parser>()->reference();
}

std::optional<QDateTime> parseTime(const QString &text)
{
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid())
        return day.startOfDay(Qt::UTC);
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

Result<Period> parsePeriod(const QString &since, const QString &until)
{
    Period period;
    for (const auto &[text, into] : {std::pair(&since, &period.since), {&until, &period.until}}) {
        const auto time = text->isEmpty() ? QDateTime() : parseTime(*text);
        if (!time)
            return failure(ErrorKind::BadInput, "not_time", *text);
        *into = *time;
    }
    return period;
}

std::optional<std::chrono::seconds> parseDuration(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{0,6})([smhd])$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 count = match.captured(1).toLongLong();
    switch (match.captured(2).at(0).unicode()) {
    case 's':
        return std::chrono::seconds(count);
    case 'm':
        return std::chrono::minutes(count);
    case 'h':
        return std::chrono::hours(count);
    default:
        return std::chrono::hours(24 * count);
    }
}

namespace {

Result<ConnectionProfile> profileForUrl(const QString &text, const EnvironmentCredentials &credentials)
{
    if (credentials.clientId.isEmpty() || credentials.clientSecret.isEmpty())
        return failure(ErrorKind::BadInput, "no_credentials", text);
    const ConnectionProfile profile = TenantOpener::profileForUrl(QUrl(text, QUrl::StrictMode), credentials.clientId);
    if (!ProfileStore::faults(profile).isEmpty())
        return failure(ErrorKind::BadInput, "bad_base_url", text);
    return profile;
}

} // namespace

Result<ConnectionProfile> chooseTenant(const CommonOptions &options, const EnvironmentCredentials &credentials,
                                       const ProfileStore &profiles, const QString &otherwise)
{
    if (options.isCxoneSandbox)
        return TenantOpener::cxoneSandboxProfile();
    if (!options.baseUrl.isEmpty())
        return profileForUrl(options.baseUrl, credentials);
    if (!options.profile.isEmpty()) {
        if (const auto profile = profiles.byName(options.profile))
            return *profile;
        return failure(ErrorKind::BadInput, "unknown_profile", options.profile);
    }
    if (!options.sandbox && !credentials.baseUrl.isEmpty())
        return profileForUrl(credentials.baseUrl, credentials);
    if (const auto last = options.sandbox ? std::nullopt : profiles.byId(otherwise))
        return *last;
    return TenantOpener::sandboxProfile();
}

} // namespace muster
