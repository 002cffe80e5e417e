// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/fieldtrialmodel.h"

#include "models/items/itemroles.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"

namespace muster {

void FieldTrialModel::setTrial(const FieldTrial &trial)
{
    beginResetModel();
    m_cells = trial.cells;
    endResetModel();
}

int FieldTrialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cells.size());
}

int FieldTrialModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FieldTrialModel::text(const FieldTrial::Cell &cell, int column)
{
    if (column == Cell)
        return visibleText(cell.cell, 100);
    return cell.fate == CellFate::Kept ? visibleText(cell.result, 100)
        : cell.rule                    ? enrichRuleText(*cell.rule)
                                       : cellFateText(cell.fate);
}

QVariant FieldTrialModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FieldTrial::Cell &cell = m_cells[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(cell, index.column());
    case FullTextRole:
        return index.column() == Result && cell.rule ? QVariant(enrichRuleSentence(*cell.rule)) : QVariant();
    case ToneRole:
        return index.column() == Result && cell.fate == CellFate::Refused ? QVariant::fromValue(Tone::Warn)
            : index.column() == Result && cell.fate == CellFate::Guarded  ? QVariant::fromValue(Tone::Neutral)
                                                                          : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(cell, index.column()));
    default:
        return {};
    }
}

QVariant FieldTrialModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Cell ? tr("Cell") : tr("Becomes");
}

} // namespace muster
