// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/connectionstepsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"

#include <QLocale>

namespace muster {

void ConnectionStepsModel::clear()
{
    beginResetModel();
    m_steps.clear();
    endResetModel();
}

void ConnectionStepsModel::add(const ConnectionHop &step)
{
    beginInsertRows({}, int(m_steps.size()), int(m_steps.size()));
    m_steps << step;
    endInsertRows();
}

int ConnectionStepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

int ConnectionStepsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConnectionStepsModel::text(const ConnectionHop &step, int column) const
{
    switch (column) {
    case Result:
        return step.skipped ? tr("Not tried") : step.error ? tr("Failed") : tr("Passed");
    case Step:
        return hopText(step);
    case Target:
        return visibleText(step.target, 200);
    case Latency:
        //: Milliseconds.
        return step.skipped ? QString() : tr("%1 ms").arg(QLocale().toString(qlonglong(step.latency.count())));
    case Advice:
        if (step.skipped)
            return tr("An earlier step failed.");
        return step.error ? errorSentence(*step.error) : QString();
    }
    return {};
}

QVariant ConnectionStepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConnectionHop &step = m_steps[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(step, index.column());
    case RawRole:
        return index.column() == Latency ? QVariant(qlonglong(step.latency.count()))
                                         : QVariant(text(step, index.column()));
    case Qt::TextAlignmentRole:
        return int((index.column() == Latency ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole:
        if (index.column() != Result)
            return {};
        return QVariant::fromValue(step.skipped ? Tone::Neutral : step.error ? Tone::Bad : Tone::Good);
    default:
        return {};
    }
}

QVariant ConnectionStepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Latency ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Result:
        return tr("Result");
    case Step:
        return tr("Step");
    case Target:
        return tr("To");
    case Latency:
        return tr("Took");
    case Advice:
        return tr("What to do");
    }
    return {};
}

} // namespace muster
