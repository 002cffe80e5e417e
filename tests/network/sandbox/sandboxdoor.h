// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxtenant.h"

#include <QJsonObject>

namespace muster::test {

/// The tenant's door without sockets, with clocks that stand still until they are moved.
class SandboxDoor
{
public:
    explicit SandboxDoor(SandboxSettings settings = {});

    SandboxAnswer send(const QByteArray &method, const QByteArray &target, const SandboxHeaders &headers,
                       const QByteArray &body = {}, SandboxFault::Mutation mutation = SandboxFault::Mutation::None);
    /// With a token of all scopes (or of `scope`) and the headers of a well-behaved client.
    SandboxAnswer get(const QByteArray &target);
    SandboxAnswer post(const QByteArray &target, const QByteArray &body,
                       SandboxFault::Mutation mutation = SandboxFault::Mutation::None);
    /// The same with any method, a fault, and a JSON body unless it is null.
    SandboxAnswer call(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       SandboxFault::Mutation mutation = SandboxFault::Mutation::None);
    [[nodiscard]] QByteArray token(const QByteArray &scope = {});

    std::chrono::steady_clock::time_point now{std::chrono::hours(1000)};
    QDateTime wallNow = QDateTime::fromString(QStringLiteral("2026-03-01T12:00:00Z"), Qt::ISODate);
    SandboxTenant tenant;

    static const QByteArray secret;
    static const QByteArray lookupSecret;
};

[[nodiscard]] QJsonObject bodyOf(const SandboxAnswer &answer);
[[nodiscard]] QString errorOf(const SandboxAnswer &answer);
[[nodiscard]] QByteArray headerOf(const SandboxAnswer &answer, QByteArrayView name);
/// The path under which the segment of that place in the list is queried; 0 is "All customers".
[[nodiscard]] QByteArray segmentPath(int place);
[[nodiscard]] QByteArray queryPath(int place);
/// The path of the contact list of that place in the index; 0 is "All contacts", 1 the leads, 2 the dozen, 4 clean.
[[nodiscard]] QByteArray listPath(int place);
/// The body of a PATCH or POST of contacts.
[[nodiscard]] QByteArray batchBody(const QList<ContactPhone> &contacts);
/// A query body; `filters` and `attributes` as JSON text.
[[nodiscard]] QByteArray queryBody(const QByteArray &filters, int limit, const QByteArray &attributes,
                                   const QByteArray &token = {});

} // namespace muster::test
