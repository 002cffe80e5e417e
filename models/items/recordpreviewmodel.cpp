// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/recordpreviewmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

#include <algorithm>

namespace muster {

RecordPreviewModel::RecordPreviewModel(int cap, QObject *parent)
    : QAbstractTableModel(parent)
    , m_cap(cap)
{
}

void RecordPreviewModel::start(const QStringList &attributes)
{
    beginResetModel();
    m_attributes = attributes;
    m_parts.clear();
    m_rows = 0;
    m_more = 0;
    endResetModel();
    Q_EMIT moreChanged(0);
}

void RecordPreviewModel::append(const std::shared_ptr<const RecordPage> &page)
{
    if (!page)
        return;
    const auto all = int(page->rowCount());
    int taken = 0;
    while (taken < all && m_rows < m_cap) {
        const int count = std::min({insertLimit, m_cap - m_rows, all - taken});
        beginInsertRows({}, m_rows, m_rows + count - 1);
        m_parts << Part{m_rows, std::size_t(taken), page};
        m_rows += count;
        endInsertRows();
        taken += count;
    }
    if (taken < all) {
        m_more += all - taken;
        Q_EMIT moreChanged(m_more);
    }
}

int RecordPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int RecordPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_attributes.size()) + 1;
}

QVariant RecordPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != RawRole && role != FullTextRole && role != Qt::AccessibleTextRole)
        return {};
    const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), index.row(),
                                        [](int row, const Part &part) { return row < part.firstRow; });
    const Part &part = *std::prev(after);
    const std::size_t row = part.offset + std::size_t(index.row() - part.firstRow);
    const RecordPage &page = *part.page;
    const auto shown = [role](std::string_view utf8) {
        const QString text = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
        if (role == RawRole)
            return text;
        return role == FullTextRole ? visibleParagraphs(text) : visibleText(text, 200);
    };
    if (index.column() == 0)
        return shown(page.id(row));
    const auto column = std::size_t(index.column() - 1);
    if (column >= page.columnCount)
        return {};
    const RecordCell &cell = page.cell(row, column);
    if (cell.kind == RecordCell::Kind::Absent)
        return role == Qt::AccessibleTextRole ? QVariant(tr("empty")) : QVariant();
    return shown(page.text(cell));
}

QVariant RecordPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Contact id") : visibleText(m_attributes.value(section - 1), 60);
}

} // namespace muster
