// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/audienceoptions.h"
#include "app/criteriaoptions.h"
#include "app/enrichoptions.h"
#include "app/estimateoptions.h"
#include "app/listsoptions.h"
#include "app/maskoptions.h"
#include "app/noticeoptions.h"
#include "app/transcriptoptions.h"
#include "models/runs/exportrun.h"
#include "network/sandbox/sandboxserver.h"

#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <optional>

namespace muster {

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
    bool json = false;
    bool quiet = false;
    bool arm = false; ///< Production may be written to, for this command only.
    std::chrono::seconds keyStoreWait{60}; ///< Of commands, which may have nobody to unlock it.
};

struct ExportOptions
{
    QString segmentId;
    QString out;
    QString format; ///< "csv", "jsonl"; empty: by the file's ending
    QStringList attributes; ///< Empty: all that are valid.
    QStringList filters; ///< "attr operator value"
    std::optional<int> pageSize; ///< nullopt: the profile's
    std::optional<std::chrono::seconds> maxAge; ///< nullopt: the profile's
    bool ignoreAge = false;
    bool strictAttributes = false;
    QString webhook;
    bool resume = false;
    bool overwrite = false;
    bool spreadsheetSafe = false;
};

/// What was asked for on the command line.
struct CommandLine
{
    enum class Command {
        Window, ///< None: open the window.
        SegmentsList,
        SegmentsShow,
        SegmentsExport,
        ListsList,
        ListsSanitize,
        ListsApply,
        ListsRestore,
        ListsSchema,
        ListsEnrich,
        ListsEnrichUndo,
        CampaignsList,
        CampaignsShow,
        TranscriptsFetch,
        TranscriptsSearch,
        WebhooksList,
        WebhooksRegister,
        ConnectionsList,
        ConnectionsTest,
        NoticesList,
        NoticesRetry,
        NoticesKeys,
        NoticesMakeKey,
        NoticesForgetKey,
        AudiencesList,
        AudiencesShow,
        AudiencesPut,
        RunsList,
        RunsResume,
        RunsDiscard,
        AudiencesEstimate,
        AuditList,
        AuditVerify,
        AuditExport,
        AuditForget,
        Diagnostics,
        TranscriptsMask,
        PoliciesList,
        PoliciesShow,
        PoliciesImport,
        PoliciesExport,
        PoliciesDelete,
        AudiencesValidate,
        AudiencesExplain,
        AudiencesDiff,
        Sandbox,
    };
    Command command = Command::Window;
    CommonOptions common;
    ExportOptions exportOptions;
    ListsOptions listsOptions;
    EnrichOptions enrichOptions;
    TranscriptOptions transcriptOptions;
    MaskOptions maskOptions;
    AudienceOptions audienceOptions;
    CriteriaOptions criteriaOptions;
    EstimateOptions estimateOptions;
    NoticeOptions noticeOptions;
    /// ID of `show` and of the interaction of `audit list`, RUN of `resume` and `discard`, FILE of `export`, `verify`
    /// and `diagnostics`.
    QString subject;
    QString checkpoint; ///< Digest that `audit verify` compares with.
    bool wait = false; ///< Of `segments export` and `runs resume`: stay over a long pause of the server's.
    /// Of `segments export --resume` and `runs resume`: where the segment was recalculated meanwhile.
    IfRecalculated ifRecalculated = IfRecalculated::Ask;
    int count = 100; ///< Entries of `audit list`.
    SandboxSettings sandbox;
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

struct CommandReference;
/// Everything that parseCommandLine() takes.
[[nodiscard]] CommandReference describeCommandLine();

/// "90s", "15m", "24h", "7d"; nullopt for anything else.
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(const QString &text);

} // namespace muster
