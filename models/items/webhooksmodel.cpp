// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/webhooksmodel.h"

#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"

#include <QUrl>
#include <algorithm>

namespace muster {

bool WebhooksModel::isStanding(const WebhookRecord &record)
{
    return record.answer && !record.answer->error;
}

void WebhooksModel::put(const WebhookRecord &record)
{
    const auto found = std::find_if(m_records.begin(), m_records.end(), [&](const WebhookRecord &one) {
        return one.registration.name == record.registration.name;
    });
    if (found == m_records.end()) {
        beginInsertRows({}, int(m_records.size()), int(m_records.size()));
        m_records.append(record);
        endInsertRows();
        return;
    }
    // A name whose content was refused: what stands under it is still the older one.
    if (isStanding(*found) && !isStanding(record) && !(found->registration == record.registration))
        return;
    *found = record;
    const int row = int(found - m_records.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const WebhookRecord *WebhooksModel::record(int row) const
{
    return row >= 0 && row < m_records.size() ? &m_records[row] : nullptr;
}

bool WebhooksModel::stands(const WebhookRegistration &registration) const
{
    return std::any_of(m_records.cbegin(), m_records.cend(), [&](const WebhookRecord &record) {
        return record.registration == registration && isStanding(record);
    });
}

int WebhooksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_records.size());
}

int WebhooksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WebhooksModel::text(const WebhookRecord &record, int column)
{
    switch (column) {
    case Name:
        return visibleText(record.registration.name, 100);
    case Address: {
        const QUrl url(record.registration.url, QUrl::StrictMode);
        return visibleText(
            url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo), 100);
    }
    case Events:
        return visibleText(record.registration.events.join(QStringLiteral(", ")), 100);
    case State:
        return record.answer ? webhookStateText(*record.answer) : tr("asked\u2026");
    }
    return {};
}

Tone WebhooksModel::tone(const WebhookRecord &record)
{
    if (!record.answer)
        return Tone::Info;
    return isStanding(record) ? Tone::Good : record.answer->fate == WriteFate::Unknown ? Tone::Warn : Tone::Bad;
}

QVariant WebhooksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const WebhookRecord &record = m_records[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(record, index.column());
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(tone(record)) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(record, index.column()));
    default:
        return {};
    }
}

QVariant WebhooksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Address:
        return tr("Address");
    case Events:
        return tr("Events");
    case State:
        return tr("State");
    }
    return {};
}

} // namespace muster
