// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/enrich/fieldtrial.h"
#include "models/runs/enrich/check/checkreport.h"
#include "models/runs/enrich/check/sourcesample.h"

#include <memory>
#include <vector>

namespace muster {

/// The columns of a source and what they hold, as far as its beginning tells. A column can be dragged.
class SourceColumnsModel : public TableModel<ColumnProfile>
{
    Q_OBJECT

public:
    enum Column { Name, Type, Filled, Different, Examples, ColumnCount };

    explicit SourceColumnsModel(QObject *parent = nullptr);
    void setSample(const SharedSourceSample &sample); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override { return {mimeType()}; }
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

    [[nodiscard]] static QString mimeType();
    [[nodiscard]] static QString draggedColumn(const QMimeData *data); ///< Its name; empty: something else is dragged.

private:
    [[nodiscard]] const ColumnProfile &rowAt(int row) const override { return m_sample->profiles[std::size_t(row)]; }

    SharedSourceSample m_sample;
};

/// The first rows of a source as they stand in it; the first column is the row's number. Straight from the sample.
class SourceRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setSample(const SharedSourceSample &sample); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    SharedSourceSample m_sample;
};

/// The first cells of a file and what a field makes of each.
class FieldTrialModel : public RowsModel<FieldTrial::Cell>
{
    Q_OBJECT

public:
    enum Column { Cell, Result, ColumnCount };

    explicit FieldTrialModel(QObject *parent = nullptr);
};

/// Which of the findings are shown.
struct CheckFindingsFilter
{
    std::optional<QString> column; ///< Of the source.
    std::optional<EnrichRule> rule;
    QString text; ///< Somewhere in row, column, attribute, cell or rule; letter case does not count.
};

/// What a check found wrong with a file, cell by cell. Straight from the report.
class CheckFindingsModel : public TableModel<CheckFinding>
{
    Q_OBJECT

public:
    enum Column { Row, SourceColumn, Attribute, Value, Rule, Outcome, ColumnCount };

    explicit CheckFindingsModel(QObject *parent = nullptr);
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< Without a filter; nullptr empties it.
    void setFilter(const CheckFindingsFilter &filter);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

private:
    [[nodiscard]] const CheckFinding &rowAt(int row) const override
    {
        return m_report->findings[m_shown[std::size_t(row)]];
    }
    void show(const CheckFindingsFilter &filter);

    std::shared_ptr<const CheckReport> m_report;
    std::vector<int> m_shown; ///< Places in the report's findings.
};

/// The repairs that a check proposes, each to be chosen or not.
class CellRepairsModel : public RowsModel<CellRepair>
{
    Q_OBJECT

public:
    enum Column { Attribute, Fix, Cells, Example, ColumnCount };

    explicit CellRepairsModel(QObject *parent = nullptr);
    /// Chosen are those that nothing speaks against, see CellRepair::needsLook().
    void setRepairs(const QList<CellRepair> &repairs);
    [[nodiscard]] QList<CellRepair> chosen() const; ///< In their order.

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    QList<bool> m_chosen; ///< One a row.
};

/// Cells and what a repair makes of them.
class RepairExamplesModel : public RowsModel<CellRepair::Example>
{
    Q_OBJECT

public:
    enum Column { Cell, Result, ColumnCount };

    explicit RepairExamplesModel(QObject *parent = nullptr);
};

/// The first values that an enrichment would change or fill, with what stands there now. Straight from the report.
class BeforeAfterModel : public RowsModel<BeforeAfter::Sample>
{
    Q_OBJECT

public:
    enum Column { Row, Attribute, Before, After, ContactId, ColumnCount };

    explicit BeforeAfterModel(QObject *parent = nullptr);
    void setReport(const std::shared_ptr<const CheckReport> &report); ///< nullptr empties it.

private:
    bool m_isShown = false; ///< See BeforeAfter::isShown.
};

} // namespace muster
