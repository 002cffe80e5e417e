// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

namespace muster {

class Database;

/// The version this program writes; kept in the file as `user_version`.
[[nodiscard]] int journalVersion();
/// Brings the tables of Journal and Outbox up to journalVersion(), one numbered step after the other, each whole or not
/// at all. Nothing is done to a file that is newer.
[[nodiscard]] Result<void> migrateJournal(Database &database);

} // namespace muster
