// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/planchangesmodel.h"

#include "models/items/itemroles.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"

#include <algorithm>

namespace muster {

namespace {

} // namespace

PlanChangesModel::PlanChangesModel(PlannedChange::Action action, QObject *parent)
    : QAbstractTableModel(parent)
    , m_action(action)
{
}

void PlanChangesModel::setPlan(const SharedPlan &plan)
{
    beginResetModel();
    m_plan = plan;
    m_first = m_count = 0;
    if (plan) {
        const auto isFix = [](const PlannedChange &change) { return change.action == PlannedChange::Action::Fix; };
        const auto border = std::partition_point(plan->changes.begin(), plan->changes.end(), isFix);
        const auto fixes = std::size_t(border - plan->changes.begin());
        m_first = m_action == PlannedChange::Action::Fix ? 0 : fixes;
        m_count = m_action == PlannedChange::Action::Fix ? fixes : plan->changes.size() - fixes;
    }
    endResetModel();
}

int PlanChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_count);
}

int PlanChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PlanChangesModel::text(const PlannedChange &change, int column)
{
    switch (column) {
    case Number:
        return change.from.empty() ? tr("no number") : visibleText(QString::fromStdString(change.from), 100);
    case WillBecome:
        return change.action == PlannedChange::Action::Fix ? QString::fromStdString(change.to) : tr("purged");
    case Why:
        return listReasonsText(change.reasons);
    case ContactId:
        return visibleText(QString::fromStdString(change.contactId), 100);
    }
    return {};
}

QVariant PlanChangesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlannedChange &change = m_plan->changes[m_first + std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(change, index.column());
    case RawRole:
        return index.column() == Number ? QString::fromStdString(change.from) : text(change, index.column());
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(change, index.column()));
    default:
        return {};
    }
}

QVariant PlanChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Number now");
    case WillBecome:
        return tr("Will become");
    case Why:
        return tr("Why");
    case ContactId:
        return tr("Contact id");
    }
    return {};
}

} // namespace muster
