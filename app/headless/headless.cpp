// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/headless.h"

#include "app/headless/audiencecommands.h"
#include "app/headless/auditcommands.h"
#include "app/headless/campaigncommands.h"
#include "app/headless/connectioncommands.h"
#include "app/headless/criteriacommand.h"
#include "app/headless/diagnosticscommand.h"
#include "app/headless/enrichcommand.h"
#include "app/headless/enrichundocommand.h"
#include "app/headless/errorobject.h"
#include "app/headless/estimatecommand.h"
#include "app/headless/exportcommand.h"
#include "app/headless/listapplycommands.h"
#include "app/headless/listcommands.h"
#include "app/headless/listsanitizecommand.h"
#include "app/headless/maskcommand.h"
#include "app/headless/noticecommands.h"
#include "app/headless/policycommands.h"
#include "app/headless/runcommands.h"
#include "app/headless/sandboxcommand.h"
#include "app/headless/segmentcommands.h"
#include "app/headless/transcriptcommands.h"
#include "app/headless/webhookcommands.h"
#include "app/shutdown.h"
#include "app/unixsignals.h"
#include "models/text/errortexts.h"
#include "network/http/clock.h"
#include "resources/resources.h"

#include <QCoreApplication>
#include <QTimer>

namespace muster {

namespace {

std::unique_ptr<HeadlessCommand> makeCommand(const HeadlessContext &context)
{
    switch (context.commandLine.command) {
    case CommandLine::Command::SegmentsList:
        return std::make_unique<SegmentsListCommand>(context);
    case CommandLine::Command::SegmentsShow:
        return std::make_unique<SegmentsShowCommand>(context);
    case CommandLine::Command::SegmentsExport:
        return std::make_unique<ExportCommand>(context);
    case CommandLine::Command::ListsList:
        return std::make_unique<ListsListCommand>(context);
    case CommandLine::Command::ListsSanitize:
        return std::make_unique<ListsSanitizeCommand>(context);
    case CommandLine::Command::ListsApply:
        return std::make_unique<ListsApplyCommand>(context);
    case CommandLine::Command::ListsRestore:
        return std::make_unique<ListsRestoreCommand>(context);
    case CommandLine::Command::ListsSchema:
        return std::make_unique<ListsSchemaCommand>(context);
    case CommandLine::Command::ListsEnrich:
        return std::make_unique<ListsEnrichCommand>(context);
    case CommandLine::Command::ListsEnrichUndo:
        return std::make_unique<EnrichUndoCommand>(context);
    case CommandLine::Command::CampaignsList:
    case CommandLine::Command::CampaignsShow:
        return std::make_unique<CampaignsCommand>(context);
    case CommandLine::Command::TranscriptsFetch:
        return std::make_unique<TranscriptsFetchCommand>(context);
    case CommandLine::Command::TranscriptsSearch:
        return std::make_unique<TranscriptsSearchCommand>(context);
    case CommandLine::Command::WebhooksList:
        return std::make_unique<WebhooksListCommand>(context);
    case CommandLine::Command::WebhooksRegister:
        return std::make_unique<WebhooksRegisterCommand>(context);
    case CommandLine::Command::ConnectionsList:
        return std::make_unique<ConnectionsListCommand>(context);
    case CommandLine::Command::ConnectionsTest:
        return std::make_unique<ConnectionsTestCommand>(context);
    case CommandLine::Command::NoticesList:
    case CommandLine::Command::NoticesRetry:
    case CommandLine::Command::NoticesKeys:
    case CommandLine::Command::NoticesMakeKey:
    case CommandLine::Command::NoticesForgetKey:
        return std::make_unique<NoticesCommand>(context);
    case CommandLine::Command::AudiencesList:
        return std::make_unique<AudiencesListCommand>(context);
    case CommandLine::Command::AudiencesShow:
        return std::make_unique<AudiencesShowCommand>(context);
    case CommandLine::Command::AudiencesPut:
        return std::make_unique<AudiencesPutCommand>(context);
    case CommandLine::Command::RunsList:
        return std::make_unique<RunsListCommand>(context);
    case CommandLine::Command::RunsResume:
        return std::make_unique<ResumeCommand>(context);
    case CommandLine::Command::RunsDiscard:
        return std::make_unique<RunsDiscardCommand>(context);
    case CommandLine::Command::AudiencesEstimate:
        return std::make_unique<EstimateCommand>(context);
    case CommandLine::Command::AuditList:
        return std::make_unique<AuditListCommand>(context);
    case CommandLine::Command::AuditVerify:
        return std::make_unique<AuditVerifyCommand>(context);
    case CommandLine::Command::AuditExport:
        return std::make_unique<AuditExportCommand>(context);
    case CommandLine::Command::AuditForget:
        return std::make_unique<AuditForgetCommand>(context);
    case CommandLine::Command::Diagnostics:
        return std::make_unique<DiagnosticsCommand>(context);
    case CommandLine::Command::TranscriptsMask:
        return std::make_unique<MaskCommand>(context);
    case CommandLine::Command::PoliciesList:
    case CommandLine::Command::PoliciesShow:
    case CommandLine::Command::PoliciesImport:
    case CommandLine::Command::PoliciesExport:
    case CommandLine::Command::PoliciesDelete:
        return std::make_unique<PolicyCommand>(context);
    case CommandLine::Command::AudiencesValidate:
    case CommandLine::Command::AudiencesExplain:
    case CommandLine::Command::AudiencesDiff:
        return std::make_unique<CriteriaCommand>(context);
    case CommandLine::Command::Sandbox:
        return std::make_unique<SandboxCommand>(context);
    case CommandLine::Command::Window:
        break;
    }
    Q_UNREACHABLE();
}

/// Commands that are asked for what they write to standard output, and for nothing else.
bool isQuestion(CommandLine::Command command)
{
    switch (command) {
    case CommandLine::Command::SegmentsList:
    case CommandLine::Command::SegmentsShow:
    case CommandLine::Command::ListsList:
    case CommandLine::Command::ListsSanitize:
    case CommandLine::Command::TranscriptsSearch:
    case CommandLine::Command::WebhooksList:
    case CommandLine::Command::ConnectionsList:
    case CommandLine::Command::ConnectionsTest:
    case CommandLine::Command::NoticesList:
    case CommandLine::Command::NoticesKeys:
    case CommandLine::Command::NoticesMakeKey: // a key that nobody could read is of no use
    case CommandLine::Command::AudiencesList:
    case CommandLine::Command::AudiencesShow:
    case CommandLine::Command::RunsList:
    case CommandLine::Command::AudiencesEstimate:
    case CommandLine::Command::AuditList:
    case CommandLine::Command::AuditVerify:
    case CommandLine::Command::TranscriptsMask:
    case CommandLine::Command::PoliciesList:
    case CommandLine::Command::PoliciesShow:
    case CommandLine::Command::AudiencesValidate:
    case CommandLine::Command::AudiencesExplain:
    case CommandLine::Command::AudiencesDiff:
        return true;
    default:
        return false; // the exit code tells what became of the work, whoever hears of it
    }
}

} // namespace

int runHeadless(int argc, char **argv, const CommandLine &commandLine, EnvironmentCredentials credentials)
{
    QCoreApplication application(argc, argv);
    installTranslations(application);
    Console console(commandLine.common.quiet, commandLine.common.json);
    SystemClock clock;
    const Workspace::Paths paths = commandLine.common.dataDir.isEmpty()
        ? Workspace::Paths::standard()
        : Workspace::Paths::under(commandLine.common.dataDir);
    auto workspace = Workspace::open(paths, clock);
    if (!workspace) {
        console.error(errorSentence(workspace.error()));
        console.json({{QStringLiteral("outcome"), QStringLiteral("refused")},
                      {QStringLiteral("error"), errorObject(workspace.error())}});
        return ExitRefused;
    }
    for (const ApiError &notice : (*workspace)->notices())
        console.note(errorSentence(notice));
    (*workspace)->limitKeyStore(commandLine.common.keyStoreWait);

    int exitCode = ExitFailed;
    {
        TenantOpener opener(**workspace, commandLine.sandbox);
        UnixSignals signalSource;
        const auto command = makeCommand({commandLine, console, **workspace, opener, credentials});
        QObject::connect(command.get(), &HeadlessCommand::done, &application, &QCoreApplication::exit,
                         Qt::QueuedConnection);
        QObject::connect(&signalSource, &UnixSignals::interrupted, command.get(), &HeadlessCommand::interrupt);
        QObject::connect(&signalSource, &UnixSignals::terminated, command.get(), &HeadlessCommand::terminate);
        QTimer::singleShot(0, command.get(), &HeadlessCommand::start);
        exitCode = application.exec();
    }
    if (console.hasLostOutput()) {
        console.error(
            QCoreApplication::translate("Headless", "What was to go to standard output could not be written."));
        if (exitCode == ExitComplete && isQuestion(commandLine.command))
            exitCode = ExitFailed;
    }
    settleWorkspace(application, **workspace);
    return exitCode;
}

} // namespace muster
