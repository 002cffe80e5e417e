// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichundocheckrun.h"

#include <QAbstractTableModel>
#include <optional>
#include <vector>

namespace muster {

/// The values that an undo would bring back or leave, in the backup's order: all, or those of one fate. Straight from
/// the preview, no copies; at most maxRows are listed.
class UndoValuesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Attribute, Written, Before, Happens, ContactId, ColumnCount };
    static constexpr std::size_t maxRows = 10'000;

    using QAbstractTableModel::QAbstractTableModel;
    void setPreview(const SharedUndoPreview &preview); ///< nullptr empties it; shows all.
    [[nodiscard]] const SharedUndoPreview &preview() const { return m_preview; }
    void setShown(std::optional<UndoFate> fate); ///< nullopt: all.
    [[nodiscard]] bool isCut() const { return m_cut; } ///< There are more than are listed.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        std::uint32_t unit = 0;
        std::uint32_t place = 0; ///< Among the unit's values.
    };
    [[nodiscard]] QString text(const Row &row, int column) const;
    void fill(std::optional<UndoFate> fate);

    SharedUndoPreview m_preview;
    std::vector<Row> m_rows;
    bool m_cut = false;
};

} // namespace muster
