// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/tokencodec.h"
#include "network/http/httpchannel.h"
#include "network/wire/connectionprofile.h"

namespace muster {

/// How a dialect turns a secret into a token.
class SignIn
{
public:
    virtual ~SignIn() = default;
    /// Services with the same key share one token and one refresh. Holds no secret.
    [[nodiscard]] virtual QString credentialKey(const ConnectionProfile &profile, Service service) const = 0;
    [[nodiscard]] virtual Result<HttpRequest> request(const ConnectionProfile &profile, Service service,
                                                      const Secret &secret) const
        = 0;
    [[nodiscard]] virtual Result<Token> token(const HttpReply &reply) const = 0;
    /// How long before its end a token is renewed; for short-lived ones the caller halves their life instead.
    [[nodiscard]] virtual std::chrono::seconds refreshMargin(Service service) const = 0;
};

/// OAuth 2.0 client credentials in the four spellings of contract section 2.
class ContractSignIn final : public SignIn
{
public:
    [[nodiscard]] QString credentialKey(const ConnectionProfile &profile, Service service) const override;
    [[nodiscard]] Result<HttpRequest> request(const ConnectionProfile &profile, Service service,
                                              const Secret &secret) const override;
    [[nodiscard]] Result<Token> token(const HttpReply &reply) const override;
    [[nodiscard]] std::chrono::seconds refreshMargin(Service service) const override;
};

} // namespace muster
