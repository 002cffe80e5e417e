// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/limits.h"
#include "network/wire/secret.h"
#include "network/wire/service.h"

#include <QMap>
#include <algorithm>
#include <memory>

namespace muster {

/// How a discovery asks: one GET, one attempt, without any token, as the log and the connection test see it.
class DiscoveryCalls
{
public:
    virtual ~DiscoveryCalls() = default;
    /// `name` for the log, e.g. "issuer.document". The answer of a status from 200 to 299, else the error that it
    /// means; AddressRefused, before anything is sent, where `url` is at none of the profile's origins.
    [[nodiscard]] virtual QCoro::Task<Result<HttpReply>> get(QByteArray name, QUrl url, std::stop_token stop) = 0;
};

/// How a flavour whose addresses nobody types finds them out. Asked once per connection, before its first call: first
/// for the place that signs in, and with the tenant that the token names for the services. What it finds is used only
/// where the profile's person approved the origin (ConnectionProfile::approvedOrigins): anything else is
/// AddressRefused "origin_not_approved", so that no document of a server can lead a bearer away (S09, S11). Immutable.
class Discovery
{
public:
    virtual ~Discovery() = default;
    [[nodiscard]] virtual QCoro::Task<Result<QUrl>> signInAddress(ConnectionProfile profile, DiscoveryCalls *calls,
                                                                  std::stop_token stop) const
        = 0;
    /// `tenantId` as the token said it (Token::tenantId), may be empty. One base address per service.
    [[nodiscard]] virtual QCoro::Task<Result<QMap<Service, QUrl>>>
    serviceAddresses(ConnectionProfile profile, QString tenantId, DiscoveryCalls *calls, std::stop_token stop) const
        = 0;
};

/// How a flavour turns a secret into a token. Immutable, safe on any thread.
class SignIn
{
public:
    virtual ~SignIn() = default;
    /// How one signs in, stable for `--json`, as "json-oauth".
    [[nodiscard]] virtual QString methodKey(const ConnectionProfile &profile, Service service) const = 0;
    /// Services with the same key share one token and one refresh. Holds no secret.
    [[nodiscard]] virtual QString credentialKey(const ConnectionProfile &profile, Service service) const = 0;
    /// `address`: where a token is asked for; the service's own base address unless a Discovery found another one.
    [[nodiscard]] virtual Result<HttpRequest> request(const ConnectionProfile &profile, Service service,
                                                      const QUrl &address, const Secret &secret) const
        = 0;
    [[nodiscard]] virtual Result<Token> token(const HttpReply &reply) const = 0;
    /// How long before its end a token is renewed; for short-lived ones the caller halves their life instead.
    [[nodiscard]] virtual std::chrono::seconds refreshMargin(Service service) const = 0;
};

/// Fills what an answer from 400 on says about itself (code, detail, details, scope, currentVersion), whatever that
/// answer is; texts cut to length, not yet masked. Its kind and status are set. Of a flavour; nullptr: nothing is read.
using ReadError = void (*)(const HttpReply &reply, ApiError &error);

/// What the transport has to know of an API flavour: its calls, how often each may be tried, how one signs in, where
/// the services are, how it says what is wrong. Data, and small strategies where data is not enough. Immutable.
struct ApiProtocol
{
    QList<OperationRow> operations;
    /// What a token has to be good for, by call; a call that is absent needs nothing that is known.
    QMap<Operation, QString> scopes;
    QMap<Service, RetryTable> retry;
    std::shared_ptr<const SignIn> signIn;
    std::shared_ptr<const Discovery> discovery; ///< nullptr: the addresses are those of the profile.
    /// Addresses that a person has typed or chosen elsewhere than in the profile's base addresses, in its options;
    /// nullptr: none. They count as approved.
    QList<QUrl> (*namedAddresses)(const ConnectionProfile &profile) = nullptr;
    ReadError readError = nullptr;

    /// nullptr: this flavour has no such call.
    [[nodiscard]] const OperationRow *row(Operation operation) const
    {
        const auto found = std::ranges::find(operations, operation, &OperationRow::operation);
        return found == operations.cend() ? nullptr : &*found;
    }
};

} // namespace muster
