// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/store/backupstore.h"

#include <memory>
#include <optional>
#include <vector>

namespace muster {

/// A backup as its row shows it.
struct ShownBackup
{
    BackupInfo backup; ///< Of an erased one without file.
    std::optional<ErasedBackup> erased; ///< Nothing: it is still there.
};

/// The backups, newest first, and behind them those that were erased, so that nobody looks for them in vain. Tens.
class BackupsModel : public RowsModel<ShownBackup>
{
    Q_OBJECT

public:
    enum Column { List, Made, Removed, Changed, Expires, Kept, Connection, ColumnCount };

    enum class Fate { Kept, Expired, Erased };

    explicit BackupsModel(QObject *parent = nullptr);
    void setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased, const BelievableTime &now);
    [[nodiscard]] const BackupInfo *backup(int row) const; ///< Of an erased one without file; nullptr: no such row.
    [[nodiscard]] Fate fate(int row) const;
    [[nodiscard]] const ErasedBackup *erased(int row) const; ///< nullptr: it is still there.

private:
    [[nodiscard]] QString expiryText(const ShownBackup &row) const;

    BelievableTime m_now{QDateTime()};
};

/// The contacts of a backup, each to be restored or not: at first all that can be. What cannot be restored is listed
/// and has no box to check. Straight from the preview, no copies.
class BackupRecordsModel : public TableModelBase
{
    Q_OBJECT

public:
    enum Column { Number, Now, Happens, ContactId, ColumnCount };
    /// More bytes of ids would not go into the order that the journal keeps (4 MiB, see FrozenListRestore).
    static constexpr qint64 maxOnlyBytes = 3 * 1024 * 1024;

    explicit BackupRecordsModel(QObject *parent = nullptr);
    void setPreview(const SharedRestorePreview &preview); ///< nullptr empties it.
    [[nodiscard]] const SharedRestorePreview &preview() const { return m_preview; }
    /// Only the rows of that chance; nullopt: all. What is checked stays checked.
    void setShown(std::optional<RestoreChance> chance);
    void setShownChecked(bool checked); ///< The rows that are shown.
    [[nodiscard]] qint64 checkedCount(RestoreChance chance) const { return m_checkedCounts[std::size_t(chance)]; }
    [[nodiscard]] qint64 checkedCount() const;
    /// Ids of the checked ones; empty when all that can be restored are, which ListRestoreOrder::only means by it.
    [[nodiscard]] QStringList only() const;
    /// Whether only() fits into an order.
    [[nodiscard]] bool fitsOrder() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void checkedChanged();

private:
    [[nodiscard]] static QString text(const BackupRecord &record, RestoreChance chance, int column);
    [[nodiscard]] std::size_t recordOf(int row) const
    {
        return m_filtered ? m_rows[std::size_t(row)] : std::size_t(row);
    }
    [[nodiscard]] bool canBeChecked(std::size_t record) const;
    bool check(std::size_t record, bool checked); ///< Whether that was a change.
    void checkAll();
    [[nodiscard]] bool isAllChecked() const;

    SharedRestorePreview m_preview;
    bool m_filtered = false;
    std::vector<std::uint32_t> m_rows; ///< Records that are shown, while filtered.
    std::vector<bool> m_checked;
    std::array<qint64, restoreChanceCount> m_checkedCounts{};
};

} // namespace muster
