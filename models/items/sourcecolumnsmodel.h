// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/sourcesample.h"

#include <QAbstractTableModel>

namespace muster {

/// The columns of a source and what they hold, as far as its beginning tells. A column can be dragged.
class SourceColumnsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, Filled, Different, Examples, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setSample(const SharedSourceSample &sample); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override { return {mimeType()}; }
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

    [[nodiscard]] static QString mimeType();
    [[nodiscard]] static QString draggedColumn(const QMimeData *data); ///< Its name; empty: something else is dragged.

private:
    [[nodiscard]] QString text(int row, int column) const;

    SharedSourceSample m_sample;
};

} // namespace muster
