// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/apidialect.h"
#include "network/http/apiprotocol.h"

namespace muster {

/// OAuth 2.0 client credentials in the four spellings of contract section 2.
class ContractSignIn final : public SignIn
{
public:
    [[nodiscard]] QString methodKey(const ConnectionProfile &profile, Service service) const override;
    [[nodiscard]] QString credentialKey(const ConnectionProfile &profile, Service service) const override;
    [[nodiscard]] Result<HttpRequest> request(const ConnectionProfile &profile, Service service, const QUrl &address,
                                              const Secret &secret) const override;
    [[nodiscard]] Result<Token> token(const HttpReply &reply) const override;
    [[nodiscard]] std::chrono::seconds refreshMargin(Service service) const override;
};

/// The contract's flavour, "contract".
[[nodiscard]] std::shared_ptr<const ApiDialect> contractDialect();

} // namespace muster
