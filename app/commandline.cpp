// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include "app/headless/connectioncommands.h"
#include "app/numberscommand.h"
#include "app/reference/commandreference.h"

#include <CLI/CLI.hpp>
#include <QRegularExpression>
#include <memory>

namespace muster {

namespace {

// CLI11 speaks std::string; what it reads is kept here until it is turned into the values above.
struct RawOptions
{
    std::string profile, baseUrl, dataDir, segmentId, out, format, maxAge, webhook, subject, checkpoint, ifChanged;
    std::vector<std::string> attributes, filters;
    int pageSize = 0;
    int keyStoreWait = 60;
    int thinkTime = 0;
    int jobTime = 3000;
    int evaluationTime = 2000;
    qint64 tokenLife = 3600;
};

QString fromUtf8(const std::string &text)
{
    return QString::fromStdString(text);
}

QStringList fromUtf8(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list.append(fromUtf8(text));
    return list;
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
                     "secret.\n"
                     "The account of --lookup comes from LOOKUP_ACCOUNT and LOOKUP_SECRET, else from the window's key "
                     "store; LOOKUP_BASE_URL names a sandbox on this computer to ask instead of Twilio.");
        addCommon();
        addSegments();
        addListsCommands(m_app, m_result);
        addCampaignCommands(m_app, m_result);
        addTranscriptCommands(m_app, m_result);
        addAudienceCommands(m_app, m_result);
        addRuns();
        addAudit();
        addSandbox();
        addNumbersCommand(m_app, m_result.run);
        addMaskCommands(m_app, m_result);
        addCriteriaCommands(m_app, m_result);
        addEstimateCommand(m_app, m_result);
        addNoticeCommands(m_app, m_result);
        addConnectionCommands(m_app, m_result);
    }

    ParsedCommandLine parse(int argc, char **argv)
    {
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::ParseError &error) {
            const int code = m_app.exit(error);
            return {{}, code == 0 ? int(ExitComplete) : int(ExitRefused)};
        }
        finish();
        return {m_result, std::nullopt};
    }

    [[nodiscard]] CommandReference reference() const { return commandReference(m_app); }

