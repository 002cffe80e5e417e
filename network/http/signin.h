// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/token.h"

namespace muster {

/// How a flavour turns a secret into a token. Immutable, safe on any thread.
class SignIn
{
public:
    virtual ~SignIn() = default;
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

} // namespace muster
