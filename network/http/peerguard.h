// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

namespace muster {

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
