// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/store/webhookstore.h"

#include <QAbstractTableModel>

namespace muster {

/// A webhook that was asked for from here.
struct WebhookRecord
{
    KnownWebhook webhook;
    bool wholeAddress = false; ///< The address is as it was typed; else scheme, host and port are all that was kept.
};

/// The webhooks that were asked for from here, one a tenant and name, in the order of their first asking. Of an address
/// only scheme, host and port are shown: the rest may hold a secret.
class WebhooksModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Tenant, Name, Address, Events, State, Since, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// Takes the place of what stands there under that name, unless that is known to stand and this one is not.
    void put(const WebhookRecord &record);
    [[nodiscard]] const WebhookRecord *record(int row) const; ///< nullptr: no such row.
    /// That very registration was answered as standing.
    [[nodiscard]] bool stands(const WebhookRegistration &registration) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const WebhookRecord &record, int column);
    [[nodiscard]] static Tone tone(const WebhookRecord &record);

    QList<WebhookRecord> m_records;
};

} // namespace muster
