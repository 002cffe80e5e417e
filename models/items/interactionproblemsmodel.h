// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/interactionids.h"

#include <QAbstractTableModel>

namespace muster {

/// Interactions that are not fetched, with the reason.
class InteractionProblemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Id, Problem, Line, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setProblems(const QList<InteractionProblem> &problems);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<InteractionProblem> m_problems;
};

} // namespace muster
