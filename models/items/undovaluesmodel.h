// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/undoview.h"
#include "models/runs/enrich/undoorder.h"

#include <QAbstractTableModel>

namespace muster {

/// The values that an undo would bring back or leave, in the backup's order, as far as a filter shows them; at most
/// UndoView::maxRows are listed. Each contact that gets something back has a box: unchecked, it is left out as a whole.
/// Straight from the preview, no copies; what goes over all contacts is made on a worker, viewChanged() follows.
class UndoValuesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ContactId, Attribute, Written, Before, Happens, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    ~UndoValuesModel() override;
    void setPreview(const SharedUndoPreview &preview); ///< nullptr empties it. Nobody is left out, all is shown.
    [[nodiscard]] const SharedUndoPreview &preview() const { return m_preview; }
    [[nodiscard]] bool isReady() const { return m_preview && m_isReady; } ///< After the first viewChanged().
    void setFilter(const UndoFilter &filter);
    /// Every contact that the filter shows, also those that are not listed.
    void setShownChecked(bool checked);
    /// A choice is being made: counts() and choice() are about to change.
    [[nodiscard]] bool isChoosing() const { return m_leaveOut.has_value(); }
    [[nodiscard]] bool isCut() const { return m_isCut; } ///< There are more than are listed.
    [[nodiscard]] const UndoCounts &counts() const { return m_counts; } ///< As it was chosen.
    /// In the shorter of its two forms.
    [[nodiscard]] UndoChoice choice() const;
    /// Whether choice() fits into an order, see UndoChoice::maxBytes.
    [[nodiscard]] bool fitsOrder() const;
    [[nodiscard]] const std::vector<bool> &leftOut() const { return m_leftOut; } ///< Per unit of the preview.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void viewChanged(); ///< Rows, counts, or both.
    void choiceChanged(); ///< counts() and choice().

private:
    void look();
    void take(UndoView view);
    [[nodiscard]] QString happensText(UndoFate fate) const;
    [[nodiscard]] QString text(const UndoView::Row &row, int column) const;
    [[nodiscard]] qint64 backOf(std::uint32_t unit) const; ///< Values that come back unless it is left out.

    SharedUndoPreview m_preview;
    UndoFilter m_filter;
    std::vector<UndoView::Row> m_rows;
    std::vector<bool> m_leftOut;
    UndoCounts m_counts;
    qint64 m_mayComeBack = 0; ///< Contacts that get something back when nobody is left out.
    std::optional<bool> m_leaveOut; ///< Asked for, for all that are shown; not done yet.
    bool m_isCut = false, m_isReady = false;
    bool m_isStale = false; ///< The filter was changed while a choice was made.
    std::stop_source m_stop;
};

} // namespace muster
