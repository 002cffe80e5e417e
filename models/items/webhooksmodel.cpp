// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/webhooksmodel.h"

#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/webhooktexts.h"

#include <algorithm>

namespace muster {

void WebhooksModel::put(const WebhookRecord &record)
{
    const auto found = std::find_if(m_records.begin(), m_records.end(), [&](const WebhookRecord &one) {
        return one.webhook.profileId == record.webhook.profileId
            && one.webhook.registration.name == record.webhook.registration.name;
    });
    if (found == m_records.end()) {
        beginInsertRows({}, int(m_records.size()), int(m_records.size()));
        m_records.append(record);
        endInsertRows();
        return;
    }
    // A name whose content was refused: what stands under it is still the older one.
    if (isStanding(found->webhook.state) && !isStanding(record.webhook.state)
        && !(found->webhook.registration == record.webhook.registration))
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
        return record.wholeAddress && record.webhook.registration == registration && isStanding(record.webhook.state);
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
    const KnownWebhook &webhook = record.webhook;
    switch (column) {
    case Tenant:
        return visibleText(webhook.profileName, 100);
    case Name:
        return visibleText(webhook.registration.name, 100);
    case Address:
        return visibleText(webhookOrigin(webhook.registration.url), 100);
    case Events:
        return visibleText(webhook.registration.events.join(QStringLiteral(", ")), 100);
    case State:
        return webhookStateText(webhook.state);
    case Since:
        return relativeTimeText(webhook.at, QDateTime::currentDateTimeUtc());
    }
    return {};
}

Tone WebhooksModel::tone(const WebhookRecord &record)
{
    switch (record.webhook.state) {
    case WebhookState::Registered:
    case WebhookState::Stands:
        return Tone::Good;
    case WebhookState::Asked:
    case WebhookState::Unknown:
        return Tone::Warn;
    case WebhookState::NameTaken:
    case WebhookState::Refused:
    case WebhookState::NotSent:
        return Tone::Bad;
    }
    Q_UNREACHABLE();
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
    case Qt::ToolTipRole:
        return index.column() == Since ? exactTimeText(record.webhook.at) : QVariant();
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
    case Tenant:
        return tr("Tenant");
    case Name:
        return tr("Name");
    case Address:
        return tr("Address");
    case Events:
        return tr("Events");
    case State:
        return tr("State");
    case Since:
        return tr("Since");
    }
    return {};
}

} // namespace muster
