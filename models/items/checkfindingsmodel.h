// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/checkreport.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace muster {

/// Which of the findings are shown.
struct CheckFindingsFilter
{
    std::optional<QString> column; ///< Of the source.
    std::optional<EnrichRule> rule;
    QString text; ///< Somewhere in row, column, attribute, cell or rule; letter case does not count.
};

/// What a check found wrong with a file, cell by cell. Straight from the report.
class CheckFindingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Row, SourceColumn, Attribute, Value, Rule, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< Without a filter; nullptr empties it.
    void setFilter(const CheckFindingsFilter &filter);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const CheckFinding &finding, int column);
    [[nodiscard]] const CheckFinding &finding(int row) const { return m_report->findings[m_shown[std::size_t(row)]]; }
    void show(const CheckFindingsFilter &filter);

    std::shared_ptr<const CheckReport> m_report;
    std::vector<int> m_shown; ///< Places in the report's findings.
};

} // namespace muster
