// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Adds the group `support`. Both must outlive the parsing.
void addSupportCommands(CLI::App &app, CommandLine &result);

} // namespace muster
