// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/signingkeysmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

namespace muster {

void SigningKeysModel::setReceivers(const QList<SigningKeys::Receiver> &receivers, const QDateTime &now)
{
    beginResetModel();
    m_rows.clear();
    for (const SigningKeys::Receiver &receiver : receivers) {
        for (const SigningKeys::KeyInfo &key : receiver.keys) {
            if (!key.retiresAt || now < *key.retiresAt)
                m_rows.append({receiver.origin, key});
        }
    }
    endResetModel();
}

QString SigningKeysModel::receiver(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].origin : QString();
}

int SigningKeysModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SigningKeysModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SigningKeysModel::text(const Row &row, int column)
{
    switch (column) {
    case Receiver:
        return visibleText(row.origin, 200);
    case Key:
        return row.key.id;
    case Made:
        return exactTimeText(row.key.madeAt);
    case Until:
        return row.key.retiresAt ? exactTimeText(*row.key.retiresAt) : tr("it is replaced");
    }
    return {};
}

QVariant SigningKeysModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(row, index.column()));
    default:
        return {};
    }
}

QVariant SigningKeysModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Receiver:
        return tr("Receiver");
    case Key:
        return tr("Key");
    case Made:
        return tr("Made");
    case Until:
        return tr("Signs until");
    }
    return {};
}

} // namespace muster
