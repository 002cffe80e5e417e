// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/restorerules.h"
#include "models/sinks/writtenfile.h"
#include "network/wire/result.h"

#include <array>
#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

/// The contacts of a backup with what restoring can do for each, as far as the backup alone can tell: what the list
/// holds by now is for the run to find out. Immutable, made on a worker.
struct RestorePreview
{
    std::vector<BackupRecord> records;
    std::vector<RestoreChance> chances; ///< Of each record.
    std::array<qint64, restoreChanceCount> counts{}; ///< By RestoreChance.
    std::size_t longestId = 0; ///< Bytes.

    [[nodiscard]] qint64 count(RestoreChance chance) const { return counts[std::size_t(chance)]; }
};
using SharedRestorePreview = std::shared_ptr<const RestorePreview>;

[[nodiscard]] SharedRestorePreview previewRestore(std::vector<BackupRecord> records);

/// The contacts that cannot be restored, as CSV for spreadsheets (see CsvRows): contactId, original, written, reason.
/// So that a person can see to them. The file appears when it is complete and synced, mode 0600; "exists" where there
/// is one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writeNotRestorable(const RestorePreview &preview, const QString &file,
                                                     const std::stop_token &stop);

} // namespace muster
