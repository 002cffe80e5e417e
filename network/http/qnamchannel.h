// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSet>
#include <QSslConfiguration>
#include <QStringList>
#include <memory>

namespace muster {

class QnamExchange;

/// The real thing, on QNetworkAccessManager, with everything it does by itself switched off: redirects, repeats,
/// cookies, stored credentials, unpacking, HTTP/2. Keeps connections. Proxies are those that Qt knows of the system.
/// See resources/decisions/transport.md. GUI thread.
class QnamChannel final : public HttpChannel
{
public:
    /// `caCertificates`: PEM files added by a person (S14), on top of the system's. An unreadable one is left out.
    explicit QnamChannel(const QStringList &caCertificates = {});
    ~QnamChannel() override; ///< What is still awaited ends as Cancelled.

    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override;
    void dropConnections() override;

    /// What TLS connections are made with: 1.2 or later, peer verified, the system's authorities and `caCertificates`,
    /// and a server is asked for a word on revocation; see hostprobe.h for what has to be made of its absence.
    [[nodiscard]] static QSslConfiguration tlsConfiguration(const QStringList &caCertificates);

private:
    void open();
    [[nodiscard]] QNetworkRequest prepared(const HttpRequest &request) const;

    const QStringList m_caCertificates;
    QSslConfiguration m_tls;
    QSet<QnamExchange *> m_running;
    std::unique_ptr<QNetworkAccessManager> m_manager; ///< With the first request. Ends what is running when it goes.
};

} // namespace muster
