// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/criterialinesmodel.h"

namespace muster {

namespace {

constexpr int spacesPerLevel = 4;

} // namespace

CriteriaLinesModel::CriteriaLinesModel(const QStringList &headings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_headings(headings)
{
}

void CriteriaLinesModel::setLines(const QList<CriteriaLine> &lines)
{
    if (m_lines == lines)
        return;
    if (m_lines.size() == lines.size()) {
        // Another count of the same lines: what is chosen stays chosen.
        m_lines = lines;
        Q_EMIT dataChanged(index(0, 0), index(int(lines.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_lines = lines;
    endResetModel();
}

CriteriaNodeId CriteriaLinesModel::node(int row) const
{
    return row >= 0 && row < m_lines.size() ? m_lines[row].node : noCriteriaNode;
}

int CriteriaLinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int CriteriaLinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CriteriaLinesModel::text(const CriteriaLine &line, int column)
{
    switch (column) {
    case Word:
        return line.word;
    case Text:
        return QString(line.depth * spacesPerLevel, u' ') + line.text;
    case Aside:
        return line.aside;
    }
    return {};
}

QVariant CriteriaLinesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CriteriaLine &line = m_lines[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(line, column);
    case FullTextRole:
        return text(line, column).trimmed();
    case Qt::AccessibleTextRole:
        return QString(m_headings.value(column) % u": " % text(line, column).trimmed());
    case ToneRole:
        return column == Word ? QVariant::fromValue(line.tone) : QVariant();
    case Qt::DecorationRole:
        return column == Word && !line.icon.isEmpty() ? QVariant(line.icon) : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant CriteriaLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? m_headings.value(section) : QVariant();
}

} // namespace muster
