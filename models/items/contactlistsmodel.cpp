// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contactlistsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

#include <QLocale>

namespace muster {

void ContactListsModel::setLists(const QList<ContactListSummary> &lists)
{
    beginResetModel();
    m_lists = lists;
    endResetModel();
}

const ContactListSummary *ContactListsModel::list(int row) const
{
    return row >= 0 && row < m_lists.size() ? &m_lists[row] : nullptr;
}

int ContactListsModel::rowOf(const QString &listId) const
{
    for (int row = 0; row < m_lists.size(); ++row) {
        if (m_lists[row].id == listId)
            return row;
    }
    return -1;
}

int ContactListsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lists.size());
}

int ContactListsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ContactListsModel::text(const ContactListSummary &list, int column)
{
    switch (column) {
    case Name:
        return visibleText(list.name, 200);
    case Contacts:
        return list.contactCount < 0 ? tr("not known") : QLocale().toString(list.contactCount);
    case Id:
        return visibleText(list.id, 100);
    }
    return {};
}

QVariant ContactListsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ContactListSummary &list = m_lists[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(list, column);
    case RawRole:
        return column == Contacts ? QVariant(list.contactCount) : QVariant(column == Name ? list.name : list.id);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text(list, column));
    case Qt::TextAlignmentRole:
        return int((column == Contacts ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ContactListsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Contacts ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Contacts:
        return tr("Contacts");
    case Id:
        return tr("Id");
    }
    return {};
}

} // namespace muster
