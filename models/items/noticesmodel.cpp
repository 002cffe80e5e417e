// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/noticesmodel.h"

#include "models/items/itemroles.h"
#include "models/store/signingkeys.h"
#include "models/text/callbacktexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

void NoticesModel::setNotices(const QList<Delivery> &notices)
{
    beginResetModel();
    m_notices = notices;
    endResetModel();
}

int NoticesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_notices.size());
}

int NoticesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString NoticesModel::text(const Delivery &notice, int column)
{
    switch (column) {
    case Receiver: // the rest of the address may hold a secret
        return visibleText(SigningKeys::originOf(notice.target), 200);
    case State:
        return noticeStateText(notice);
    case Reason:
        return errorKeyText(notice.lastErrorKey);
    case Queued:
        return exactTimeText(notice.queuedAt);
    case Attempts:
        return QLocale().toString(notice.attempts);
    }
    return {};
}

QVariant NoticesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Delivery &notice = m_notices[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(notice, index.column());
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(notice.state == u"undelivered" ? Tone::Bad : Tone::Warn)
                                       : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(notice, index.column()));
    default:
        return {};
    }
}

QVariant NoticesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Receiver:
        return tr("Receiver");
    case State:
        return tr("State");
    case Reason:
        return tr("Why");
    case Queued:
        return tr("Since");
    case Attempts:
        return tr("Attempts");
    }
    return {};
}

} // namespace muster
