// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <QAbstractTableModel>

namespace muster {

/// The schema of one audience segment, as the details side shows it.
class AttributesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setAttributes(const QList<SegmentAttribute> &attributes);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<SegmentAttribute> m_attributes;
};

} // namespace muster
