// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/hostprobe.h"

#include "network/http/originpolicy.h"

#include <QCoro/QCoroTimer>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QStringList>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

bool isAboutStaple(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::OcspNoResponseFound:
    case QSslError::OcspMalformedRequest:
    case QSslError::OcspMalformedResponse:
    case QSslError::OcspInternalError:
    case QSslError::OcspTryLater:
    case QSslError::OcspSigRequred:
    case QSslError::OcspUnauthorized:
    case QSslError::OcspResponseCannotBeTrusted:
    case QSslError::OcspResponseCertIdUnknown:
    case QSslError::OcspResponseExpired:
    case QSslError::OcspStatusUnknown:
        return true;
    default:
        return false;
    }
}

/// Qt says "Unknown error" of whatever it has no words for.
QString wordsOf(const QSslError &error)
{
    if (error.error() == QSslError::CertificateRevoked)
        return QStringLiteral("The certificate was revoked by who issued it");
    return error.error() == QSslError::UnspecifiedError
        ? QStringLiteral("The certificate is not good enough for this system, for example because of a weak key or "
                         "digest")
        : error.errorString();
}

} // namespace

bool isAboutStapleAlone(const QList<QSslError> &errors)
{
    return !errors.isEmpty() && std::all_of(errors.begin(), errors.end(), isAboutStaple);
}

QString tlsFaultWords(const QList<QSslError> &errors)
{
    QStringList words;
    for (const QSslError &error : errors) {
        if (!isAboutStaple(error))
            words << wordsOf(error);
    }
    return words.join(QStringLiteral("; "));
}

namespace {

ApiError probeError(ErrorKind kind, const QString &host, const QString &words = {})
{
    return ApiError{.kind = kind, .detail = words.left(2000), .subject = host};
}

} // namespace

QCoro::Task<Result<QList<QHostAddress>>> lookUpHost(QString host, std::chrono::milliseconds timeout,
                                                    std::stop_token stop)
{
    // The timer is the one thing awaited; look-up, deadline and stop all let it run out.
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(timeout);
    std::optional<QHostInfo> info;
    const int lookup = QHostInfo::lookupHost(host, &wake, [&wake, &info](const QHostInfo &found) {
        info = found;
        wake.start(0);
    });
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    QHostInfo::abortHostLookup(lookup);
    if (stop.stop_requested())
        co_return failure(probeError(ErrorKind::Cancelled, host));
    if (!info)
        co_return failure(probeError(ErrorKind::TimedOut, host));
    if (info->addresses().isEmpty())
        co_return failure(probeError(ErrorKind::NotSent, host, info->errorString()));
    co_return info->addresses();
}

QCoro::Task<std::optional<ApiError>> probeTls(QUrl url, QSslConfiguration tls, std::chrono::milliseconds timeout,
                                              std::stop_token stop)
{
    const QString host = url.host(QUrl::FullyEncoded);
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(timeout);
    QSslSocket socket;
    socket.setSslConfiguration(tls);
    QString faults;
    bool ended = false;
    const auto end = [&wake, &ended] {
        ended = true;
        wake.start(0);
    };
    QObject::connect(&socket, &QSslSocket::encrypted, &wake, end);
    QObject::connect(&socket, &QSslSocket::errorOccurred, &wake, end);
    QObject::connect(&socket, &QSslSocket::sslErrors, &wake, [&faults, &socket](const QList<QSslError> &errors) {
        if (isAboutStapleAlone(errors))
            socket.ignoreSslErrors(errors);
        else
            faults = tlsFaultWords(errors);
    });
    socket.connectToHostEncrypted(host, static_cast<quint16>(url.port(443)));
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    const bool encrypted = socket.isEncrypted() && faults.isEmpty();
    const bool connected = socket.peerPort() != 0;
    const QString words = faults.isEmpty() ? socket.errorString() : faults;
    socket.disconnect();
    socket.abort();
    if (stop.stop_requested())
        co_return probeError(ErrorKind::Cancelled, host);
    if (encrypted)
        co_return std::nullopt;
    if (!ended)
        co_return probeError(ErrorKind::TimedOut, host);
    const bool refused = connected || !faults.isEmpty();
    co_return probeError(refused ? ErrorKind::TlsRefused : ErrorKind::NotSent, host, words);
}

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
