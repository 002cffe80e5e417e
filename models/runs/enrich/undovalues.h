// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/heldvalue.h"
#include "models/store/backupfile.h"

#include <QStringList>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

/// The contacts of an enrichment's backup: what each held and what was written, in one arena; some 100 bytes a contact
/// with two short values. Immutable, any thread. A contact's unit is its place among those that are loaded.
class UndoValues
{
public:
    struct Value
    {
        std::uint32_t attribute = 0; ///< In attributes().
        HeldValue before, written;
    };

    /// Errors as readBackup(), Damaged "backup_changed" when it is another one than `backup`, "backup_damaged" for a
    /// contact that comes twice or one that was not enriched; Cancelled. Blocks.
    [[nodiscard]] static Result<std::shared_ptr<const UndoValues>>
    load(const BackupInfo &backup, const std::optional<Secret> &key, const std::stop_token &stop);

    [[nodiscard]] std::uint32_t units() const { return std::uint32_t(m_offsets.size()); }
    [[nodiscard]] const QStringList &attributes() const { return m_attributes; }
    [[nodiscard]] std::string_view id(std::uint32_t unit) const;
    /// Whether the backup holds any value from before. Where it holds none, what looks empty may only have been hidden.
    [[nodiscard]] bool holdAny() const { return m_holdAny; }
    [[nodiscard]] std::size_t longestId() const { return m_longestId; } ///< Bytes.
    /// In place of what `values` holds; at least one. Texts live as long as this does.
    void values(std::uint32_t unit, std::vector<Value> &values) const;
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
    /// Place of a unit's first value, when all values of all units are numbered; of units(): how many there are.
    [[nodiscard]] std::size_t firstValue(std::uint32_t unit) const { return m_firstValues[unit]; }

private:
    UndoValues();
    [[nodiscard]] bool add(const BackupRecord &record);
    [[nodiscard]] std::uint32_t attributeOf(std::string_view name);
    void index();
    [[nodiscard]] std::size_t slotOf(std::string_view id) const;

    QStringList m_attributes;
    std::vector<std::string> m_names; ///< The same, UTF-8.
    std::string m_arena;
    std::size_t m_longestId = 0;
    bool m_holdAny = false;
    std::vector<std::uint64_t> m_offsets; ///< Of each unit.
    std::vector<std::uint32_t> m_firstValues{0};
    std::vector<std::uint32_t> m_slots; ///< Open addressing: unit + 1; 0: free.
    const std::uint64_t m_seed;
};
using SharedUndoValues = std::shared_ptr<const UndoValues>;

} // namespace muster
