// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/publish/peopleselection.h"
#include "models/rules/frozenorder.h"
#include "network/wire/callinglist.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <optional>

namespace muster {

/// Where the people at hand came from, and what of them goes along: what the page can be filled with again.
struct PublishSource
{
    enum class Kind : std::uint8_t { File, List, Segment };
    Kind kind = Kind::File;
    QString id; ///< Of a file its path from the root.
    QString name; ///< Of the list or segment as it was called then; of a file empty.
    PublishChoice choice;
    bool operator==(const PublishSource &) const = default;
};

template <>
inline constexpr std::array<const char *, 3> keyTable<PublishSource::Kind> = {"file", "list", "segment"};

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
    std::optional<PublishSource> source; ///< Nothing in orders of earlier versions.
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
