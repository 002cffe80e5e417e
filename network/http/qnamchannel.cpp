// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/qnamchannel.h"

#include "network/http/qnamexchange.h"

#include <QSslCertificate>
#include <algorithm>

namespace muster {

namespace {

struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

bool hasControl(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

QByteArray hostHeader(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

/// A line break in a header would begin another one.
bool isSound(const HttpRequest &request)
{
    return std::none_of(request.headers.begin(), request.headers.end(),
                        [](const auto &header) { return hasControl(header.first) || hasControl(header.second); });
}

} // namespace

QnamChannel::QnamChannel(const QStringList &caCertificates)
    : m_caCertificates(caCertificates)
{
}

QnamChannel::~QnamChannel() = default;

QSslConfiguration QnamChannel::tlsConfiguration(const QStringList &caCertificates)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setOcspStaplingEnabled(QSslSocket::isFeatureSupported(QSsl::SupportedFeature::Ocsp)); // see hostprobe.h
    for (const QString &file : caCertificates)
        tls.addCaCertificates(file, QSsl::Pem);
    return tls;
}

void QnamChannel::open()
{
    if (m_manager)
        return;
    m_tls = tlsConfiguration(m_caCertificates);
    m_manager = std::make_unique<QNetworkAccessManager>();
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager->setAutoDeleteReplies(false);
}

void QnamChannel::dropConnections()
{
    if (!m_manager)
        return;
    const QSet<QnamExchange *> running = m_running;
    for (QnamExchange *exchange : running)
        exchange->loseConnection();
    m_manager->clearConnectionCache();
}

QNetworkRequest QnamChannel::prepared(const HttpRequest &request) const
{
    QNetworkRequest prepared(request.url);
    if (!request.peer.isNull()) {
        QUrl there = request.url;
        there.setHost(request.peer.toString());
        prepared.setUrl(there);
        prepared.setRawHeader("Host", hostHeader(request.url));
        prepared.setPeerVerifyName(request.url.host(QUrl::FullyEncoded)); // SNI as well
    }
    prepared.setSslConfiguration(m_tls);
    // Qt would name a browser and the person's language.
    prepared.setRawHeader("User-Agent", "Muster");
    prepared.setRawHeader("Accept-Language", "en");
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value.isNull() ? QByteArray("") : value); // null would mean none
    // Asking for it ourselves switches Qt's own unpacking off: no answer can grow beyond what was received (S15).
    prepared.setRawHeader("Accept-Encoding", "identity");
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // What is known about Qt's repeats (F46) was measured with HTTP/1.1.
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // With an upload device of ours and its length given, Qt keeps no copy that it could send again.
    prepared.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    prepared.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    return prepared;
}

QCoro::Task<Result<HttpReply>> QnamChannel::send(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    if (!isSound(request)) {
        co_return failure({.kind = ErrorKind::NotSent,
                           .code = QStringLiteral("unsound_request"),
                           .subject = request.url.host(QUrl::FullyEncoded)});
    }
    open();
    // Even an empty body gets a device, a GET's too, or Qt would repeat what a closed connection swallowed (F46).
    auto *upload = new UploadDevice(request.body);
    QNetworkReply *reply = m_manager->sendCustomRequest(prepared(request), request.method, upload);
    upload->setParent(reply);
    // Resumed from within its own slot, so it goes only when that has returned.
    const std::unique_ptr<QnamExchange, DeleteLater> exchange(new QnamExchange(request, reply, *upload));
    QnamExchange *watched = exchange.get();
    m_running.insert(watched);
    QObject::connect(watched, &QnamExchange::ended, watched, [this, watched] { m_running.remove(watched); });
    const std::stop_callback abort(stop, [watched] { watched->stop(); });
    co_await *watched;
    co_return exchange->takeResult();
}

} // namespace muster
