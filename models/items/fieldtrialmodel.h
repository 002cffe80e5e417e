// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fieldtrial.h"

#include <QAbstractTableModel>

namespace muster {

/// The first cells of a file and what a field makes of each.
class FieldTrialModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Cell, Result, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setTrial(const FieldTrial &trial);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const FieldTrial::Cell &cell, int column);

    QList<FieldTrial::Cell> m_cells;
};

} // namespace muster
