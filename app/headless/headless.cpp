// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/headless.h"

#include "app/headless/headlesscommand.h"
#include "app/shutdown.h"
#include "models/rules/numbers/numberengine.h"
#include "models/store/numberplanstore.h"
#include "models/text/errortexts.h"
#include "network/http/clock.h"
#include "resources/resources.h"

#include <QCoreApplication>
#include <QTimer>

namespace muster {

int runHeadless(int argc, char **argv, const CommandLine &commandLine, EnvironmentCredentials credentials)
{
    QCoreApplication application(argc, argv);
    installTranslations(application);
    Console console(commandLine.common.quiet, commandLine.common.json);
    SystemClock clock;
    auto workspace = Workspace::open(Workspace::Paths::chosen(commandLine.common.dataDir), clock);
    if (!workspace) {
        console.error(errorSentence(workspace.error()));
        console.json({{QStringLiteral("outcome"), QStringLiteral("refused")},
                      {QStringLiteral("error"), errorObject(workspace.error())}});
        return ExitRefused;
    }
    for (const ApiError &notice : (*workspace)->notices())
        console.note(errorSentence(notice));
    initNumberPlans();
    NumberEngine::setSharedPlan((*workspace)->numberPlans().source());
    (*workspace)->limitKeyStore(commandLine.common.keyStoreWait);

    int exitCode = ExitFailed;
    {
        TenantOpener opener(**workspace, commandLine.sandbox);
        UnixSignals signalSource;
        const auto command = commandLine.headless->make({commandLine, console, **workspace, opener, credentials});
        QObject::connect(command.get(), &HeadlessCommand::done, &application, &QCoreApplication::exit,
                         Qt::QueuedConnection);
        QObject::connect(&signalSource, &UnixSignals::interrupted, command.get(), &HeadlessCommand::receiveInterrupt);
        QObject::connect(&signalSource, &UnixSignals::terminated, command.get(), &HeadlessCommand::receiveTerminate);
        QTimer::singleShot(0, command.get(), &HeadlessCommand::start);
        exitCode = application.exec();
    }
    if (console.hasLostOutput()) {
        console.error(QCoreApplication::translate("Headless", "Standard output could not be written."));
        if (exitCode == ExitComplete && commandLine.headless->purpose == HeadlessMaker::Purpose::Question)
            exitCode = ExitFailed;
    }
    settleWorkspace(application, **workspace);
    return exitCode;
}

} // namespace muster
