// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runeventsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

namespace muster {

void RunEventsModel::setEvents(const QList<RunEvent> &oldestFirst)
{
    beginResetModel();
    m_events = oldestFirst.mid(std::max<qsizetype>(0, oldestFirst.size() - cap));
    endResetModel();
}

void RunEventsModel::add(const RunEvent &event)
{
    if (m_events.size() >= cap) {
        beginRemoveRows({}, int(m_events.size()) - 1, int(m_events.size()) - 1);
        m_events.removeFirst();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_events << event;
    endInsertRows();
}

int RunEventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int RunEventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunEventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RunEvent &event = m_events[m_events.size() - 1 - index.row()];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        return index.column() == Time ? event.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")) : eventText(event);
    }
    if (role == RawRole)
        return index.column() == Time ? QVariant(event.at) : QVariant(event.code);
    if (role == Qt::ToolTipRole && index.column() == Time)
        return exactTimeText(event.at);
    return {};
}

QVariant RunEventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : tr("Event");
}

} // namespace muster
