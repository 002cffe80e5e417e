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
#include "app/numberscommand.h"
#include "app/options.h"
#include "app/reference/commandreference.h"
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
                     "Stay over a long pause that the server asks for (by default one of more than 15 minutes) and go "
                     "on by itself then, instead of ending with exit code 3");
}

CLI::Option *addIfChanged(CLI::App &command, CommandLine &result)
{
    return command
        .add_option_function<std::string>(
            "--if-changed",
            [&result](const std::string &word) {
                result.ifRecalculated = word == "restart" ? IfRecalculated::BeginAgain : IfRecalculated::GoOn;
            },
            "Where the segment of the export was recalculated meanwhile: restart, or continue with rows of "
            "both states, which the manifest and the result then say; default: refuse, exit code 2")
        ->check(CLI::IsMember({"restart", "continue"}));
}

// An option whose value may be left out would swallow what follows it, so the two words become one before CLI11 sees
// them.
constexpr const char *cxoneSandboxFlag = "--sandbox-cxone";

std::vector<std::string> joinedSandbox(int argc, char **argv)
{
    std::vector<std::string> words(argv + 1, argv + std::max(argc, 1));
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
            return parseDuration(QString::fromStdString(text)) ? std::string()
                                                               : std::string("give a number with s, m, h or d");
        });
}

