// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace muster {

/// The tables of the team's database, in a schema of their own, "muster". Append only: the role that Muster works with
/// may read, and insert what it is told; who told it and when is written by the database itself. Pure.
///
/// | Table | Key | What |
/// |---|---|---|
/// | `schema_version` | version | steps that were made |
/// | `computers` | machine, name | by which names a computer has told |
/// | `audit_lines` | machine, sequence | lines of the audit files, as they stand there |
/// | `run_versions` | machine, run_id, version | runs as they were told, the highest version last |
struct TeamSchema
{
    /// What this program writes and reads.
    static constexpr int version = 1;

    /// Statements that bring a schema of version `from` (0: there is none) up to `version`; to be done in one
    /// transaction. Empty: nothing is to be done.
    [[nodiscard]] static QStringList steps(int from);
    /// What `role` gets: to read everything, and to insert columns that are not the database's own.
    [[nodiscard]] static QStringList grants(const QString &role);
    /// All of it for a database that has none yet, as a script for psql to be read by who runs it.
    [[nodiscard]] static QString script(const QString &role);
    /// Tables that the role may insert into.
    [[nodiscard]] static QStringList tables();
    /// As an identifier of SQL.
    [[nodiscard]] static QString quotedName(const QString &name);
};

} // namespace muster
