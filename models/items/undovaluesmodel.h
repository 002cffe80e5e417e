// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/undo/enrichundocheckrun.h"

#include <QString>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

/// Which of an undo's values are looked at.
struct UndoFilter
{
    std::optional<UndoFate> fate; ///< nullopt: all.
    QString search; ///< Part of the contact id, of an attribute's name or of a value, whatever the case; empty: all.
};

/// The values of an undo that a filter shows, and what becomes of all of them as it was chosen.
struct UndoView
{
    static constexpr std::size_t maxRows = 10'000;
    struct Row
    {
        std::uint32_t unit = 0;
        std::uint32_t place = 0; ///< Among the unit's values.
    };
    std::vector<Row> rows; ///< In the backup's order; the first maxRows.
    bool isCut = false; ///< There are more.
    std::vector<bool> leftOut; ///< Per unit.
    UndoCounts counts; ///< With those left out.
};

/// With `leaveOut` every contact that has a value in the view, listed or not, is left out, or taken in again, first.
/// Some 0.1 s a million values, 1 s with a search: for a worker. `leftOut` is as large as there are units.
[[nodiscard]] UndoView makeUndoView(const UndoMatcher &preview, const UndoFilter &filter, std::vector<bool> leftOut,
                                    std::optional<bool> leaveOut, const std::stop_token &stop);

/// What becomes of one value when those are left out.
[[nodiscard]] UndoFate fateOf(const UndoMatcher &preview, const std::vector<bool> &leftOut, std::uint32_t unit,
                              std::size_t place);

/// The values that an undo would bring back or leave, in the backup's order, as far as a filter shows them; at most
/// UndoView::maxRows are listed. Each contact that gets something back has a box: unchecked, it is left out as a whole.
/// Straight from the preview, no copies; what goes over all contacts is made on a worker, viewChanged() follows.
class UndoValuesModel : public TableModelBase
{
    Q_OBJECT

public:
    enum Column { ContactId, Attribute, Written, Before, Happens, ColumnCount };

    explicit UndoValuesModel(QObject *parent = nullptr);
    ~UndoValuesModel() override { m_stop.request_stop(); }
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
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void viewChanged(); ///< Rows, counts, or both.
    void choiceChanged(); ///< counts() and choice().

private:
    void readView();
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
