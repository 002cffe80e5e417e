// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/qnamchannel.h"

#include "network/http/qnamexchange.h"
#include "network/http/uploaddevice.h"

#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <memory>

namespace muster {

namespace {

struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

/// A connection that breaks or stays silent behind a proxy may be the proxy's doing, not the API's (F54).
void nameProxy(const QUrl &url, ApiError &error)
{
    const bool mayBe = error.kind == ErrorKind::ConnectionLost || error.kind == ErrorKind::TimedOut
        || error.kind == ErrorKind::BrokenBody || error.kind == ErrorKind::ProxyRefused
        || error.kind == ErrorKind::NotSent;
    if (!mayBe)
        return;
    const QNetworkProxy proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url)).constFirst();
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy)
        return;
    // Qt mostly says of a tunnel that was not made only that there is no connection.
    if (error.kind != ErrorKind::ProxyRefused)
        error.code = error.kind == ErrorKind::NotSent ? QStringLiteral("no_way_through_proxy")
                                                      : QStringLiteral("through_proxy");
    error.subject = proxy.hostName() + u':' + QString::number(proxy.port());
}

} // namespace

QnamChannel::QnamChannel(const QStringList &caCertificates)
    : m_tls(tlsConfiguration(caCertificates))
{
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setAutoDeleteReplies(false);
}

QSslConfiguration QnamChannel::tlsConfiguration(const QStringList &caCertificates)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    for (const QString &file : caCertificates)
        tls.addCaCertificates(file, QSsl::Pem);
    return tls;
}

QNetworkRequest QnamChannel::prepared(const HttpRequest &request) const
{
    QNetworkRequest prepared(request.url);
    prepared.setSslConfiguration(m_tls);
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    // Asking for it ourselves switches Qt's own decompression off: no answer can grow beyond what was sent (S15).
    prepared.setRawHeader("Accept-Encoding", "identity");
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // What is known about Qt's repeats (F46) was measured with HTTP/1.1.
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return prepared;
}

QCoro::Task<Result<HttpReply>> QnamChannel::send(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested()) {
        ApiError error;
        error.kind = ErrorKind::Cancelled;
        co_return failure(error);
    }
    QNetworkRequest ready = prepared(request);
    UploadDevice *upload = nullptr;
    QNetworkReply *reply = nullptr;
    if (request.method == "GET") {
        reply = m_manager.get(ready);
    } else {
        // Even an empty body gets a device, or Qt would repeat a DELETE whose connection closed (F46).
        ready.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        ready.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        upload = new UploadDevice(request.body);
        reply = m_manager.sendCustomRequest(ready, request.method, upload);
        upload->setParent(reply);
    }
    // Resumed from within its own slot, so it goes only when that has returned.
    const std::unique_ptr<QnamExchange, DeleteLater> exchange(new QnamExchange(reply, upload, request.limits));
    QnamExchange *watched = exchange.get();
    const std::stop_callback abort(stop, [watched] { watched->stop(); });
    co_await *watched;
    Result<HttpReply> result = exchange->takeResult();
    if (!result)
        nameProxy(request.url, result.error());
    co_return result;
}

} // namespace muster
