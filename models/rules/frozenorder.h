// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QJsonObject>
#include <functional>
#include <utility>

namespace muster {

class CanonicalJson;
class MemberReader;

// What the frozen orders of all kinds of runs share: canonical JSON that is bound by its digest.

/// What every order of a run on a tenant is frozen with.
struct FrozenFor
{
    QString profileId, profileName; ///< Of the connection.
    Environment environment = Environment::Sandbox;
    QByteArray json; ///< Canonical.
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

/// SHA-256, 64 lower-case hexadecimal digits.
[[nodiscard]] QString orderDigest(const QByteArray &json);

/// The order with its canonical JSON, as `toJson` writes it, and the digest of that.
template <typename Frozen>
[[nodiscard]] Frozen bound(Frozen order, QByteArray (*toJson)(const Frozen &frozen))
{
    order.json = toJson(order);
    order.digest = orderDigest(order.json);
    return order;
}

/// The same for an order that names the connection it is for.
template <typename Frozen>
[[nodiscard]] Frozen boundFor(Frozen order, const ConnectionProfile &profile,
                              QByteArray (*toJson)(const Frozen &frozen))
{
    order.profileId = profile.id;
    order.profileName = profile.name;
    order.environment = profile.environment;
    return bound(std::move(order), toJson);
}

/// `reread` takes the members out (see MemberReader) and writes them canonically again, or gives nothing when they do
/// not fit. Damaged "order_digest_differs", "order_unreadable", "order_not_canonical" (what reads back is not what was
/// frozen), "order_too_large" (4 MiB).
[[nodiscard]] Result<void> readFrozen(const QByteArray &json, const QString &digest,
                                      const std::function<QByteArray(const QJsonObject &object)> &reread);

/// The frozen order itself, with `json` and `digest` as members of it: `fromJson(object, frozen)` says whether the
/// members fit, `toJson(frozen)` writes them. Errors: those of readFrozen().
template <typename Frozen>
[[nodiscard]] Result<Frozen> thawed(const QByteArray &json, const QString &digest,
                                    bool (*fromJson)(const QJsonObject &object, Frozen &frozen),
                                    QByteArray (*toJson)(const Frozen &frozen))
{
    Frozen frozen;
    const auto read = readFrozen(json, digest, [&](const QJsonObject &object) {
        return fromJson(object, frozen) ? toJson(frozen) : QByteArray();
    });
    if (!read)
        return tl::unexpected(read.error());
    frozen.json = json;
    frozen.digest = digest;
    return frozen;
}

/// The members that the orders of all runs on a tenant begin with: connection and environment.
void writeConnection(CanonicalJson &json, const FrozenFor &frozen);
/// What is missing or no environment is the reader's fault to tell.
void readConnection(MemberReader &reader, FrozenFor &frozen);
/// The same with the list, of runs that change one.
void writePlace(CanonicalJson &json, const FrozenFor &frozen, const QString &listId, const QString &listName);
void readPlace(MemberReader &reader, FrozenFor &frozen, QString &listId, QString &listName);

} // namespace muster
