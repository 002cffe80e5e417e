// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster transcripts mask` and `muster transcripts policies`.
struct MaskOptions
{
    QStringList files; ///< "-": standard input. Empty: standard input as well.
    QString out; ///< Folder; empty: standard output.
    QString policy; ///< Name, or file of an exported one; empty: the built-in one.
    QString format; ///< "json", "jsonl", "text"; empty: each file is looked at.
    bool explain = false;
    // policies
    QString policyName, policyFile;
};

/// Adds `mask` and `policies` to the group `transcripts`, which is made where it is not there yet. All must outlive the
/// parsing.
void addMaskCommands(CLI::App &app, CommandLine &result);

} // namespace muster
