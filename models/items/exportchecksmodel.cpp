// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/exportchecksmodel.h"

#include "models/items/itemroles.h"
#include "models/text/exporttexts.h"

namespace muster {

void ExportChecksModel::setChecks(const QList<ExportCheck> &checks)
{
    beginResetModel();
    m_checks = checks;
    endResetModel();
}

int ExportChecksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_checks.size());
}

int ExportChecksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExportChecksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ExportCheck &check = m_checks[index.row()];
    const CheckWords words = checkWords(check);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return index.column() == State ? checkStateText(check.state)
            : index.column() == Check  ? words.title
                                       : words.detail;
    case RawRole:
        return index.column() == State ? QVariant(int(check.state)) : data(index, Qt::DisplayRole);
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(Tone(checkTone(check.state))) : QVariant();
    default:
        return {};
    }
}

QVariant ExportChecksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == State ? tr("Result") : section == Check ? tr("Check") : tr("Found");
}

int checkTone(ExportCheck::State state)
{
    switch (state) {
    case ExportCheck::State::Passed:
        return int(Tone::Good);
    case ExportCheck::State::Warning:
    case ExportCheck::State::Waived:
        return int(Tone::Warn);
    case ExportCheck::State::Failed:
        return int(Tone::Bad);
    }
    return int(Tone::Neutral);
}

} // namespace muster
