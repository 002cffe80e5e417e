// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "app/hardening.h"

#include <functional>

class QWidget;

namespace muster {

/// Has done once the window has been painted what need not be there before: a person sees the window sooner. A window
/// that is not shown at all (another workspace, iconified) is not waited for longer than a second. GUI thread.
void afterFirstPaint(QWidget *window, std::function<void()> act);

/// Writes to the log category `muster.startup` (off by default; QT_LOGGING_RULES=muster.startup=true) the moment at
/// which the window had been painted and nothing was left to do: "start-up MICROSECONDS" of the steady clock, once.
void logStartup(QWidget *window);

/// Opens the window on the tenant that the command line names and stays until it is closed.
[[nodiscard]] int runWindow(int argc, char **argv, const CommandLine &commandLine, EnvironmentCredentials credentials);

} // namespace muster
