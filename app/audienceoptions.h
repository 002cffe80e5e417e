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

/// Options of `muster audiences validate`, `explain` and `diff`.
struct CriteriaOptions
{
    QString file; ///< A definition, or its criteria alone.
    QString newer; ///< The second file of `diff`.
    QString id; ///< Of the audience that it is for; empty: not said.
    QString fields; ///< A field profile; empty: nothing is known of fields.
};

/// Options of `muster audiences estimate`.
struct EstimateOptions
{
    QString file; ///< A definition, or bare criteria.
    QString contacts; ///< CSV, TSV or JSON Lines.
};

/// Adds the group `audiences`. Both must outlive the parsing.
void addAudienceCommands(CLI::App &app, CommandLine &result);

} // namespace muster
