// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/reviewmodel.h"

#include "models/items/itemroles.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"

namespace muster {

void ReviewModel::setItems(const QList<ReviewItem> &items)
{
    beginResetModel();
    m_items = items;
    m_decisions = QList<std::optional<Decided>>(items.size());
    endResetModel();
}

void ReviewModel::decide(int row, const Decided &decided)
{
    if (row < 0 || row >= m_items.size())
        return;
    m_decisions[row] = decided;
    Q_EMIT dataChanged(index(row, Decision), index(row, Decision));
}

void ReviewModel::takeBack(int row)
{
    if (row < 0 || row >= m_items.size())
        return;
    m_decisions[row].reset();
    Q_EMIT dataChanged(index(row, Decision), index(row, Decision));
}

const ReviewItem *ReviewModel::item(int row) const
{
    return row >= 0 && row < m_items.size() ? &m_items[row] : nullptr;
}

int ReviewModel::open() const
{
    return int(std::count_if(m_decisions.begin(), m_decisions.end(), [](const auto &one) { return !one; }));
}

int ReviewModel::nextOpen(int row) const
{
    const int count = int(m_items.size());
    for (int step = 1; step <= count; ++step) {
        if (const int number = (std::max(row, -1) + step) % count; !m_decisions[number])
            return number;
    }
    return -1;
}

int ReviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int ReviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ReviewItem &item = m_items[index.row()];
    const std::optional<Decided> &decided = m_decisions[index.row()];
    if (role == ToneRole && index.column() == Decision) {
        if (!decided)
            return QVariant::fromValue(Tone::Warn);
        return QVariant::fromValue(decided->personal ? Tone::Good : Tone::Neutral);
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != RawRole)
        return {};
    switch (index.column()) {
    case Decision:
        if (!decided)
            return tr("open");
        return decided->personal ? tr("personal") : tr("not personal");
    case Kind:
        return entityTitle(item.entity);
    case Text:
        return visibleText(item.original, 200);
    default:
        return visibleText(item.interactionId, 120);
    }
}

QVariant ReviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Decision:
        return tr("Decision");
    case Kind:
        return tr("Kind");
    case Text:
        return tr("Text");
    case Interaction:
        return tr("Interaction");
    default:
        return {};
    }
}

} // namespace muster
