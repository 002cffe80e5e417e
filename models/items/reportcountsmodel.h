// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/listreport.h"

#include <QAbstractTableModel>

namespace muster {

/// The counts of a report, before and after a run. Where the list was not read again "after" says so.
class ReportCountsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Kind, Name, Before, After, Change, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setCounts(const QList<ListReportCount> &counts);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const ListReportCount &count, int column);

    QList<ListReportCount> m_counts;
};

} // namespace muster
