// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <chrono>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster notices ...`.
struct NoticeOptions
{
    QString receiver; ///< Address of a receiver; of `forget-key` its origin will do.
    std::chrono::seconds overlap{0}; ///< How long the key before goes on signing.
};

/// Adds the group `notices`. All must outlive the parsing.
void addNoticeCommands(CLI::App &app, CommandLine &result);

} // namespace muster
