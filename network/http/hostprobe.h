// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QHostAddress>
#include <QList>
#include <QSslConfiguration>
#include <QSslError>
#include <QString>
#include <QUrl>
#include <chrono>
#include <optional>
#include <stop_token>

namespace muster {

/// Whether all that is amiss is the word on revocation that a server may staple to its certificate: none came, or one
/// that is old, broken or not to be trusted. That refuses nothing, as whoever sits on the line can leave it out; one
/// that says "revoked" does (S14). False for no errors.
[[nodiscard]] bool isAboutStapleAlone(const QList<QSslError> &errors);
/// The others in words, for the `detail` of an error. Any thread.
[[nodiscard]] QString tlsFaultWords(const QList<QSslError> &errors);

/// The addresses that a name has, at least one. NotSent (with the system's words), TimedOut, Cancelled.
[[nodiscard]] QCoro::Task<Result<QList<QHostAddress>>> lookUpHost(QString host, std::chrono::milliseconds timeout,
                                                                  std::stop_token stop);
/// Connects, makes the TLS handshake and hangs up; nothing of HTTP is sent. TlsRefused, NotSent, TimedOut, Cancelled.
[[nodiscard]] QCoro::Task<std::optional<ApiError>> probeTls(QUrl url, QSslConfiguration tls,
                                                            std::chrono::milliseconds timeout, std::stop_token stop);

/// A channel to hosts that others name (S11). It looks the name up, judges every address that it has as one that a
/// server gave, and lets the request go to one of these and nowhere else: another answer of the name server afterwards
/// changes nothing. One bad address among good ones refuses them all.
///
/// Not judged: a literal address (addressFault() has judged it by who wrote it), and what goes through a proxy, which
/// looks names up itself. GUI thread.
class PeerGuard final : public HttpChannel
{
public:
    /// `channel` outlives the guard.
    explicit PeerGuard(HttpChannel &channel)
        : m_channel(channel)
    {
    }

    /// Errors: those of the channel, and AddressRefused with code "private_peer", before anything was sent; the subject
    /// is the host's name in ASCII form, `detail` the address that is refused.
    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString host, std::chrono::milliseconds timeout,
                                                                  std::stop_token stop) override;
    void dropConnections() override { m_channel.dropConnections(); }

private:
    HttpChannel &m_channel;
};

} // namespace muster
