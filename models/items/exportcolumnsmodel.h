// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <QAbstractTableModel>
#include <optional>

namespace muster {

/// The attributes of an export as an ordered check list: which, and in which order they become columns of the file.
/// Rows are moved by drag and drop or by moveRow(); retired attributes are shown, cannot be checked and stay last.
class ExportColumnsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, Fill, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// All usable attributes are checked. Keeps order, checks and fill rates of names that stay.
    void setAttributes(const QList<SegmentAttribute> &attributes);
    [[nodiscard]] QStringList checkedNames() const; ///< In the order of the columns.
    [[nodiscard]] int checkedCount() const;
    void setAllChecked(bool checked);
    /// Fill rates of a preview, by name; others become "not known".
    void setFill(const QStringList &names, const QList<double> &fill);
    /// Moves one row by one place; false at the ends.
    bool moveUp(int row);
    bool moveDown(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;
    bool moveRows(const QModelIndex &sourceParent, int sourceRow, int count, const QModelIndex &destinationParent,
                  int destinationChild) override;

Q_SIGNALS:
    void selectionChanged(); ///< What would be exported, or its order, is not what it was.

private:
    struct Row
    {
        SegmentAttribute attribute;
        bool checked = true;
        std::optional<double> fill;
    };
    [[nodiscard]] int usableCount() const;

    QList<Row> m_rows;
};

} // namespace muster
