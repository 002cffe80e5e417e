// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamschema.h"

#include <array>
#include <vector>

namespace muster {

namespace {

/// Step n brings a schema from version n to n + 1. A step that has been published is never changed. `told_by` and
/// `told_at` can be given by nobody: the role has no right to insert into them.
const std::array<std::vector<const char *>, TeamSchema::version> schemaSteps{{
    {
        "CREATE SCHEMA muster",
        "CREATE TABLE muster.schema_version (version integer PRIMARY KEY, "
        "made_at timestamptz NOT NULL DEFAULT now(), made_by text NOT NULL DEFAULT session_user)",
        "CREATE TABLE muster.computers (machine uuid NOT NULL, "
        "name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200), "
        "told_by text NOT NULL DEFAULT session_user, told_at timestamptz NOT NULL DEFAULT now(), "
        "PRIMARY KEY (machine, name))",
        "CREATE TABLE muster.audit_lines (machine uuid NOT NULL, sequence bigint NOT NULL CHECK (sequence > 0), "
        "at timestamptz NOT NULL, event text NOT NULL, run_id text NOT NULL, actor text NOT NULL, "
        "line text NOT NULL CHECK (octet_length(line) <= 65536), "
        "told_by text NOT NULL DEFAULT session_user, told_at timestamptz NOT NULL DEFAULT now(), "
        "PRIMARY KEY (machine, sequence))",
        "CREATE INDEX audit_lines_at ON muster.audit_lines (at, machine, sequence)",
        "CREATE TABLE muster.run_versions (machine uuid NOT NULL, run_id text NOT NULL, version integer NOT NULL, "
        "digest text NOT NULL, actor text NOT NULL, kind text NOT NULL, title text NOT NULL, "
        "connection text NOT NULL, target text NOT NULL, order_digest text NOT NULL, "
        "started_at timestamptz NOT NULL, changed_at timestamptz NOT NULL, state text NOT NULL, "
        "reason text NOT NULL, lives integer NOT NULL, "
        "ending text NOT NULL CHECK (octet_length(ending) <= 65536), "
        "measures text NOT NULL CHECK (octet_length(measures) <= 2097152), "
        "told_by text NOT NULL DEFAULT session_user, told_at timestamptz NOT NULL DEFAULT now(), "
        "PRIMARY KEY (machine, run_id, version))",
        "CREATE INDEX run_versions_started ON muster.run_versions (started_at, run_id)",
        "CREATE VIEW muster.runs AS SELECT * FROM muster.run_versions AS told WHERE NOT EXISTS "
        "(SELECT 1 FROM muster.run_versions AS later WHERE later.machine = told.machine "
        "AND later.run_id = told.run_id AND later.version > told.version)",
        "CREATE VIEW muster.computer_names AS SELECT DISTINCT ON (machine) machine, name, told_by "
        "FROM muster.computers ORDER BY machine, told_at DESC, name",
    },
}};

} // namespace

QString TeamSchema::quotedName(const QString &name)
{
    QString inner = name;
    inner.replace(u'"', QLatin1String("\"\""));
    return u'"' + inner + u'"';
}

QStringList TeamSchema::tables()
{
    return {QStringLiteral("muster.computers"), QStringLiteral("muster.audit_lines"),
            QStringLiteral("muster.run_versions")};
}

QStringList TeamSchema::steps(int from)
{
    QStringList statements;
    for (int step = from; step < version; ++step) {
        for (const char *statement : schemaSteps[std::size_t(step)])
            statements.append(QLatin1String(statement));
        statements.append(QStringLiteral("INSERT INTO muster.schema_version (version) VALUES (%1)").arg(step + 1));
    }
    return statements;
}

QStringList TeamSchema::grants(const QString &role)
{
    const QString name = quotedName(role);
    return {
        QStringLiteral("GRANT USAGE ON SCHEMA muster TO ") + name,
        QStringLiteral("GRANT SELECT ON ALL TABLES IN SCHEMA muster TO ") + name,
        QStringLiteral("GRANT INSERT (machine, name) ON muster.computers TO ") + name,
        QStringLiteral("GRANT INSERT (machine, sequence, at, event, run_id, actor, line) ON muster.audit_lines TO ")
            + name,
        QStringLiteral("GRANT INSERT (machine, run_id, version, digest, actor, kind, title, connection, target, "
                       "order_digest, started_at, changed_at, state, reason, lives, ending, measures) "
                       "ON muster.run_versions TO ")
            + name,
    };
}

QString TeamSchema::script(const QString &role)
{
    QString text = QStringLiteral("-- Muster's tables for a team, version %1. Run it as who owns the database:\n"
                                  "--     psql --set ON_ERROR_STOP=1 --dbname DATABASE --file THIS\n"
                                  "-- The role must be there. It can read and append, and change or delete nothing.\n"
                                  "BEGIN;\n")
                       .arg(version);
    for (const QString &statement : steps(0) + grants(role))
        text += statement + QLatin1String(";\n");
    return text + QLatin1String("COMMIT;\n");
}

} // namespace muster
