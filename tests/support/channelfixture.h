// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/qnamchannel.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testpaths.h"

#include <QSslCertificate>
#include <QSslKey>

/// The real channel against a server that plays bytes.
namespace muster::test {

inline HttpRequest request(const QByteArray &method, const QUrl &url, const QByteArray &body = {})
{
    HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = {{"Authorization", "Bearer t0ken"}};
    request.body = body;
    request.limits.firstByte = std::chrono::seconds(3);
    request.limits.overall = std::chrono::seconds(6);
    return request;
}

inline QSslConfiguration serverTls(const QString &name, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(dataBytes(QStringLiteral("tls/%1.pem").arg(name))));
    tls.setPrivateKey(QSslKey(dataBytes(QStringLiteral("tls/%1.key").arg(name)), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(protocol);
    return tls;
}

inline QStringList testAuthority()
{
    return {dataFile(QStringLiteral("tls/ca.pem"))};
}

inline Result<HttpReply> sent(QnamChannel &channel, const HttpRequest &request, std::stop_token stop = {})
{
    return QCoro::waitFor(channel.send(request, std::move(stop)));
}

inline LoopbackServer::Step raw(const QByteArray &bytes, LoopbackServer::After after = LoopbackServer::After::KeepOpen)
{
    LoopbackServer::Step step;
    step.bytes = bytes;
    step.after = after;
    return step;
}

} // namespace muster::test
