// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/beforeaftermodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

namespace muster {

void BeforeAfterModel::setReport(const std::shared_ptr<const CheckReport> &report)
{
    beginResetModel();
    m_report = report && report->diff ? report : nullptr;
    endResetModel();
}

int BeforeAfterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_report ? 0 : int(m_report->diff->samples.size());
}

int BeforeAfterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BeforeAfterModel::text(const BeforeAfter::Sample &sample, int column) const
{
    switch (column) {
    case Row:
        return QString::number(sample.row);
    case Attribute:
        return visibleText(sample.attribute, 100);
    case Before:
        if (!sample.before.isEmpty())
            return visibleText(sample.before, 100);
        // A list that shows no attribute of anybody says nothing of what they hold.
        return m_report->diff->isShown ? tr("empty") : tr("not known");
    case After:
        return visibleText(sample.after, 100);
    case ContactId:
        return visibleText(sample.contactId, 100);
    }
    return {};
}

QVariant BeforeAfterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BeforeAfter::Sample &sample = m_report->diff->samples[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(sample, index.column());
    case RawRole:
        return index.column() == Row ? QVariant(sample.row) : QVariant(text(sample, index.column()));
    case ToneRole:
        return index.column() == Before && sample.before.isEmpty() ? QVariant::fromValue(Tone::Neutral) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(sample, index.column()));
    default:
        return {};
    }
}

QVariant BeforeAfterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Row:
        return tr("Row");
    case Attribute:
        return tr("Attribute");
    case Before:
        return tr("Now");
    case After:
        return tr("Will be");
    case ContactId:
        return tr("Contact id");
    }
    return {};
}

} // namespace muster
