// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace CLI {
class App;
}

namespace muster {

/// An option or a positional argument of a command.
struct OptionReference
{
    QStringList names; ///< "-h", "--help"; of a positional argument its word, "FILE".
    QString value; ///< What it takes: "TEXT", "INT"; empty: a flag.
    QStringList choices; ///< The only words that it takes; empty: any.
    QString help;
    bool positional = false;
    bool required = false;
};

/// A command with what is below it.
struct CommandReference
{
    QString name; ///< One word; of the whole the program's name.
    QString help;
    QList<OptionReference> options; ///< Its own, in the order of --help; those of the whole work everywhere.
    QList<CommandReference> commands;
    QString footer; ///< Of the whole only.
};

/// What the parser `app` takes.
[[nodiscard]] CommandReference commandReference(const CLI::App &app);

} // namespace muster
