// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QtGlobal>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster transcripts fetch` and `muster transcripts search`.
struct TranscriptOptions
{
    QStringList ids; ///< ID...
    QString idsFile; ///< --ids FILE, an id a line.
    QString out; ///< Folder.
    QStringList media; ///< "voice", "chat"; empty: both, in `search` any.
    QString redaction = QStringLiteral("auto");
    int concurrency = 4;
    QString policy; ///< A saved policy's name, or a file; empty: the built-in one.
    QString webhook;
    QString format = QStringLiteral("json");
    QString attach; ///< Job id.
    bool resume = false;
    bool writeRaw = false;
    qint64 confirmRaw = -1; ///< How many transcripts are to be written unmasked.
    int pollLimit = -1; ///< -1: as the connection has it.
    QString from, to; ///< Of `search`.
};

/// Options of `muster transcripts mask`, `evaluate`, `agreement` and `policies`.
struct MaskOptions
{
    QStringList files; ///< "-": standard input. Empty: standard input as well.
    QString out; ///< Folder; empty: standard output.
    QString policy; ///< Name, or file of an exported one; empty: the built-in one.
    QString format; ///< "json", "jsonl", "text"; empty: each file is looked at.
    bool explain = false;
    QString labelled; ///< File of `evaluate`, and first one of `agreement`.
    QString secondLabelled; ///< Of `agreement`.
    // policies
    QString policyName, policyFile;
};

/// Adds the group `transcripts`. Both must outlive the parsing.
void addTranscriptCommands(CLI::App &app, CommandLine &result);

} // namespace muster
