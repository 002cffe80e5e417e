// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster audiences validate`, `explain` and `diff`.
struct CriteriaOptions
{
    QString file; ///< A definition, or its criteria alone.
    QString newer; ///< The second file of `diff`.
    QString id; ///< Of the audience that it is for; empty: not said.
    QString fields; ///< A field profile; empty: nothing is known of fields.
};

/// Adds `validate`, `explain` and `diff` to the group `audiences`, which is made where it is not there yet. All must
/// outlive the parsing.
void addCriteriaCommands(CLI::App &app, CommandLine &result);

} // namespace muster
