// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/checkreport.h"

#include <QAbstractTableModel>
#include <memory>

namespace muster {

/// What a check found wrong with a file, cell by cell. Straight from the report.
class CheckFindingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Row, SourceColumn, Attribute, Value, Rule, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const CheckFinding &finding, int column);

    std::shared_ptr<const CheckReport> m_report;
};

} // namespace muster
