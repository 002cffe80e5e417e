// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster {

struct CommandLine;

/// `muster schedule run`: does the steps, each as a process of its own that takes the data folder itself. ExitComplete,
/// ExitFailed, ExitPaused for what a person has to look at, ExitCancelled; ExitRefused where nothing was begun.
[[nodiscard]] int runScheduleWork(int argc, char **argv, const CommandLine &commandLine);

/// `muster schedule digest`
[[nodiscard]] int runScheduleDigest(int argc, char **argv, const CommandLine &commandLine);

} // namespace muster
