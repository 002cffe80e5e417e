// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/leftoversmodel.h"

#include "models/items/itemroles.h"
#include "models/text/leftovertexts.h"
#include "models/text/plaintext.h"

namespace muster {

void LeftoversModel::setLeftovers(const Leftovers &leftovers)
{
    beginResetModel();
    m_rows = leftovers.first;
    endResetModel();
}

int LeftoversModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LeftoversModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LeftoversModel::text(const Leftover &leftover, int column)
{
    switch (column) {
    case ContactId:
        return visibleText(leftover.contactId, 100);
    case Planned:
        return leftoverActionText(leftover.action);
    case Fate:
        return leftoverFateText(leftover.state, leftover.reason);
    }
    return {};
}

QVariant LeftoversModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Leftover &leftover = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(leftover, index.column());
    case RawRole:
        return index.column() == ContactId ? leftover.contactId : text(leftover, index.column());
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(leftover, index.column()));
    default:
        return {};
    }
}

QVariant LeftoversModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ContactId:
        return tr("Contact id");
    case Planned:
        return tr("Planned");
    case Fate:
        return tr("What became of it");
    }
    return {};
}

} // namespace muster