private:
    using Command = CommandLine::Command;

    CLI::App *command(CLI::App *parent, const char *name, const char *help, Command value)
    {
        CLI::App *sub = parent->add_subcommand(name, help);
        sub->fallthrough();
        sub->callback([this, value] { m_result.command = value; });
        return sub;
    }

    static CLI::App *group(CLI::App &app, const char *name, const char *help)
    {
        CLI::App *sub = app.add_subcommand(name, help);
        sub->require_subcommand(1);
        sub->fallthrough();
        return sub;
    }

    void addCommon()
    {
        CommonOptions &common = m_result.common;
        auto *tenant = m_app.add_option_group("Tenant");
        tenant->add_option("--profile", m_raw.profile, "Connection by name");
        tenant->add_option("--base-url", m_raw.baseUrl, "All services at this address, by the published contract");
        tenant->add_flag("--sandbox", common.sandbox,
                         "The built-in sandbox tenant (the default; the window opens the tenant that it had last)");
        tenant->require_option(0, 1);
        auto *general = m_app.add_option_group("General");
        general->add_option("--data-dir", m_raw.dataDir, "Keep connections, runs and history in this folder");
        general->add_flag("--json", common.json, "One JSON object as the last line of standard output");
        general->add_flag("--quiet", common.quiet, "No progress on standard error");
        general
            ->add_option("--key-store-wait", m_raw.keyStoreWait,
                         "Seconds that a command waits for a key store that is locked; default 60")
            ->check(CLI::Range(1, 86'400));
        general->add_flag("--arm", common.arm, "Allow changes on a production tenant, for this command only");
    }

    void addSegments()
    {
        CLI::App *segments = group(m_app, "segments", "Audience segments");
        command(segments, "list", "List the audience segments", Command::SegmentsList);
        command(segments, "show", "Show one segment and its attributes", Command::SegmentsShow)
            ->add_option("ID", m_raw.segmentId, "Segment id")
            ->required();
        CLI::App *ex = command(segments, "export", "Export a segment to a file", Command::SegmentsExport);
        ExportOptions &options = m_result.exportOptions;
        ex->add_option("ID", m_raw.segmentId, "Segment id")->required();
        ex->add_option("--out", m_raw.out, "File to write; it gets its name when it is complete")->required();
        ex->add_option("--format", m_raw.format, "csv or jsonl; default: by the file's ending, else csv")
            ->check(CLI::IsMember({"csv", "jsonl"}));
        ex->add_option("--attributes", m_raw.attributes, "Columns in this order, separated by commas; default: all")
            ->delimiter(',')
            ->allow_extra_args(false);
        ex->add_option("--filter", m_raw.filters, "'attribute operator value'; may be given again, all must hold")
            ->allow_extra_args(false);
        ex->add_option("--page-size", m_raw.pageSize, "Records a page, 1 to 1000; default 500")
            ->check(CLI::Range(1, 1000));
        auto *maxAge = ex->add_option("--max-age", m_raw.maxAge, "Oldest segment that is exported: 90m, 24h, 7d")
                           ->check([](const std::string &text) {
                               return parseDuration(fromUtf8(text)) ? std::string()
                                                                    : std::string("give a number with s, m, h or d");
                           });
        ex->add_flag("--ignore-age", options.ignoreAge, "Export however old the segment is; audited")->excludes(maxAge);
        ex->add_flag("--strict", options.strictAttributes, "Refuse deprecated attributes instead of leaving them out");
        ex->add_option("--webhook", m_raw.webhook, "Tell this address of each page and of the end");
        CLI::Option *resume = ex->add_flag("--resume", options.resume,
                                           "Go on with an interrupted export of this file, else start afresh");
        addIfChanged(*ex)->needs(resume);
        addWait(*ex);
        ex->add_flag("--overwrite", options.overwrite, "Replace a file of that name when the new one is complete");
        ex->add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                     "Keep formula-like cells and numbers as text, for opening in a spreadsheet");
    }

    void addWait(CLI::App &sub)
    {
        sub.add_flag("--wait", m_result.wait,
                     "Stay over a long pause that the server asks for (by default one of more than 15 minutes) and go "
                     "on by itself then, instead of ending with exit code 3");
    }

    CLI::Option *addIfChanged(CLI::App &sub)
    {
        return sub
            .add_option("--if-changed", m_raw.ifChanged,
                        "Where the segment of the export was recalculated meanwhile: restart, or continue with rows of "
                        "both states, which the manifest and the result then say; default: refuse, exit code 2")
            ->check(CLI::IsMember({"restart", "continue"}));
    }

    void addRuns()
    {
        CLI::App *runs = group(m_app, "runs", "Interrupted runs");
        command(runs, "list", "List the runs that can be resumed", Command::RunsList);
        CLI::App *resume = command(runs, "resume", "Go on with a run", Command::RunsResume);
        resume->add_option("RUN", m_raw.subject, "Run id")->required();
        addIfChanged(*resume);
        addWait(*resume);
        command(runs, "discard", "Give a run up and delete its unfinished file", Command::RunsDiscard)
            ->add_option("RUN", m_raw.subject, "Run id")
            ->required();
    }

    void addAudit()
    {
        CLI::App *audit = group(m_app, "audit", "The history: who did what");
        CLI::App *list = command(audit, "list", "List the newest entries", Command::AuditList);
        list->add_option("--count", m_result.count, "How many entries")->check(CLI::Range(1, 1'000'000));
        list->add_option("--interaction", m_raw.subject, "Only those about the interaction with this id");
        CLI::App *verify
            = command(audit, "verify", "Prove that the history is whole and unchanged", Command::AuditVerify);
        verify->add_option("FILE", m_raw.subject, "An exported history; default: the one of this data folder");
        verify->add_option("--checkpoint", m_raw.checkpoint, "Digest that the history must contain as its last");
        command(audit, "export", "Copy the history, with a checkpoint beside it", Command::AuditExport)
            ->add_option("FILE", m_raw.subject, "File to write")
            ->required();
        command(audit, "forget",
                "Make the ids of all interactions in the history unreadable for good; the history stays whole",
                Command::AuditForget);
        command(&m_app, "diagnostics", "Tell what helps to find a fault: no secret, no contact, no number",
                Command::Diagnostics)
            ->add_option("FILE", m_raw.subject, "File to write; default: standard output");
    }

    void addSandbox()
    {
        CLI::App *sandbox
            = command(&m_app, "sandbox", "Serve the sandbox tenant alone, until interrupted", Command::Sandbox);
        SandboxSettings &settings = m_result.sandbox;
        sandbox->add_option("--port", settings.port, "Port on 127.0.0.1; default: any free one");
        sandbox->add_option("--contacts", settings.contacts, "Contacts of the tenant; default 100,000")
            ->check(CLI::Range(qint64(0), qint64(100'000'000)));
        sandbox->add_option("--seed", settings.seed, "Another seed gives other contacts");
        sandbox->add_option("--rate-limit", settings.rateLimit, "Requests a second and service before 429; 0: none")
            ->check(CLI::NonNegativeNumber);
        sandbox->add_option("--think-time", m_raw.thinkTime, "Milliseconds before each answer")
            ->check(CLI::Range(0, 600'000));
        sandbox->add_option("--job-time", m_raw.jobTime, "Milliseconds that a transcript job takes; default 3000")
            ->check(CLI::Range(0, 3'600'000));
        sandbox
            ->add_option("--evaluation-time", m_raw.evaluationTime,
                         "Milliseconds that counting an audience takes; default 2000")
            ->check(CLI::Range(0, 3'600'000));
        sandbox->add_option("--token-life", m_raw.tokenLife, "Seconds that a token lives")
            ->check(CLI::Range(qint64(1), qint64(86'400)));
    }

    void finish()
    {
        m_result.common.profile = fromUtf8(m_raw.profile);
        m_result.common.baseUrl = fromUtf8(m_raw.baseUrl);
        m_result.common.dataDir = fromUtf8(m_raw.dataDir);
        m_result.subject = m_raw.subject.empty() ? fromUtf8(m_raw.segmentId) : fromUtf8(m_raw.subject);
        m_result.common.keyStoreWait = std::chrono::seconds(m_raw.keyStoreWait);
        m_result.checkpoint = fromUtf8(m_raw.checkpoint);
        if (!m_raw.ifChanged.empty()) {
            m_result.ifRecalculated = m_raw.ifChanged == "restart" ? IfRecalculated::BeginAgain : IfRecalculated::GoOn;
        }
        m_result.sandbox.thinkTime = std::chrono::milliseconds(m_raw.thinkTime);
        m_result.sandbox.jobTime = std::chrono::milliseconds(m_raw.jobTime);
        m_result.sandbox.evaluationTime = std::chrono::milliseconds(m_raw.evaluationTime);
        m_result.sandbox.tokenLife = std::chrono::seconds(m_raw.tokenLife);
        ExportOptions &options = m_result.exportOptions;
        options.segmentId = fromUtf8(m_raw.segmentId);
        options.out = fromUtf8(m_raw.out);
        options.format = fromUtf8(m_raw.format);
        options.attributes = fromUtf8(m_raw.attributes);
        options.filters = fromUtf8(m_raw.filters);
        options.webhook = fromUtf8(m_raw.webhook);
        if (m_raw.pageSize > 0)
            options.pageSize = m_raw.pageSize;
        if (!m_raw.maxAge.empty())
            options.maxAge = parseDuration(fromUtf8(m_raw.maxAge));
    }

    CLI::App m_app{"Muster: a console for outbound campaigns on NICE CXone", "muster"};
    RawOptions m_raw;
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

} // namespace muster
