// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "network/wire/enrichment.h"

#include <QAbstractTableModel>

namespace muster {

/// What was asked of a tenant from here: the service does not tell which webhooks it has.
struct WebhookRecord
{
    WebhookRegistration registration;
    std::optional<WebhookAnswer> answer; ///< The last one; nothing: it is still awaited.
};

/// The webhooks that were registered from here, one a name, in the order of their first asking. Of an address only
/// scheme, host and port are shown: the rest may hold a secret.
class WebhooksModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Address, Events, State, ColumnCount };

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
    [[nodiscard]] static bool isStanding(const WebhookRecord &record);
    [[nodiscard]] static QString text(const WebhookRecord &record, int column);
    [[nodiscard]] static Tone tone(const WebhookRecord &record);

    QList<WebhookRecord> m_records;
};

} // namespace muster
