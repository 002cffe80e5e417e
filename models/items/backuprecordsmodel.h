// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace muster {

using SharedBackupRecords = std::shared_ptr<const std::vector<BackupRecord>>;

/// The contacts of a backup, each to be brought back or not. All are at first. Straight from the records, no copies.
class BackupRecordsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Now, Happened, ContactId, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setRecords(const SharedBackupRecords &records); ///< nullptr empties it.
    void setAllChecked(bool checked);
    [[nodiscard]] qint64 checkedCount() const { return m_checkedCount; }
    [[nodiscard]] qint64 checkedCount(BackupRecord::Why why) const;
    /// Ids of the checked ones; empty when all are, which is what ListRestoreOrder::only means by it.
    [[nodiscard]] QStringList only() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void checkedChanged();

private:
    [[nodiscard]] static QString text(const BackupRecord &record, int column);

    SharedBackupRecords m_records;
    std::vector<bool> m_checked;
    qint64 m_checkedCount = 0;
};

} // namespace muster
