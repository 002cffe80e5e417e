// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/maskexceptionsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"

#include <QLocale>

namespace muster {

void MaskExceptionsModel::setExceptions(const QList<MaskException> &exceptions, const QDateTime &now)
{
    beginResetModel();
    m_exceptions = exceptions;
    m_now = now;
    endResetModel();
}

void MaskExceptionsModel::remove(int row)
{
    if (row < 0 || row >= m_exceptions.size())
        return;
    beginRemoveRows({}, row, row);
    m_exceptions.removeAt(row);
    endRemoveRows();
}

int MaskExceptionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_exceptions.size());
}

int MaskExceptionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool MaskExceptionsModel::isExpired(const MaskException &exception) const
{
    return exception.expires && *exception.expires <= m_now;
}

QString MaskExceptionsModel::text(const MaskException &exception, int column) const
{
    switch (column) {
    case Decision:
        return exception.kind == MaskException::Kind::Allow ? tr("Leave as it is") : tr("Always mask");
    case Kind:
        return entityTitle(exception.entity);
    case Text:
        return visibleText(exception.text, 200);
    case Scope:
        return exception.interactionId.isEmpty() ? tr("everywhere") : visibleText(exception.interactionId, 60);
    case Expires:
        if (!exception.expires)
            return tr("never");
        return isExpired(exception) ? tr("expired")
                                    : QLocale().toString(exception.expires->toLocalTime().date(), QLocale::ShortFormat);
    case Note:
        return visibleText(exception.note, 200);
    default:
        return {};
    }
}

QVariant MaskExceptionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MaskException &exception = m_exceptions[index.row()];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(exception, index.column());
    if (role == ToneRole && index.column() == Expires && isExpired(exception))
        return QVariant::fromValue(Tone::Neutral);
    if (role == RawRole)
        return index.column() == Expires ? QVariant(exception.expires.value_or(QDateTime()))
                                         : QVariant(text(exception, index.column()));
    return {};
}

QVariant MaskExceptionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Decision:
        return tr("Decision");
    case Kind:
        return tr("Kind");
    case Text:
        return tr("Text");
    case Scope:
        return tr("Where");
    case Expires:
        return tr("Until");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace muster
