// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/checkfindingsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"

namespace muster {

void CheckFindingsModel::setReport(const std::shared_ptr<const CheckReport> &report)
{
    beginResetModel();
    m_report = report;
    endResetModel();
}

int CheckFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_report ? 0 : int(m_report->findings.size());
}

int CheckFindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CheckFindingsModel::text(const CheckFinding &finding, int column)
{
    switch (column) {
    case Row:
        return QString::number(finding.row);
    case SourceColumn:
        return visibleText(finding.column, 100);
    case Attribute:
        return finding.attribute.isEmpty() ? tr("contact id") : visibleText(finding.attribute, 100);
    case Value:
        return visibleText(finding.value, 100);
    case Rule:
        return enrichRuleText(finding.rule);
    }
    return {};
}

QVariant CheckFindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CheckFinding &finding = m_report->findings[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(finding, index.column());
    case RawRole:
        return index.column() == Row ? QVariant(finding.row) : QVariant(text(finding, index.column()));
    case FullTextRole:
        return index.column() == Rule ? QVariant(enrichRuleSentence(finding.rule)) : QVariant();
    case ToneRole:
        return index.column() == Rule ? QVariant::fromValue(Tone::Warn) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(finding, index.column()));
    default:
        return {};
    }
}

QVariant CheckFindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Row:
        return tr("Row");
    case SourceColumn:
        return tr("Column");
    case Attribute:
        return tr("For");
    case Value:
        return tr("Cell");
    case Rule:
        return tr("What is wrong");
    }
    return {};
}

} // namespace muster
