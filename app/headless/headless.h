// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"
#include "app/hardening.h"

namespace muster {

/// Runs one headless command to its end, without a display. Gives the process's exit code.
[[nodiscard]] int runHeadless(int argc, char **argv, const CommandLine &commandLine,
                              EnvironmentCredentials credentials);

} // namespace muster
