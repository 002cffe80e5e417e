// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/frozenorder.h"
#include "models/rules/jsonmembers.h"
#include "network/wire/dialer.h"
#include "network/wire/result.h"

#include <utility>

namespace muster {

// How orders are frozen and read back. Apart from their values, which windows see.

/// The order with its canonical JSON, of what `describe` tells, and the digest of that.
template <typename Frozen>
[[nodiscard]] Frozen bound(Frozen order, DescribeMembers<Frozen> describe)
{
    order.json = canonicalJson(order, describe);
    order.digest = orderDigest(order.json);
    return order;
}

/// The same for an order that names the connection it is for.
template <typename Frozen>
[[nodiscard]] Frozen boundFor(Frozen order, const ConnectionProfile &profile, DescribeMembers<Frozen> describe)
{
    order.profileId = profile.id;
    order.profileName = profile.name;
    order.environment = profile.environment;
    return bound(std::move(order), describe);
}

/// The object that `json` is. Damaged "order_too_large" (4 MiB), "order_digest_differs", "order_unreadable".
[[nodiscard]] Result<QJsonObject> frozenObject(const QByteArray &json, const QString &digest);

/// Reads the frozen order back, with `json` and `digest` as members of it. Errors: those of frozenObject(), and Damaged
/// "order_not_canonical": what reads back is not what was frozen.
template <typename Frozen>
[[nodiscard]] Result<Frozen> thawed(const QByteArray &json, const QString &digest, DescribeMembers<Frozen> describe)
{
    TRY(object, frozenObject(json, digest));
    Frozen frozen;
    if (!memberFault(*object, frozen, describe).isEmpty())
        return failure(ErrorKind::Damaged, "order_unreadable");
    // Repeated members and other spellings do not pass as canonical.
    if (canonicalJson(frozen, describe) != json)
        return failure(ErrorKind::Damaged, "order_not_canonical");
    frozen.json = json;
    frozen.digest = digest;
    return frozen;
}

void describeConnection(JsonMembers &members, QString &profileId, QString &profileName);
void describeEnvironment(JsonMembers &members, Environment &environment);
/// What a person typed because people may be called; orders without are as they always were.
void describeConsent(JsonMembers &members, DialConsent &consent);
/// The same with a skill that is to be started; an order without it never has one.
void describeConsentAndStart(JsonMembers &members, DialConsent &consent);
/// What the orders of runs that change a list begin with: connection, environment and list.
void describePlace(JsonMembers &members, FrozenFor &frozen, QString &listId, QString &listName);

} // namespace muster
