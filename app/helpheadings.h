// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <CLI/CLI.hpp>
#include <QString>

namespace muster {

/// The language that the terminal's messages are in, as LC_ALL, LC_MESSAGES and LANG say: "de"; "en" for "C" and for
/// what there is no translation into.
[[nodiscard]] QString terminalLanguage();

/// Writes --help with its headings in that language; what commands and options do is told in English.
class HelpHeadings final : public CLI::Formatter
{
public:
    std::string make_usage(const CLI::App *app, std::string name) const override;
    std::string make_group(std::string group, bool isPositional,
                           std::vector<const CLI::Option *> options) const override;
    std::string make_subcommands(const CLI::App *app, CLI::AppFormatMode mode) const override;
};

} // namespace muster
