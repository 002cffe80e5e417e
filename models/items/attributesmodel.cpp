// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/attributesmodel.h"

#include "models/items/itemroles.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"

namespace muster {

void AttributesModel::setAttributes(const QList<SegmentAttribute> &attributes)
{
    beginResetModel();
    m_attributes = attributes;
    endResetModel();
}

int AttributesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_attributes.size());
}

int AttributesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttributesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SegmentAttribute &attribute = m_attributes[index.row()];
    const auto text = [&]() -> QString {
        switch (index.column()) {
        case Name:
            return visibleText(attribute.name, 200);
        case Type:
            return attributeTypeText(attribute);
        case State:
            return attribute.valid ? QString() : tr("retired");
        }
        return {};
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case RawRole:
        return index.column() == State ? QVariant(attribute.valid) : QVariant(text());
    case Qt::AccessibleTextRole:
        return index.column() == State && attribute.valid ? tr("in use") : text();
    case Qt::ToolTipRole:
        if (index.column() == State && !attribute.valid)
            return tr("Retired by the tenant: never exported and never filtered on.");
        return {};
    case ToneRole:
        return index.column() == State && !attribute.valid ? QVariant::fromValue(Tone::Warn) : QVariant();
    default:
        return {};
    }
}

QVariant AttributesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Attribute");
    case Type:
        return tr("Type");
    case State:
        return tr("State");
    }
    return {};
}

} // namespace muster
