// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/sourcecolumnsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/enrichtexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"

#include <QLocale>
#include <QMimeData>

namespace muster {

void SourceColumnsModel::setSample(const SharedSourceSample &sample)
{
    beginResetModel();
    m_sample = sample;
    endResetModel();
}

int SourceColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sample ? 0 : int(m_sample->columns.size());
}

int SourceColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SourceColumnsModel::text(int row, int column) const
{
    const ColumnProfile &profile = m_sample->profiles[std::size_t(row)];
    switch (column) {
    case Name:
        return visibleText(m_sample->columns[row], 100);
    case Type:
        return profile.type() ? listAttributeTypeText(*profile.type()) : tr("empty");
    case Filled:
        return percentText(profile.fillRate().value_or(0));
    case Different:
        //: A number that is an estimate.
        return profile.isDistinctExact() ? QLocale().toString(profile.distinct())
                                         : tr("about %1").arg(QLocale().toString(profile.distinct()));
    case Examples: {
        QStringList shown;
        for (const QString &example : profile.examples())
            shown << visibleText(example, 40);
        return shown.join(QStringLiteral(" \u00b7 "));
    }
    }
    return {};
}

QVariant SourceColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ColumnProfile &profile = m_sample->profiles[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case RawRole:
        return index.column() == Filled   ? QVariant(profile.fillRate().value_or(0))
            : index.column() == Different ? QVariant(profile.distinct())
                                          : QVariant(text(index.row(), index.column()));
    case ShareRole:
        return index.column() == Filled ? QVariant(profile.fillRate().value_or(0)) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(index.row(), index.column()));
    default:
        return {};
    }
}

QVariant SourceColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Column");
    case Type:
        return tr("Looks like");
    case Filled:
        return tr("Filled");
    case Different:
        return tr("Different");
    case Examples:
        return tr("Examples");
    }
    return {};
}

Qt::ItemFlags SourceColumnsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QMimeData *SourceColumnsModel::mimeData(const QModelIndexList &indexes) const
{
    if (!m_sample || indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(mimeType(), m_sample->columns.value(indexes.constFirst().row()).toUtf8());
    return data;
}

QString SourceColumnsModel::mimeType()
{
    return QStringLiteral("application/x-muster-source-column");
}

QString SourceColumnsModel::draggedColumn(const QMimeData *data)
{
    return QString::fromUtf8(data->data(mimeType()));
}

} // namespace muster