void addCommon(CLI::App &app, CommonOptions &common)
{
    CLI::App &tenant = *app.add_option_group("Tenant");
    addOption(tenant, "--profile", common.profile, "Connection by name");
    addOption(tenant, "--base-url", common.baseUrl, "All services at this address, by the published contract");
    tenant.add_flag("--sandbox", common.sandbox,
                    "The built-in sandbox tenant (the default; the window opens the tenant that it had last); "
                    "\"--sandbox cxone\" is the one that speaks NICE CXone's published API");
    tenant.add_flag(cxoneSandboxFlag, common.isCxoneSandbox, "The same as \"--sandbox cxone\"");
    tenant.require_option(0, 1);
    CLI::App &general = *app.add_option_group("General");
    addOption(general, "--data-dir", common.dataDir, "Keep connections, runs and history in this folder");
    general.add_flag("--json", common.json, "One JSON object as the last line of standard output");
    general.add_flag("--quiet", common.quiet, "No progress on standard error");
    addOption(general, "--key-store-wait", common.keyStoreWait,
              "Seconds that a command waits for a key store that is locked; default 60")
        ->check(CLI::Range(1, 86'400));
    addSpan(general, "--time-limit", common.timeLimit,
            "Pause the run of this command when it has taken so long: 90m, 8h, 2d; it can be resumed. Default: as the "
            "connection says");
    general.add_flag("--arm", common.arm, "Allow changes on a production tenant, for this command only");
}

void addExportDiff(CLI::App &segments, CommandLine &result)
{
    ExportDiffOptions &options = result.exportDiffOptions;
    CLI::App &diff = addCommand(segments, "diff",
                                "Compare two exported files: who joined, who left, what changed. No tenant is asked",
                                result, headless<ExportDiffCommand>(Purpose::Work));
    addOption(diff, "OLDER", options.older, "The older export, CSV or JSON Lines; proven by its manifest")->required();
    addOption(diff, "NEWER", options.newer, "The newer one, in the same format")->required();
    addOption(diff, "--key", options.key, "Column by which rows belong together; default: contactId");
    CLI::Option *changes = addOption(diff, "--changes-only", options.changesOnly,
                                     "File to write: the rows that differ, in the format of the exports");
    diff.add_flag("--overwrite", options.overwrite, "Replace a file of that name when the new one is complete")
        ->needs(changes);
}

void addSegmentCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &segments = addGroup(app, "segments", "Audience segments");
    addCommand(segments, "list", "List the audience segments", result,
               headless<SegmentsListCommand>(Purpose::Question));
    addCommand(segments, "presets", "List the saved presets of exports", result,
               headless<ExportPresetsCommand>(Purpose::Question));
    CLI::App &show = addCommand(segments, "show", "Show one segment and its attributes", result,
                                headless<SegmentsShowCommand>(Purpose::Question));
    addOption(show, "ID", result.subject, "Segment id")->required();
    CLI::App &ex
        = addCommand(segments, "export", "Export a segment to a file", result, headless<ExportCommand>(Purpose::Work));
    ExportOptions &options = result.exportOptions;
    addOption(ex, "ID", options.segmentId, "Segment id")->required();
    addOption(ex, "--preset", options.preset,
              "Attributes, filters, format and file of this saved preset, as far as no option says otherwise");
    addOption(ex, "--out", options.out,
              "File to write; it gets its name when it is complete. Needed unless the preset names one");
    addOption(ex, "--format", options.format,
              "csv or jsonl; default: the preset's, else by the file's ending, else csv")
        ->check(CLI::IsMember({"csv", "jsonl"}));
    addSeparated(ex, "--attributes", options.attributes, "Columns in this order, separated by commas; default: all");
    addOption(ex, "--filter", options.filters, "'attribute operator value'; may be given again, all must hold")
        ->allow_extra_args(false);
    addOption(ex, "--from", options.from, "First day (UTC) of a segment that is read by days, as in 2026-03-04");
    addOption(ex, "--to", options.to, "Last day of it");
    ex.add_option("--page-size", options.pageSize, "Records a page, 1 to 1000; default 500")
        ->check(CLI::Range(1, 1000));
    CLI::Option *maxAge = addSpan(ex, "--max-age", options.maxAge, "Oldest segment that is exported: 90m, 24h, 7d");
    ex.add_flag("--ignore-age", options.ignoreAge, "Export however old the segment is; audited")->excludes(maxAge);
    ex.add_flag("--strict", options.strictAttributes, "Refuse deprecated attributes instead of leaving them out");
    addOption(ex, "--webhook", options.webhook, "Tell this address of each page and of the end");
    addOption(
        ex, "--notify-records", options.notifyRecords,
        "Send each page's records, which are personal data, with its notice; HOST is the webhook's, named once more")
        ->type_name("HOST")
        ->needs("--webhook");
    CLI::Option *resume
        = ex.add_flag("--resume", options.resume, "Go on with an interrupted export of this file, else start afresh");
    addIfChanged(ex, result)->needs(resume);
    addWait(ex, result);
    ex.add_flag("--overwrite", options.overwrite, "Replace a file of that name when the new one is complete");
    ex.add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                "Keep formula-like cells and numbers as text, for opening in a spreadsheet");
    addExportDiff(segments, result);
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
    CLI::App &list
        = addCommand(runs, "list",
                     "List the runs that can be resumed; with --all or a filter all runs, newest first, with "
                     "what they measured",
                     result, headless<RunsListCommand>(Purpose::Question));
    list.add_flag("--all", options.all, "All runs, whatever became of them");
    addOption(list, "--kind", options.kind, "Runs of this kind")->check(CLI::IsMember(runKindKeys()));
    addOption(list, "--connection", options.connection, "Runs of this connection, by name");
    addOption(list, "--state", options.state, "Runs in this state")
        ->check(
            CLI::IsMember({"running", "paused", "halted", "failed", "cancelled", "complete", "refused", "discarded"}));
    addOption(list, "--text", options.text, "Runs with this in their title, target, connection or id");
    addOption(list, "--since", options.since, "Begun not before this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    addOption(list, "--until", options.until, "Begun before this time");
    list.add_option("--limit", options.limit, "How many at most; default 50")
        ->check(CLI::Range(1, RunHistory::maxRecords));
    CLI::Option *team
        = list.add_flag("--team", options.team, "Everybody's runs, as the team database tells them; newest first");
    addOption(list, "--computer", options.computer, "Of this computer of the team, by name or id")->needs(team);
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
    constexpr auto runHelp = "Run id, or how it begins where no other begins so";
    CLI::App &show = addCommand(runs, "show", "Show what a run measured: time, rate, latency, filled fields, figures",
                                result, headless<RunsShowCommand>(Purpose::Question));
    addOption(show, "RUN", options.run, runHelp)->required();
    CLI::App &compare = addCommand(runs, "compare", "Show what two runs measured side by side", result,
                                   headless<RunsCompareCommand>(Purpose::Question));
    addOption(compare, "RUN", options.run, runHelp)->required();
    addOption(compare, "OTHER", options.other, "The one that it is compared with")->required();
    CLI::App &trend = addCommand(runs, "trend",
                                 "Show how the complete runs on a segment or list did over time: records, latency, "
                                 "fill rate",
                                 result, headless<RunsTrendCommand>(Purpose::Question));
    CLI::Option_group *of = trend.add_option_group("of");
    addOption(*of, "--segment", options.segment, "Exports of the segment with this id");
    addOption(*of, "--list", options.list, "Runs on the contact list with this id");
    of->require_option(1);
    addOption(trend, "--kind", options.kind, "Runs of this kind")->check(CLI::IsMember(runKindKeys()));
    addOption(trend, "--connection", options.connection, "Runs of this connection, by name");
    addOption(trend, "--since", options.since, "Begun not before this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    trend.add_option("--limit", options.limit, "How many of the newest at most; default 50")
        ->check(CLI::Range(1, RunHistory::maxRecords));
    trend.add_flag("--csv", options.csv, "As CSV on standard output, a row a run; not with --json");
    trend.callback([&result, &options] {
        if (options.csv && result.common.json)
            throw CLI::ExcludesError("--csv", "--json");
        result.headless = headless<RunsTrendCommand>(Purpose::Question);
    });
}

void addRunCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &runs = addGroup(app, "runs", "Interrupted runs, and what all of them have measured");
    addRunHistoryCommands(runs, result);
    CLI::App &resume = addCommand(runs, "resume", "Go on with a run", result, headless<ResumeCommand>(Purpose::Work));
    addOption(resume, "--unchanged", result.unchanged,
              "Of what changes a list: new CSV file for the contacts that were not changed as they were to be")
        ->check(CLI::NonexistentPath);
    addOption(resume, "RUN", result.subject, "Run id")->required();
    addIfChanged(resume, result);
    addWait(resume, result);
    CLI::App &repeat = addCommand(
        runs, "repeat",
        "Print the command that does what an earlier run did, with free names of files; exports and fetched "
        "transcripts are carried out at once. What allowed that run is to be given anew",
        result, headless<RunsRepeatCommand>(Purpose::Work));
    addOption(repeat, "RUN", result.runHistoryOptions.run, "Run id, or how it begins where no other begins so")
        ->required();
    repeat.add_flag("--print", result.runHistoryOptions.print, "Only print it, whatever kind of run it was");
    addWait(repeat, result);
    CLI::App &discard = addCommand(runs, "discard", "Give a run up and delete its unfinished file", result,
                                   headless<RunsDiscardCommand>(Purpose::Work));
    addOption(discard, "RUN", result.subject, "Run id")->required();
}

void addDiagnosticsCommand(CLI::App &app, CommandLine &result)
{
    CLI::App &diagnostics
        = addCommand(app, "diagnostics", "Tell what helps to find a fault: no secret, no contact, no number", result,
                     headless<DiagnosticsCommand>(Purpose::Work));
    addOption(diagnostics, "FILE", result.subject, "File to write; default: standard output");
}

void addSandboxCommand(CLI::App &app, CommandLine &result)
{
    SandboxSettings &settings = result.sandbox;
    // A search for the last days finds something; and all runs of one day see the same interactions at the same times.
    settings.newestInteraction = QDateTime(QDateTime::currentDateTimeUtc().date().addDays(-1), QTime(22, 0), Qt::UTC);
    CLI::App &sandbox = addCommand(app, "sandbox", "Serve the sandbox tenant alone, until interrupted", result,
                                   headless<SandboxCommand>(Purpose::Work));
    sandbox.add_flag("--cxone", result.servesCxone,
                     "Serve the tenant of \"--sandbox cxone\": its issuer and its data, at a port each");
    sandbox.add_option("--port", settings.port, "Port on 127.0.0.1; default: any free one");
    sandbox.add_option("--contacts", settings.contacts, "Contacts of the tenant; default 100,000")
        ->check(CLI::Range(qint64(0), qint64(100'000'000)));
    sandbox.add_option("--seed", settings.seed, "Another seed gives other contacts");
    sandbox.add_option("--rate-limit", settings.rateLimit, "Requests a second and service before 429; 0: none")
        ->check(CLI::NonNegativeNumber);
    addOption(sandbox, "--think-time", settings.thinkTime, "Milliseconds before each answer")
        ->check(CLI::Range(0, 600'000));
    addOption(sandbox, "--job-time", settings.jobTime, "Milliseconds that a transcript job takes; default 3000")
        ->check(CLI::Range(0, 3'600'000));
    addOption(sandbox, "--evaluation-time", settings.evaluationTime,
              "Milliseconds that counting an audience takes; default 2000")
        ->check(CLI::Range(0, 3'600'000));
    addOption(sandbox, "--token-life", settings.tokenLife, "Seconds that a token lives")
        ->check(CLI::Range(qint64(1), qint64(86'400)));
}

void addNumberPlanCommands(CLI::App &numbers, CommandLine &result)
{
    NumberPlanOptions &options = result.numberPlans;
    CLI::App &plans = addGroup(numbers, "plans", "The numbering plans that phone numbers are judged by");
    addCommand(plans, "show", "Say which plans are in use, and how old they are", result,
               headless<NumberPlansCommand, NumberPlansCommand::Act::Show>(Purpose::Question));
    CLI::App &check = addCommand(
        plans, "check", "Read a file of plans and say what it would change, by calling code; nothing is changed",
        result, headless<NumberPlansCommand, NumberPlansCommand::Act::Check>(Purpose::Question));
    addOption(check, "FILE", options.what, "PhoneNumberMetadata.xml of a release of libphonenumber")->required();
    CLI::App &use = addCommand(plans, "use", "Judge by these plans from now on", result,
                               headless<NumberPlansCommand, NumberPlansCommand::Act::Use>(Purpose::Work));
    addOption(use, "PLANS", options.what,
              "A file as of `check`; newest: the newer of those that came with Muster and those of the installed "
              "libphonenumber; installed: always the latter")
        ->required();
    addOption(use, "--released", options.released, "Day of the file's release, as in 2026-07-16; a file needs it");
    use.callback([&result, &options] {
        if (!ownPlans(options.what) && options.released.isEmpty())
            throw CLI::RequiredError("--released");
        result.headless = headless<NumberPlansCommand, NumberPlansCommand::Act::Use>(Purpose::Work);
    });
}

void addNoticeCommands(CLI::App &app, CommandLine &result)
{
    NoticeOptions &options = result.noticeOptions;
    CLI::App &notices = addGroup(app, "notices", "Muster's own notices to other systems, and the keys that sign them");
    addCommand(notices, "list", "List the notices that were given up or wait after a failed attempt", result,
               headless<NoticesCommand, NoticesCommand::Act::List>(Purpose::Question));
    addCommand(notices, "retry", "Send the notices again that were given up", result,
               headless<NoticesCommand, NoticesCommand::Act::Retry>(Purpose::Work));
    addCommand(notices, "keys", "List the receivers that have a signing key, with the keys' ids", result,
               headless<NoticesCommand, NoticesCommand::Act::Keys>(Purpose::Question));
    // A question: a key that nobody could read is of no use.
    CLI::App &make = addCommand(notices, "make-key",
                                "Make a signing key for a receiver and print it, this once; one that it has goes on "
                                "signing beside the new one for a while",
                                result, headless<NoticesCommand, NoticesCommand::Act::MakeKey>(Purpose::Question));
    addOption(make, "RECEIVER", options.receiver, "Address of the receiver; the key is for its scheme, host and port")
        ->required();
    make.add_option_function<std::string>(
            "--overlap",
            [&options](const std::string &text) {
                options.overlap = parseDuration(QString::fromStdString(text)).value_or(options.overlap);
            },
            "How long the key before goes on signing: 12h, 7d; at most 90d")
        ->default_str("7d")
        ->check([](const std::string &text) {
            const auto overlap = parseDuration(QString::fromStdString(text));
            return overlap && *overlap <= std::chrono::hours(90 * 24)
                ? std::string()
                : std::string("give a number with s, m, h or d, at most 90d");
        });
    CLI::App &forget
        = addCommand(notices, "forget-key", "Delete the signing keys of a receiver; notices to it then leave unsigned",
                     result, headless<NoticesCommand, NoticesCommand::Act::ForgetKey>(Purpose::Work));
    addOption(forget, "RECEIVER", options.receiver, "Address of the receiver")->required();
}

void addConnectionCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &connections = addGroup(app, "connections", "Connections to tenants, and what the server of each can do");
    addCommand(connections, "list", "List the connections; asks no server", result,
               headless<ConnectionsListCommand>(Purpose::Question));
    addCommand(connections, "test", "Try every step to the tenant: name, TLS, sign-in, and one harmless read a service",
               result, headless<ConnectionsTestCommand>(Purpose::Question));
    ConnectionOptions &options = result.connectionOptions;
    CLI::App &add = addCommand(connections, "add",
                               "Save a connection; its secret comes from CXONE_CLIENT_SECRET and goes to the key store",
                               result, headless<ConnectionsAddCommand>(Purpose::Work));
    addOption(add, "NAME", options.name, "Name of the connection")->required();
    add.add_flag("--cxone", options.isCxone, "NICE CXone with an access key; otherwise services of the contract");
    addOption(add, "--address", options.address,
              "Issuer of CXone (default: https://cxone.niceincontact.com), or base URL of the server");
    addOption(add, "--client-id", options.clientId, "Id of the access key, or of the client of another server")
        ->required();
    add.add_option_function<std::string>(
           "--environment",
           [&options](const std::string &word) {
               options.environment = environmentFromKey(QString::fromStdString(word));
           },
           "production (look only until --arm) or test; default: production, unless it is on this computer")
        ->check(CLI::IsMember({"production", "test"}));
    addOption(add, "--set", options.settings,
              "'key=value', a detail of CXone as connections list --json names it; may "
              "be given again")
        ->allow_extra_args(false);
    addOption(add, "--approve", options.approved,
              "Origin that the tenant's server may name as its place, as in https://api-na1.niceincontact.com; may be "
              "given again")
        ->allow_extra_args(false);
    addOption(add, "--download-host", options.downloadHosts,
              "Host from which signed links of the tenant may be fetched, without its token; may be given again")
        ->allow_extra_args(false);
    CLI::App &approve
        = addCommand(connections, "approve", "Let a saved connection also go where the tenant's server says it is",
                     result, headless<ConnectionsApproveCommand>(Purpose::Work));
    addOption(approve, "NAME", options.name, "Name of the connection")->required();
    addOption(approve, "ORIGIN", options.approved, "As the connection test names it")->required()->expected(1);
}

class Parser
{
public:
    Parser()
    {
        m_app.set_version_flag("--version", "muster " MUSTER_VERSION);
        m_app.require_subcommand(0, 1);
        m_app.fallthrough();
        m_app.footer("Without a command Muster opens its window.\n"
                     "Exit codes: 0 complete, 1 failed, 2 refused before anything was sent, 3 paused or halted and "
                     "resumable, 4 an audience was changed by somebody else, 130 cancelled.\n"
                     "Credentials of --base-url come from CXONE_CLIENT_ID and CXONE_CLIENT_SECRET; no option takes a "
                     "secret. A password grant of CXone takes the registered client's from CXONE_APP_SECRET as well.\n"
                     "The account of --lookup comes from LOOKUP_ACCOUNT and LOOKUP_SECRET, else from the window's key "
                     "store; LOOKUP_BASE_URL names a sandbox on this computer to ask instead of Twilio.\n"
                     "The password of the team database comes from TEAM_DATABASE_PASSWORD, else from the key store.");
        addCommon(m_app, m_result.common);
        addSegmentCommands(m_app, m_result);
        addListsCommands(m_app, m_result);
        addCampaignCommands(m_app, m_result);
        addTranscriptCommands(m_app, m_result);
        addAudienceCommands(m_app, m_result);
        addRunCommands(m_app, m_result);
        addAuditCommands(m_app, m_result);
        addTeamCommands(m_app, m_result);
        addDiagnosticsCommand(m_app, m_result);
        addSandboxCommand(m_app, m_result);
        addNumberPlanCommands(addNumbersCommand(m_app, m_result.run), m_result);
        addNoticeCommands(m_app, m_result);
        addConnectionCommands(m_app, m_result);
    }

    ParsedCommandLine parse(int argc, char **argv)
    {
        try {
            // As parse(argc, argv) does it: CLI11 takes words from the end.
            std::vector<std::string> words = joinedSandbox(argc, argv);
            std::ranges::reverse(words);
            m_app.parse(std::move(words));
        } catch (const CLI::ParseError &error) {
            const int code = m_app.exit(error);
            return {{}, code == 0 ? int(ExitComplete) : int(ExitRefused)};
        }
        return {m_result, std::nullopt};
    }

    [[nodiscard]] CommandReference reference() const { return commandReference(m_app); }

private:
    CLI::App m_app{"Muster: a console for outbound campaigns on NICE CXone", "muster"};
    CommandLine m_result;
};

} // namespace

ParsedCommandLine parseCommandLine(int argc, char **argv)
{
    return std::make_unique<Parser>()->parse(argc, argv);
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
