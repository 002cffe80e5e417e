// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/erasedbackups.h"

#include <QAbstractTableModel>

namespace muster {

/// The backups, newest first, and behind them those that were erased, so that nobody looks for them in vain. Tens.
class BackupsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { List, Made, Removed, Changed, Expires, Kept, Connection, ColumnCount };

    enum class Fate { Kept, Expired, Erased };

    using QAbstractTableModel::QAbstractTableModel;
    void setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased, const BelievableTime &now);
    [[nodiscard]] const BackupInfo *backup(int row) const; ///< Of an erased one without file; nullptr: no such row.
    [[nodiscard]] Fate fate(int row) const;
    [[nodiscard]] const ErasedBackup *erased(int row) const; ///< nullptr: it is still there.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString expiryText(int row) const;
    [[nodiscard]] QString keptText(int row) const;
    [[nodiscard]] QString iconName(int row) const;

    QList<BackupInfo> m_backups;
    QList<ErasedBackup> m_erased;
    BelievableTime m_now{QDateTime()};
};

} // namespace muster
