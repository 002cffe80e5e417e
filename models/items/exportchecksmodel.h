// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportrules.h"

#include <QAbstractTableModel>

namespace muster {

/// The pre-flight checks: state, what was checked, what was found.
class ExportChecksModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Check, Detail, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setChecks(const QList<ExportCheck> &checks);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ExportCheck> m_checks;
};

[[nodiscard]] int checkTone(ExportCheck::State state); ///< A Tone as a number, for views without the model.

} // namespace muster
