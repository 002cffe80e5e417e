// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/rules/enrich/fieldtrial.h"
#include "models/runs/enrich/sourcesample.h"

#include <QAbstractTableModel>

namespace muster {

/// The attributes of a contact list, each with the column that fills it and what the first rows make of that. Holds the
/// mapping while it is made. Trials are made when a row is looked at, so that a list of a thousand attributes costs
/// nothing.
class EnrichFieldsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Attribute, Type, SourceColumn, Examples, Verdict, ColumnCount };
    static constexpr int noColumn = -1;

    using QAbstractTableModel::QAbstractTableModel;
    void setSchema(const ListSchema &schema); ///< Nothing is mapped afterwards.
    /// Choices stand as long as the columns are the same; other columns are mapped as suggested. nullptr: no file.
    void setSample(const SharedSourceSample &sample);
    void setIdColumn(int column); ///< Index in the sample's columns, or noColumn.
    void setSourceColumn(int row, int column); ///< The same.
    void setEmptyCells(int row, EmptyCell empty);

    [[nodiscard]] const ListSchema &schema() const { return m_schema; }
    [[nodiscard]] const SharedSourceSample &sample() const { return m_sample; }
    [[nodiscard]] int idColumn() const { return m_idColumn; }
    [[nodiscard]] int sourceColumn(int row) const { return m_choices[std::size_t(row)].column; }
    [[nodiscard]] EmptyCell emptyCells(int row) const { return m_choices[std::size_t(row)].empty; }
    [[nodiscard]] bool isSuggested(int row) const; ///< The chosen column is the one that the names suggest.
    [[nodiscard]] int mappedCount() const;
    [[nodiscard]] EnrichmentMapping mapping() const; ///< Of the mapped attributes, in the schema's order.
    /// What is wrong with the mapping as a whole; empty: it can be checked.
    [[nodiscard]] MappingFindings findings() const;
    [[nodiscard]] const FieldTrial &trial(int row) const; ///< Of a mapped one; else an empty trial.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void mappingChanged();

private:
    struct Choice
    {
        int column = noColumn;
        EmptyCell empty = EmptyCell::Keep;
        mutable std::optional<FieldTrial> trial;
    };
    [[nodiscard]] FieldMapping field(int row) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString verdictText(int row) const;
    [[nodiscard]] Tone verdictTone(int row) const;
    void rowChanged(int row);

    ListSchema m_schema;
    SharedSourceSample m_sample;
    int m_idColumn = noColumn;
    std::vector<Choice> m_choices; ///< One an attribute.
};

} // namespace muster
