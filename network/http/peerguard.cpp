// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/peerguard.h"

#include "network/http/originpolicy.h"

#include <QNetworkProxy>

namespace muster {

namespace {

bool goesThroughProxy(const QUrl &url)
{
    const QNetworkProxy proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url)).constFirst();
    return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
}

/// Of the addresses that `url` turned out to have.
std::optional<ApiError> peersFault(const QUrl &url, const QList<QHostAddress> &addresses)
{
    for (const QHostAddress &address : addresses) {
        // "localhost" was written by whoever may name this machine, and means nothing else.
        if (isLoopback(url) && address.isLoopback())
            continue;
        if (auto fault = resolvedAddressFault(address, AddressSource::Server)) {
            fault->code = QStringLiteral("private_peer");
            fault->subject = url.host(QUrl::FullyEncoded);
            fault->detail = address.toString();
            return fault;
        }
    }
    return std::nullopt;
}

} // namespace

QCoro::Task<Result<QList<QHostAddress>>> PeerGuard::lookUp(QString host, std::chrono::milliseconds timeout,
                                                           std::stop_token stop)
{
    return m_channel.lookUp(std::move(host), timeout, std::move(stop));
}

QCoro::Task<Result<HttpReply>> PeerGuard::send(HttpRequest request, std::stop_token stop)
{
    const QString host = request.url.host(QUrl::FullyEncoded);
    if (QHostAddress literal; literal.setAddress(host) || goesThroughProxy(request.url))
        co_return co_await m_channel.send(request, stop);
    CO_TRY(addresses, co_await m_channel.lookUp(host, request.limits.firstByte, stop));
    if (const auto fault = peersFault(request.url, *addresses))
        co_return failure(*fault);
    Result<HttpReply> result = failure({.kind = ErrorKind::NotSent, .subject = host});
    for (const QHostAddress &address : *addresses) {
        request.peer = address;
        result = co_await m_channel.send(request, stop);
        // Only what has certainly not left may try the next one.
        if (result || result.error().kind != ErrorKind::NotSent)
            break;
    }
    co_return result;
}

} // namespace muster
