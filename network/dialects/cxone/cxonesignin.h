// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apiprotocol.h"

namespace muster {

/// An access key at the area's host, or the same pair as a password grant of a registered client at the issuer's token
/// endpoint (CxoneSettings::SignInMethod). The secret is that of the key; for a password grant the client's secret
/// stands behind it in a line of its own. One credential for all services.
class CxoneSignIn final : public SignIn
{
public:
    [[nodiscard]] QString methodKey(const ConnectionProfile &profile, Service service) const override;
    [[nodiscard]] QString credentialKey(const ConnectionProfile &profile, Service service) const override;
    /// BadInput "client_missing" or "client_secret_missing" for a password grant without its client.
    [[nodiscard]] Result<HttpRequest> request(const ConnectionProfile &profile, Service service, const QUrl &address,
                                              const Secret &secret) const override;
    [[nodiscard]] Result<Token> token(const HttpReply &reply) const override;
    [[nodiscard]] std::chrono::seconds refreshMargin(Service service) const override;
};

/// The profile's base address is the issuer: its document says where tokens are made, and its document of the tenant
/// that a token names says where the API is.
class CxoneDiscovery final : public Discovery
{
public:
    [[nodiscard]] QCoro::Task<Result<QUrl>> signInAddress(ConnectionProfile profile, DiscoveryCalls *calls,
                                                          std::stop_token stop) const override;
    /// UnexpectedShape "no_tenant" when the token names none.
    [[nodiscard]] QCoro::Task<Result<QMap<Service, QUrl>>> serviceAddresses(ConnectionProfile profile, QString tenantId,
                                                                            DiscoveryCalls *calls,
                                                                            std::stop_token stop) const override;
};

} // namespace muster
