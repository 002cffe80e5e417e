// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/noticeoptions.h"

#include "app/commandline.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace muster {

namespace {

using Command = CommandLine::Command;

CLI::App *command(CLI::App &parent, const char *name, const char *help)
{
    CLI::App *sub = parent.add_subcommand(name, help);
    sub->fallthrough();
    return sub;
}

} // namespace

void addNoticeCommands(CLI::App &app, CommandLine &result)
{
    struct Words // CLI11 speaks std::string
    {
        std::string receiver, overlap = "7d";
    };
    const auto words = std::make_shared<Words>();
    CLI::App *notices = command(app, "notices", "Muster's own notices to other systems, and the keys that sign them");
    notices->require_subcommand(1);
    command(*notices, "list", "List the notices that were given up or wait after a failed attempt")
        ->callback([&result] { result.command = Command::NoticesList; });
    command(*notices, "retry", "Send the notices again that were given up")->callback([&result] {
        result.command = Command::NoticesRetry;
    });
    command(*notices, "keys", "List the receivers that have a signing key, with the keys' ids")->callback([&result] {
        result.command = Command::NoticesKeys;
    });
    CLI::App *make = command(*notices, "make-key",
                             "Make a signing key for a receiver and print it, this once; one that it has goes on "
                             "signing beside the new one for a while");
    make->add_option("RECEIVER", words->receiver, "Address of the receiver; the key is for its scheme, host and port")
        ->required();
    make->add_option("--overlap", words->overlap, "How long the key before goes on signing: 12h, 7d; at most 90d")
        ->capture_default_str()
        ->check([](const std::string &text) {
            const auto overlap = parseDuration(QString::fromStdString(text));
            return overlap && *overlap <= std::chrono::hours(90 * 24)
                ? std::string()
                : std::string("give a number with s, m, h or d, at most 90d");
        });
    make->callback([words, &result] {
        result.command = Command::NoticesMakeKey;
        result.noticeOptions.receiver = QString::fromStdString(words->receiver);
        result.noticeOptions.overlap
            = parseDuration(QString::fromStdString(words->overlap)).value_or(std::chrono::seconds(0));
    });
    CLI::App *forget
        = command(*notices, "forget-key", "Delete the signing keys of a receiver; notices to it then leave unsigned");
    forget->add_option("RECEIVER", words->receiver, "Address of the receiver")->required();
    forget->callback([words, &result] {
        result.command = Command::NoticesForgetKey;
        result.noticeOptions.receiver = QString::fromStdString(words->receiver);
    });
}

} // namespace muster
