// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/hardening.h"
#include "app/headless/headless.h"
#include "app/numberscommand.h"
#include "app/window.h"
#include "models/runs/workspace.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    muster::hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("muster"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MUSTER_VERSION));
    muster::EnvironmentCredentials credentials = muster::takeEnvironmentCredentials();
    const muster::ParsedCommandLine parsed = muster::parseCommandLine(argc, argv);
    if (parsed.exitCode)
        return *parsed.exitCode;
    const muster::CommandLine &commandLine = parsed.commandLine;
    if (commandLine.run) {
        muster::useChosenPlans(muster::Workspace::Paths::chosen(commandLine.common.dataDir).config);
        return commandLine.run();
    }
    if (commandLine.alone)
        return commandLine.alone(argc, argv, commandLine);
    if (!commandLine.headless)
        return muster::runWindow(argc, argv, commandLine, std::move(credentials));
    return muster::runHeadless(argc, argv, commandLine, std::move(credentials));
}
