// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/tenantaddresses.h"

namespace muster {

TenantAddresses::TenantAddresses(const ConnectionProfile &profile, std::shared_ptr<const Discovery> discovery,
                                 const OriginPolicy &origins)
    : m_profile(profile)
    , m_discovery(std::move(discovery))
    , m_origins(origins)
{
}

QUrl TenantAddresses::ofService(Service service) const
{
    return m_discovery ? m_services.value(service) : m_profile.serviceUrl(service);
}

QUrl TenantAddresses::ofSignIn(Service service) const
{
    return m_discovery ? m_signIn : m_profile.serviceUrl(service);
}

QCoro::Task<std::optional<ApiError>> TenantAddresses::find(Part part, DiscoveryCalls *calls, SignInCall signIn,
                                                           std::stop_token stop)
{
    while (!areKnown(part)) {
        if (stop.stop_requested())
            co_return ApiError{.kind = ErrorKind::Cancelled};
        if (m_isAsking) {
            co_await m_answered.wait(stop);
            if (!m_isAsking && m_error && m_error->kind != ErrorKind::Cancelled)
                co_return std::optional(*m_error);
            continue;
        }
        m_isAsking = true;
        m_error = co_await ask(part, calls, signIn, stop);
        m_isAsking = false;
        m_answered.notifyAll();
        if (m_error)
            co_return std::optional(*m_error);
    }
    co_return std::nullopt;
}

QCoro::Task<std::optional<ApiError>> TenantAddresses::ask(Part part, DiscoveryCalls *calls, SignInCall signIn,
                                                          std::stop_token stop)
{
    if (m_signIn.isEmpty()) {
        const auto address = co_await m_discovery->signInAddress(m_profile, calls, stop);
        if (!address)
            co_return address.error();
        if (const auto fault = m_origins.approvalFault(*address))
            co_return *fault;
        m_signIn = *address;
    }
    if (part == Part::SignIn)
        co_return std::nullopt;
    const auto tenantId = co_await signIn(stop);
    if (!tenantId)
        co_return tenantId.error();
    const auto services = co_await m_discovery->serviceAddresses(m_profile, *tenantId, calls, stop);
    if (!services)
        co_return services.error();
    for (const Service each : allServices) {
        if (const auto fault = m_origins.approvalFault(services->value(each), m_signIn))
            co_return *fault;
    }
    m_services = *services;
    co_return std::nullopt;
}

} // namespace muster
