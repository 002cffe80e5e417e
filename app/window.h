// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "app/hardening.h"

namespace muster {

/// Opens the window on the tenant that the command line names and stays until it is closed.
[[nodiscard]] int runWindow(int argc, char **argv, const CommandLine &commandLine, EnvironmentCredentials credentials);

} // namespace muster
