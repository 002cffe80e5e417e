// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window.h"

#include "app/shutdown.h"
#include "app/startup.h"
#include "app/tenantchoice.h"
#include "app/unixsignals.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantopener.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "models/text/errortexts.h"
#include "network/http/clock.h"
#include "resources/resources.h"
#include "ui/common/theme.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windowmemory.h"

#include <QApplication>
#include <QMessageBox>
#include <cstdio>

namespace muster {

namespace {

int refuse(const ApiError &error)
{
    const ErrorWords words = errorWords(error);
    QMessageBox box(QMessageBox::Critical, QStringLiteral("Muster"), words.title, QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(words.what + u' ' + words.todo);
    box.exec();
    return ExitRefused;
}

} // namespace

int runWindow(int argc, char **argv, const CommandLine &commandLine, EnvironmentCredentials credentials)
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        std::fputs("muster: there is no display to open the window on. Try: muster --help\n", stderr);
        return ExitRefused;
    }
    QApplication application(argc, argv);
    // Panels find the window's icon and name by it.
    QApplication::setDesktopFileName(QStringLiteral(MUSTER_APP_ID));
    initResources();
    installTranslations(application);

    SystemClock clock;
    const QString folder = commandLine.common.dataDir;
    auto opened
        = Workspace::open(folder.isEmpty() ? Workspace::Paths::standard() : Workspace::Paths::under(folder), clock);
    if (!opened) {
        Theme::instance().apply(Theme::Mode::System, Theme::Contrast::System);
        return refuse(opened.error());
    }
    Workspace &workspace = **opened;
    const WindowMemory memory(workspace);
    Theme::instance().apply(memory.colours(), memory.contrast());
    const auto profile = chooseTenant(commandLine.common, credentials, workspace.profiles(), memory.lastProfile());
    if (!profile)
        return refuse(profile.error());
    if (!TenantOpener::isSandbox(*profile) && !credentials.clientSecret.isEmpty())
        workspace.secrets().keepForThisRun(*profile, std::move(credentials.clientSecret));

    int exitCode = ExitFailed;
    {
        TenantOpener opener(workspace, commandLine.sandbox);
        MainWindow window(workspace, opener, memory.startPage());
        UnixSignals signalSource;
        // The system wants us to go: no questions, every run paused and on disk first (F105).
        const auto leave = [&workspace, &application] {
            QObject::connect(&workspace.runs(), &RunManager::allFinished, &application, &QCoreApplication::quit,
                             Qt::QueuedConnection);
            workspace.runs().pauseAll();
        };
        QObject::connect(&signalSource, &UnixSignals::interrupted, &window, leave);
        QObject::connect(&signalSource, &UnixSignals::terminated, &window, leave);
        window.show();
        afterFirstPaint(&window, [&window, &profile] { window.openProfile(*profile); });
        logStartup(&window);
        exitCode = application.exec();
    }
    settleWorkspace(application, workspace);
    return exitCode;
}

} // namespace muster
