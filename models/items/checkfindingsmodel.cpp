// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/checkfindingsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"

#include <array>

namespace muster {

void CheckFindingsModel::setReport(const std::shared_ptr<const CheckReport> &report)
{
    beginResetModel();
    m_report = report;
    show({});
    endResetModel();
}

void CheckFindingsModel::setFilter(const CheckFindingsFilter &filter)
{
    beginResetModel();
    show(filter);
    endResetModel();
}

void CheckFindingsModel::show(const CheckFindingsFilter &filter)
{
    m_shown.clear();
    if (!m_report)
        return;
    std::array<QString, enrichRuleCount> words; // once, not for each of ten thousand
    for (int rule = 0; rule < enrichRuleCount; ++rule)
        words.at(std::size_t(rule)) = enrichRuleText(EnrichRule(rule));
    const auto has = [&filter](const QString &text) { return text.contains(filter.text, Qt::CaseInsensitive); };
    for (int at = 0; at < m_report->findings.size(); ++at) {
        const CheckFinding &one = m_report->findings[at];
        if ((filter.column && one.column != *filter.column) || (filter.rule && one.rule != *filter.rule))
            continue;
        if (filter.text.isEmpty() || has(one.value) || has(one.column) || has(one.attribute)
            || has(words.at(std::size_t(one.rule))) || has(QString::number(one.row)))
            m_shown.push_back(at);
    }
}

int CheckFindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
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
    const CheckFinding &one = finding(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(one, index.column());
    case RawRole:
        return index.column() == Row ? QVariant(one.row) : QVariant(text(one, index.column()));
    case FullTextRole:
        return index.column() == Rule ? QVariant(enrichRuleSentence(one.rule)) : QVariant();
    case ToneRole:
        return index.column() == Rule ? QVariant::fromValue(Tone::Warn) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(one, index.column()));
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
