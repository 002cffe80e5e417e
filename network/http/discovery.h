// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/connectionprofile.h"

#include <QMap>

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

} // namespace muster
