// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ApiTransport that finds out where the services are.
#include "network/http/answermapping.h"
#include "network/http/apicall.h"
#include "network/http/apiprotocol.h"
#include "network/http/apitransport.h"

#include <QUuid>

namespace muster {

/// The requests of one discovery, as the log and a run see them.
class ApiTransport::DiscoveryRequests final : public DiscoveryCalls
{
public:
    DiscoveryRequests(ApiTransport &transport, Service service, CallObserver *observer)
        : m_transport(transport)
        , m_service(service)
        , m_observer(observer)
    {
    }

    [[nodiscard]] QCoro::Task<Result<HttpReply>> get(QByteArray name, QUrl url, std::stop_token stop) override
    {
        if (const auto fault = m_transport.m_origins.fault(url))
            co_return failure(*fault);
        const OperationRow row{Operation{}, m_service, name, "GET", "", {200, 201, 202, 203, 204}};
        Attempt attempt;
        attempt.row = &row;
        attempt.requestId = QUuid::createUuid().toString(QUuid::Id128);
        HttpRequest request;
        request.method = row.method;
        request.url = url;
        request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")},
                           {QByteArrayLiteral("X-Request-ID"), attempt.requestId.toLatin1()}};
        request.limits.firstByte = request.limits.overall = m_transport.m_profile.tokenTimeout;
        request.limits.bodyBytes = 1 << 20;
        m_transport.begin(attempt, m_service, m_observer);
        Result<HttpReply> reply = co_await m_transport.m_channel.send(request, std::move(stop));
        if (m_observer != nullptr)
            m_observer->settled(m_service);
        m_transport.note(attempt, m_service, request, reply);
        if (!reply)
            co_return reply;
        if (auto fault = faultOf(*reply, row, m_transport.m_clock.wallNow(), m_transport.m_protocol->readError)) {
            fault->requestId = attempt.requestId;
            co_return failure(*std::move(fault));
        }
        co_return reply;
    }

private:
    ApiTransport &m_transport;
    const Service m_service;
    CallObserver *const m_observer;
};

QUrl ApiTransport::addressOf(Service service) const
{
    return m_protocol->discovery ? m_found.services.value(service) : m_profile.serviceUrl(service);
}

QUrl ApiTransport::signInAddressOf(Service service) const
{
    return m_protocol->discovery ? m_found.signIn : m_profile.serviceUrl(service);
}

QCoro::Task<std::optional<ApiError>> ApiTransport::discover(Service service, std::stop_token stop)
{
    auto fault = co_await findAddresses(service, nullptr, std::move(stop));
    if (fault)
        m_redactor.mask(*fault);
    co_return fault;
}

QCoro::Task<std::optional<ApiError>> ApiTransport::findAddresses(Service service, CallObserver *observer,
                                                                 std::stop_token stop)
{
    while (!knowsAddresses()) {
        if (stop.stop_requested())
            co_return ApiError{.kind = ErrorKind::Cancelled};
        if (m_findsAddresses) {
            co_await m_addressesAnswered.wait(stop);
            if (!m_findsAddresses && m_addressError && m_addressError->kind != ErrorKind::Cancelled)
                co_return std::optional(*m_addressError);
            continue;
        }
        m_findsAddresses = true;
        m_addressError = co_await askForAddresses(service, observer, stop);
        m_findsAddresses = false;
        m_addressesAnswered.notifyAll();
        if (m_addressError)
            co_return std::optional(*m_addressError);
    }
    co_return std::nullopt;
}

QCoro::Task<std::optional<ApiError>> ApiTransport::askForAddresses(Service service, CallObserver *observer,
                                                                   std::stop_token stop)
{
    const Discovery &discovery = *m_protocol->discovery;
    DiscoveryRequests requests(*this, service, observer);
    const auto signIn = co_await discovery.signInAddress(m_profile, &requests, stop);
    if (!signIn)
        co_return signIn.error();
    if (const auto fault = m_origins.approvalFault(*signIn))
        co_return *fault;
    m_found.signIn = *signIn;
    const auto bearer = co_await token(service, observer, stop);
    if (!bearer)
        co_return bearer.error();
    const auto services = co_await discovery.serviceAddresses(m_profile, m_tenantId, &requests, stop);
    if (!services)
        co_return services.error();
    for (const Service each : allServices) {
        if (const auto fault = m_origins.approvalFault(services->value(each)))
            co_return *fault;
    }
    m_found.services = *services;
    co_return std::nullopt;
}

} // namespace muster
