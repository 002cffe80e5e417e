// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <functional>

namespace CLI {
class App;
}

namespace muster {

struct NumbersOptions
{
    QString defaultRegion; ///< "DE"; empty or "ZZ": only numbers in international form can be parsed.
    QString file = QStringLiteral("-"); ///< "-": standard input.
};

/// Classifies to standard output; progress and the count of rows go to standard error. 0: complete, 1: reading or
/// writing failed, 2: unknown region or the file cannot be opened. Needs no application object.
[[nodiscard]] int classifyNumbers(const NumbersOptions &options);

/// Adds `numbers classify [--default-region R] [FILE|-]`. When it is the command that was given, parsing sets `run` to
/// what executes it. `run` must live until then. Gives the group `numbers`.
CLI::App &addNumbersCommand(CLI::App &app, std::function<int()> &run);

/// For commands without a workspace: numbers are judged by the plans that were chosen in `configFolder`. Nothing is
/// written; a damaged choice is told on standard error.
void useChosenPlans(const QString &configFolder);

} // namespace muster
