// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxtenant.h"

#include <QJsonObject>

namespace muster::test {

/// The door without sockets to the simulator of CXone's published API, with clocks that stand still until they are
/// moved.
class CxoneDoor
{
public:
    explicit CxoneDoor(const CxoneSandboxSettings &settings = {});

    /// To the API: with a token and the headers of a well-behaved client, and a JSON body unless it is null.
    SandboxAnswer call(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       SandboxFault::Mutation mutation = SandboxFault::Mutation::None);
    /// A path behind ".../services/v33.0".
    SandboxAnswer acd(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                      SandboxFault::Mutation mutation = SandboxFault::Mutation::None);
    SandboxAnswer get(const QByteArray &path) { return acd("GET", path); }
    SandboxAnswer api(const QByteArray &method, const QByteArray &target, const SandboxHeaders &headers,
                      const QByteArray &body = {});
    SandboxAnswer issuer(const QByteArray &method, const QByteArray &target, const SandboxHeaders &headers,
                         const QByteArray &body = {});
    /// By the access key alone.
    [[nodiscard]] QByteArray token();
    /// Uploads the CSV; the job's id, -1 when it was refused.
    qint64 upload(qint64 listId, const QByteArray &csv, const QJsonObject &members = {});
    void pass(std::chrono::milliseconds time); ///< On both clocks.

    std::chrono::steady_clock::time_point now{std::chrono::hours(1000)};
    QDateTime wallNow = QDateTime::fromString(QStringLiteral("2026-03-01T12:00:00Z"), Qt::ISODate);
    const CxoneSandboxKeys keys = CxoneSandboxKeys::fresh();
    CxoneSandboxTenant tenant;
};

// The lists, by what is in them.
constexpr qint64 springList = 4101, leadsList = 4102, dozenList = 4103, emptyList = 4104, inactiveList = 4105;

/// The names of an object's members, in alphabetical order and with a space between.
[[nodiscard]] QString membersOf(const QJsonObject &object);
/// The path behind ".../services/v33.0" that an absolute address has; empty when it is another origin's.
[[nodiscard]] QByteArray acdPathOf(const QString &address);

} // namespace muster::test
