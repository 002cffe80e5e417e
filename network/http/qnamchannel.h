// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QStringList>

namespace muster {

/// The real thing, on QNetworkAccessManager, with everything it does by itself switched off: redirects, repeats of
/// writes, cookies, stored credentials, decompression, HTTP/2. See resources/decisions/transport.md. GUI thread.
class QnamChannel final : public HttpChannel
{
public:
    /// `caCertificates`: PEM files added by a person (S14), on top of the system's. An unreadable one is left out.
    explicit QnamChannel(const QStringList &caCertificates = {});

    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override;

    /// What TLS connections are made with: 1.2 or later, peer verified.
    [[nodiscard]] static QSslConfiguration tlsConfiguration(const QStringList &caCertificates);

private:
    [[nodiscard]] QNetworkRequest prepared(const HttpRequest &request) const;

    QNetworkAccessManager m_manager;
    QSslConfiguration m_tls;
};

} // namespace muster
