// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/journalschema.h"

#include "models/store/database.h"

#include <QStringList>
#include <array>

namespace muster {

namespace {

// Step n takes version n to n + 1. Steps that were released are never changed: add one at the end.
// Times are milliseconds since 1970 in UTC.
const std::array<std::array<const char *, 5>, 1> steps = {{
    {
        "CREATE TABLE runs (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, profile_id TEXT NOT NULL, "
        "profile_name TEXT NOT NULL, target TEXT NOT NULL, run_order BLOB NOT NULL, order_digest TEXT NOT NULL, "
        "started_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, "
        "progress BLOB NOT NULL) STRICT",
        "CREATE INDEX runs_started ON runs (started_at)",
        "CREATE TABLE deliveries (id TEXT PRIMARY KEY, run_id TEXT NOT NULL, target TEXT NOT NULL, body BLOB NOT NULL, "
        "attempts INTEGER NOT NULL, queued_at INTEGER NOT NULL, next_at INTEGER NOT NULL, state TEXT NOT NULL, "
        "error TEXT NOT NULL) STRICT",
        "CREATE INDEX deliveries_due ON deliveries (state, next_at)",
        "CREATE INDEX deliveries_run ON deliveries (run_id, state)",
    },
}};

} // namespace

int journalVersion()
{
    return int(steps.size());
}

Result<void> migrateJournal(Database &database)
{
    TRY(version, database.userVersion());
    for (int step = *version; step < journalVersion(); ++step) {
        const auto done = database.inTransaction([&]() -> Result<void> {
            for (const char *sql : steps[size_t(step)]) {
                TRY_VOID(database.change(QString::fromLatin1(sql)));
            }
            // Part of the transaction: SQLite keeps the number in the file's header page.
            const auto marked = database.change(QStringLiteral("PRAGMA user_version=%1").arg(step + 1));
            return marked ? Result<void>() : failure(marked.error());
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace muster
