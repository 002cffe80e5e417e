// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/curlchannel.h"

#include "network/http/curlexchange.h"
#include "network/http/curlmulti.h"
#include "network/http/tlstrust.h"

namespace muster {

namespace {

struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

} // namespace

CurlChannel::CurlChannel(const QStringList &caCertificates)
    : m_trust(std::make_unique<TlsTrust>(caCertificates))
    , m_multi(std::make_unique<CurlMulti>())
{
}

CurlChannel::~CurlChannel() = default;

void CurlChannel::dropConnections()
{
    m_multi->endConnections();
}

QCoro::Task<Result<HttpReply>> CurlChannel::send(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    // Resumed from within its own slot, so it goes only when that has returned.
    const std::unique_ptr<CurlExchange, DeleteLater> exchange(new CurlExchange(std::move(request), *m_trust));
    CurlExchange *watched = exchange.get();
    watched->start(*m_multi);
    const std::stop_callback abort(stop, [watched] { watched->stop(); });
    co_await *watched;
    co_return exchange->takeResult();
}

} // namespace muster
