// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>
#include <optional>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster audiences show` and `put`.
struct AudienceOptions
{
    QString id;
    QString file; ///< A definition as JSON.
    QString webhook;
    std::optional<qint64> expectedVersion; ///< 0: there must be no such audience.
    bool recalculate = true; ///< false: not even if the file says so.
    bool awaitEvaluation = false; ///< --wait
};

/// Adds `list`, `show` and `put` to the group `audiences`, which is made where it is not there yet. All must outlive
/// the parsing.
void addAudienceCommands(CLI::App &app, CommandLine &result);

} // namespace muster
