// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/publish/peopleselection.h"
#include "models/rules/frozenorder.h"
#include "network/wire/callinglist.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

namespace muster {

/// Publish an audience as a new calling list. Nothing dials from it.
struct AudiencePublishOrder
{
    /// Which version of which audience says who is in; 0: of one that is in a file only.
    struct Version
    {
        QString audienceId;
        qint64 version = 0;
        bool operator==(const Version &) const = default;
    };
    Version audience;
    QString name; ///< Of the audience.
    QString
        definitionDigest; ///< SHA-256 of the definition as writeDefinition() spells it in one line, without a version.
    QList<Version> exclusions; ///< Whose members were left out.
    NewCallingList list;
    PublishCount count; ///< What a person has seen and confirmed.
    SharedPeople people; ///< nullptr when it was thawed: the run reads its own copy.
};

/// An order as the journal keeps it: which people, without the people themselves.
struct FrozenAudiencePublish : FrozenFor
{
    AudiencePublishOrder order;
    QString peopleDigest;
};

/// `order.people` must be there.
[[nodiscard]] FrozenAudiencePublish freeze(const AudiencePublishOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenAudiencePublish> thawAudiencePublish(const QByteArray &json, const QString &digest);

} // namespace muster
