// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QtGlobal>
#include <optional>

namespace CLI {
class App;
}

namespace muster {

struct CommandLine;

/// Options of `muster upload`.
struct UploadOptions
{
    QString file; ///< To be checked; of `reconcile` the report.
    QString idColumn;
    QStringList phoneColumns;
    QString encoding; ///< Empty: detected.
    QString defaultRegion;
    bool digitsAreInternational = false;
    QString out; ///< Folder for the copy; empty: none is made.
    std::optional<qint64> rows, size; ///< Of each file of the copy; size in MiB.
    bool keepAll = false; ///< Rows that break a rule stay in the copy.
    QString report;
    bool overwrite = false; ///< The report.
    QString list; ///< Of `reconcile`.
};

/// Adds the group `upload`. Both must outlive the parsing.
void addUploadCommands(CLI::App &app, CommandLine &result);

} // namespace muster
