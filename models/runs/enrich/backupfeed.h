// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/unitbatch.h"
#include "models/store/backupreader.h"

namespace muster {

/// The batches of an enrichment as its backup holds them: what is not in there cannot be sent, so what is sent can be
/// undone. A unit is a record's place in the backup. Memory: some batches.
class BackupFeed final : public BatchSource
{
public:
    /// `open`: per unit, whether it is still to be sent.
    BackupFeed(std::unique_ptr<BackupReader> backup, std::shared_ptr<const ListSchema> schema, std::vector<bool> open);

    /// Errors as BackupReader::next(); Damaged "backup_damaged" for other records than units; BadInput "schema_changed"
    /// (subject: the attribute) when the list does not take a value any more.
    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size) override;

private:
    [[nodiscard]] Result<void> take(const BackupRecord &record, const BatchSize &size);

    const std::unique_ptr<BackupReader> m_backup;
    const std::shared_ptr<const ListSchema> m_schema;
    const std::vector<bool> m_open;
    BatchCutter m_cutter;
    std::size_t m_unit = 0; ///< Of the next record.
    bool m_ended = false;
};

} // namespace muster
