// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/curlchannel.h"

#include "network/http/curlexchange.h"
#include "network/http/curllibrary.h"
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
    : m_caCertificates(caCertificates)
{
}

CurlChannel::~CurlChannel() = default;

void CurlChannel::dropConnections()
{
    if (m_multi)
        m_multi->endConnections();
}

bool CurlChannel::open()
{
    if (!m_multi && CurlLibrary::instance().isLoaded()) {
        m_trust = std::make_unique<TlsTrust>(m_caCertificates);
        m_multi = std::make_unique<CurlMulti>();
    }
    return m_multi != nullptr;
}

QCoro::Task<Result<HttpReply>> CurlChannel::send(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    if (!open()) {
        co_return failure({.kind = ErrorKind::File,
                           .code = QStringLiteral("library_missing"),
                           .subject = CurlLibrary::fileName()});
    }
    // Resumed from within its own slot, so it goes only when that has returned.
    const std::unique_ptr<CurlExchange, DeleteLater> exchange(new CurlExchange(std::move(request), *m_trust));
    CurlExchange *watched = exchange.get();
    watched->start(*m_multi);
    const std::stop_callback abort(stop, [watched] { watched->stop(); });
    co_await *watched;
    co_return exchange->takeResult();
}

} // namespace muster
