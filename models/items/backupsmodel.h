// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"

#include <QAbstractTableModel>

namespace muster {

/// The backups that can be restored from, newest first. Tens.
class BackupsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { List, Made, Removed, Changed, Expires, Kept, Connection, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setBackups(const QList<BackupInfo> &backups, const QDateTime &now);
    [[nodiscard]] const BackupInfo *backup(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const BackupInfo &backup, int column) const;

    QList<BackupInfo> m_backups;
    QDateTime m_now;
};

} // namespace muster
