// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"

#include <QAbstractTableModel>

namespace muster {

/// The changes of one kind of a frozen plan, straight from the plan: all of them, nothing copied, whatever their
/// number.
class PlanChangesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, WillBecome, Why, ContactId, ColumnCount };

    explicit PlanChangesModel(PlannedChange::Action action, QObject *parent = nullptr);
    void setPlan(const SharedPlan &plan); ///< nullptr empties it.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const PlannedChange &change, int column);

    const PlannedChange::Action m_action;
    SharedPlan m_plan;
    std::size_t m_first = 0, m_count = 0; ///< Fixes come before purges: each kind is one stretch.
};

} // namespace muster
