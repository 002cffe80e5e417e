// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster audiences estimate`.
struct EstimateOptions
{
    QString file; ///< A definition, or bare criteria.
    QString contacts; ///< CSV, TSV or JSON Lines.
};

/// Adds `estimate` to the group `audiences`, which is made where it is not there yet. All must outlive the parsing.
void addEstimateCommand(CLI::App &app, CommandLine &result);

} // namespace muster
