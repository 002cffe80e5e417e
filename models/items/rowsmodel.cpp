// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/rowsmodel.h"

namespace muster {

TableModelBase::TableModelBase(const QList<Heading> &headings, Spoken spoken, QObject *parent)
    : QAbstractTableModel(parent)
    , m_headings(headings)
    , m_isAligned(std::any_of(headings.cbegin(), headings.cend(), [](const Heading &one) { return one.align != 0; }))
    , m_spoken(spoken)
{
}

int TableModelBase::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headings.size());
}

QVariant TableModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_headings.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return role == Qt::DisplayRole ? QVariant(m_headings[section].title) : QVariant();
}

int TableModelBase::checkedRow(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid) ? index.row() : -1;
}

QVariant TableModelBase::alignment(int column) const
{
    if (!m_isAligned)
        return {};
    const Qt::Alignment align = m_headings[column].align;
    return int((align ? align : Qt::AlignLeft) | Qt::AlignVCenter);
}

QString TableModelBase::spokenText(int column, const QString &text) const
{
    return m_spoken == Spoken::Text ? text : QString(m_headings[column].title % u": " % text);
}

void TableModelBase::columnsChanged(int first, int last)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last));
}

} // namespace muster
