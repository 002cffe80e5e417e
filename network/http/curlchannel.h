// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QStringList>
#include <memory>

namespace muster {

class CurlMulti;
class TlsTrust;

/// The real thing, on libcurl's multi interface in the event loop. Keeps connections, repeats nothing, follows nothing.
/// Proxies are those that Qt knows of the system. See resources/decisions/transport.md. GUI thread.
class CurlChannel final : public HttpChannel
{
public:
    /// `caCertificates`: PEM files added by a person (S14), on top of the system's. An unreadable one is left out.
    explicit CurlChannel(const QStringList &caCertificates = {});
    ~CurlChannel() override; ///< What is still awaited ends as Cancelled.

    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override;
    void dropConnections() override;

private:
    [[nodiscard]] bool open();

    const QStringList m_caCertificates;
    // With the first request; nullptr: there was none, or libcurl cannot be loaded.
    std::unique_ptr<const TlsTrust> m_trust; ///< Outlives the connections.
    std::unique_ptr<CurlMulti> m_multi;
};

} // namespace muster
