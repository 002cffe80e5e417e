// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options.h"

#include <CLI/CLI.hpp>
#include <limits>

namespace muster {

namespace {

template <typename List>
CLI::Option *addWords(CLI::App &command, const char *name, List &into, const char *help)
{
    return command.add_option_function<std::vector<std::string>>(
        name,
        [&into](const std::vector<std::string> &words) {
            QStringList list;
            for (const std::string &word : words)
                list.append(QString::fromStdString(word));
            into = list;
        },
        help);
}

template <typename Duration>
CLI::Option *addDuration(CLI::App &command, const char *name, Duration &into, const char *help)
{
    return command.add_option_function<qint64>(name, [&into](qint64 count) { into = Duration(count); }, help);
}

} // namespace

CLI::App &addCommand(CLI::App &parent, const char *name, const char *help, CommandLine &result, HeadlessMaker maker)
{
    CLI::App *command = parent.add_subcommand(name, help);
    command->fallthrough();
    command->callback([&result, maker] { result.headless = maker; });
    return *command;
}

CLI::App &addGroup(CLI::App &parent, const char *name, const char *help)
{
    CLI::App *group = parent.add_subcommand(name, help);
    group->fallthrough();
    group->require_subcommand(1);
    return *group;
}

CLI::Option *addOption(CLI::App &command, const char *name, QString &into, const char *help)
{
    return command
        .add_option_function<std::string>(
            name, [&into](const std::string &word) { into = QString::fromStdString(word); }, help)
        ->default_function([&into] { return into.toStdString(); });
}

CLI::Option *addOption(CLI::App &command, const char *name, QStringList &into, const char *help)
{
    return addWords(command, name, into, help);
}

CLI::Option *addOption(CLI::App &command, const char *name, std::chrono::seconds &into, const char *help)
{
    return addDuration(command, name, into, help);
}

CLI::Option *addOption(CLI::App &command, const char *name, std::chrono::milliseconds &into, const char *help)
{
    return addDuration(command, name, into, help);
}

CLI::Option *addCount(CLI::App &command, const char *name, std::optional<qint64> &into, const char *help)
{
    return command.add_option(name, into, help)->check(CLI::Range(qint64(0), std::numeric_limits<qint64>::max()));
}

CLI::Option *addSeparated(CLI::App &command, const char *name, QStringList &into, const char *help)
{
    return addWords(command, name, into, help)->delimiter(',')->allow_extra_args(false);
}

CLI::Option *addSeparated(CLI::App &command, const char *name, std::optional<QStringList> &into, const char *help)
{
    return addWords(command, name, into, help)->delimiter(',')->allow_extra_args(false);
}

} // namespace muster
