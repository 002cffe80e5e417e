// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/store/outbox.h"
#include "models/store/signingkeys.h"
#include "models/store/webhookstore.h"

namespace muster {

/// Notices to other systems: those that a person should know of, given up or waiting after a failed attempt, or all of
/// a run.
class NoticesModel : public RowsModel<Delivery>
{
    Q_OBJECT

public:
    enum Column { Receiver, State, Reason, Queued, Attempts, ColumnCount };

    explicit NoticesModel(QObject *parent = nullptr);
};

/// A key that signs the notices to a receiver; never the key itself.
struct ReceiverKey
{
    QString origin; ///< Of the receiver.
    SigningKeys::KeyInfo key;
};

/// The keys that sign notices, a row each, by receiver and the newest first.
class SigningKeysModel : public RowsModel<ReceiverKey>
{
    Q_OBJECT

public:
    enum Column { Receiver, Key, Made, Until, ColumnCount };

    explicit SigningKeysModel(QObject *parent = nullptr);
    /// Those that are in force at `now`.
    void setReceivers(const QList<SigningKeys::Receiver> &receivers, const QDateTime &now);
    [[nodiscard]] QString receiver(int row) const; ///< Its origin; empty: no such row.
};

/// A webhook that was asked for from here.
struct WebhookRecord
{
    KnownWebhook webhook;
    bool wholeAddress = false; ///< The address is as it was typed; else scheme, host and port are all that was kept.
};

/// The webhooks that were asked for from here, one a tenant and name, in the order of their first asking. Of an address
/// only scheme, host and port are shown: the rest may hold a secret.
class WebhooksModel : public RowsModel<WebhookRecord>
{
    Q_OBJECT

public:
    enum Column { Tenant, Name, Address, Events, State, Since, ColumnCount };

    explicit WebhooksModel(QObject *parent = nullptr);
    /// Takes the place of what stands there under that name, unless that is known to stand and this one is not.
    void put(const WebhookRecord &record);
    /// That very registration was answered as standing.
    [[nodiscard]] bool stands(const WebhookRegistration &registration) const;
};

} // namespace muster
