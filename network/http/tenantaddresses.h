// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apiprotocol.h"
#include "network/http/asyncevent.h"
#include "network/http/originpolicy.h"

#include <functional>

namespace muster {

/// Where the services of a tenant are and where one signs in: what the profile says, or what its flavour's Discovery
/// finds out, once for all calls of the connection. GUI thread.
class TenantAddresses
{
public:
    /// Signs in; the tenant that the token names (Token::tenantId).
    using SignInCall = std::function<QCoro::Task<Result<QString>>(std::stop_token)>;

    /// `discovery` may be nullptr. The others outlive it.
    TenantAddresses(const ConnectionProfile &profile, std::shared_ptr<const Discovery> discovery,
                    const OriginPolicy &origins);

    /// How far one has to know.
    enum class Part {
        SignIn, ///< Where one signs in.
        Services, ///< And where the services are.
    };
    [[nodiscard]] bool areKnown(Part part = Part::Services) const
    {
        return !m_discovery || !(part == Part::SignIn ? m_signIn.isEmpty() : m_services.isEmpty());
    }
    /// Empty while it is not known.
    [[nodiscard]] QUrl ofService(Service service) const;
    [[nodiscard]] QUrl ofSignIn(Service service) const;
    /// Makes sure that they are known. Who comes while another one asks shares the outcome, but for a cancellation.
    /// `calls` outlives it; signIn() is called when ofSignIn() is known, and only for the services.
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> find(Part part, DiscoveryCalls *calls, SignInCall signIn,
                                                            std::stop_token stop);

private:
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> ask(Part part, DiscoveryCalls *calls, SignInCall signIn,
                                                           std::stop_token stop);

    const ConnectionProfile &m_profile;
    const std::shared_ptr<const Discovery> m_discovery;
    const OriginPolicy &m_origins;
    QUrl m_signIn;
    QMap<Service, QUrl> m_services; ///< Empty: not yet found.
    bool m_isAsking = false;
    std::optional<ApiError> m_error; ///< Of the last question, for those who waited for it.
    AsyncEvent m_answered;
};

} // namespace muster
