// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandline.h"

namespace CLI {
class Option;
}

namespace muster {

// What the commands are declared with. CLI11 knows no Qt types; these read an option straight into one, which must
// outlive the parsing. A call reads one command, so that two of them may share a member.

/// A command of that class; `how`: what its constructor wants besides.
template <typename Command, auto... how>
[[nodiscard]] HeadlessMaker headless(HeadlessMaker::Purpose purpose)
{
    return {[](const HeadlessContext &context) -> std::unique_ptr<HeadlessCommand> {
                return std::make_unique<Command>(context, how...);
            },
            purpose};
}

/// A command that sets `result.headless`.
CLI::App &addCommand(CLI::App &parent, const char *name, const char *help, CommandLine &result, HeadlessMaker maker);
/// A name that commands follow, one of which must be given.
CLI::App &addGroup(CLI::App &parent, const char *name, const char *help);

/// What `into` holds is the default that capture_default_str() shows.
CLI::Option *addOption(CLI::App &command, const char *name, QString &into, const char *help);
CLI::Option *addOption(CLI::App &command, const char *name, QStringList &into, const char *help);
/// In whole seconds or milliseconds.
CLI::Option *addOption(CLI::App &command, const char *name, std::chrono::seconds &into, const char *help);
CLI::Option *addOption(CLI::App &command, const char *name, std::chrono::milliseconds &into, const char *help);
/// A number from 0.
CLI::Option *addCount(CLI::App &command, const char *name, std::optional<qint64> &into, const char *help);
/// Words separated by commas; may be given again.
CLI::Option *addSeparated(CLI::App &command, const char *name, QStringList &into, const char *help);
CLI::Option *addSeparated(CLI::App &command, const char *name, std::optional<QStringList> &into, const char *help);

} // namespace muster
