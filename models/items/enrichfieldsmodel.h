// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/rules/enrich/cellrepairs.h"
#include "models/rules/enrich/fieldtrial.h"
#include "models/runs/enrich/check/sourcesample.h"

#include <QAbstractTableModel>

namespace muster {

/// What a person chose to do about cells that do not fit.
struct CellFixes
{
    QList<CellRepair> repairs;
    QStringList attributes; ///< Those with such cells.
    /// For these: what becomes of cells that fit after no repair either; nullopt: whatever each of them says now.
    std::optional<InvalidCell> rest = {};
};

/// The attributes of a contact list, each with what fills it and what the first rows make of that. Holds the mapping
/// while it is made. Trials are made when a row is looked at, so that a list of a thousand attributes costs nothing. A
/// column of SourceColumnsModel may be dropped on a row.
class EnrichFieldsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Attribute, Type, Source, Verdict, Examples, ColumnCount };
    static constexpr int noColumn = -1;

    using QAbstractTableModel::QAbstractTableModel;
    void setSchema(const ListSchema &schema); ///< Nothing is mapped afterwards.
    /// Choices stand while the file has all columns that they name, a mapping of setMapping() in any case; else the
    /// columns are mapped as suggested. nullptr: no file.
    void setSample(const SharedSourceSample &sample);
    void setIdColumn(int column); ///< Index in the sample's columns, or noColumn.
    /// The same; noColumn leaves the attribute alone. Steps and policy stay.
    void setSourceColumn(int row, int column);
    void setEmptyCells(int row, EmptyCell empty);
    void setField(int row, const FieldMapping &field); ///< Whatever attribute it names.
    void addFixes(const CellFixes &fixes);
    /// Words that stand for nothing, and the language; see EnrichmentMapping.
    void setWords(const QStringList &guardWords, const QString &locale);
    /// A column that was suggested for the attribute that contacts are matched by is compared with it, unless a person
    /// has chosen one; it no longer fills the attribute.
    void setMatching(const MatchRule &match, const RecencyRule &recency);
    /// Everything as in that mapping. Gives back attributes that the list does not have: their fields are left out.
    QStringList setMapping(const EnrichmentMapping &mapping);

    /// The mapping has that name and version in the store as it is now; 0: it is not saved. Any change takes them away.
    void setSavedAs(const QString &name, int version);

    [[nodiscard]] const ListSchema &schema() const { return m_schema; }
    [[nodiscard]] const SharedSourceSample &sample() const { return m_sample; }
    [[nodiscard]] int idColumn() const { return columnOf(m_frame.idColumn); }
    [[nodiscard]] const EnrichmentMapping &frame() const { return m_frame; } ///< The mapping without its fields.
    [[nodiscard]] const FieldMapping &field(int row) const { return m_choices[std::size_t(row)].field; }
    [[nodiscard]] bool isMapped(int row) const;
    /// The one column of the file that fills it; noColumn when nothing or something else does.
    [[nodiscard]] int sourceColumn(int row) const;
    [[nodiscard]] EmptyCell emptyCells(int row) const { return field(row).policy.empty; }
    [[nodiscard]] bool isSuggested(int row) const; ///< The chosen column is the one that the names suggest.
    [[nodiscard]] EnrichmentMapping mapping() const; ///< Of the mapped attributes, in the schema's order.
    /// What is wrong with the mapping as a whole; empty: it can be checked.
    [[nodiscard]] MappingFindings findings() const;
    [[nodiscard]] const FieldTrial &trial(int row) const; ///< Of a mapped one; else an empty trial.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                       const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void mappingChanged();
    void columnDropped(int row); ///< After mappingChanged().

private:
    struct Choice
    {
        FieldMapping field;
        mutable std::optional<FieldTrial> trial;
    };
    [[nodiscard]] int columnOf(const QString &name) const;
    [[nodiscard]] bool hasAllColumns(const QStringList &columns) const;
    void suggest();
    [[nodiscard]] QString suggestedColumn(int attribute) const; ///< Below 0: for the contact id. Empty: none.
    /// What is suggested for the attribute that contacts are matched by is compared with it instead of filling it.
    void matchSuggested();
    void tellChange();
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString verdictText(int row) const;
    [[nodiscard]] QVariant fullText(int row, int column) const;
    [[nodiscard]] Tone verdictTone(int row) const;
    void rowChanged(int row);

    ListSchema m_schema;
    SharedSourceSample m_sample;
    EnrichmentMapping m_frame; ///< Without fields.
    bool m_isLoaded = false; ///< The choices are a saved mapping's.
    std::vector<Choice> m_choices; ///< One an attribute.
};

} // namespace muster
