// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArray>
#include <QCoro/QCoroTask>
#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QUrl>
#include <chrono>
#include <stop_token>

namespace muster {

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

/// The first header of that name, whatever its case; empty when there is none.
[[nodiscard]] QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

/// What an answer may be at most. Contract section 7 for the times, fault matrix F49 to F51, F66 and S15 for the sizes.
struct HttpLimits
{
    std::chrono::milliseconds firstByte = std::chrono::seconds(30); ///< To the end of the answer's headers.
    std::chrono::milliseconds overall = std::chrono::seconds(120); ///< To the last byte; ends a body that trickles.
    std::chrono::milliseconds stalled{0}; ///< Ends a body that brings less than 1 KiB/s for so long; zero: none does.
    std::chrono::milliseconds afterStop{0}; ///< How long the answer is still awaited once a stop is asked for (F105).
    qint64 bodyBytes = 64LL << 20;
    qsizetype headerLines = 100; ///< Qt takes no more.
    qsizetype headerBytes = 64 << 10;
};

struct HttpRequest
{
    QByteArray method;
    QUrl url;
    HttpHeaders headers;
    QByteArray body;
    HttpLimits limits;
    /// Where to connect to, whatever the name means by then; TLS and the request still go by the name. Null: wherever
    /// the name leads.
    QHostAddress peer;
};

/// Any answer that arrived whole, whatever its status.
struct HttpReply
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body; ///< With bodyPadding bytes reserved behind its end, so that simdjson need not copy it.
    std::chrono::milliseconds latency{0}; ///< From the hand-over of the request to the last byte.

    [[nodiscard]] QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
};

/// simdjson reads up to so many bytes past the end of a document.
inline constexpr qsizetype bodyPadding = 64;

/// One attempt at one request: no retry, no redirect, no credential of its own. GUI thread.
class HttpChannel
{
public:
    virtual ~HttpChannel() = default;
    /// Errors: Cancelled, NotSent, ConnectionLost, TimedOut, TlsRefused, ProxyRefused, BrokenBody (shorter than
    /// announced), LimitExceeded. `detail` holds the system's words, not yet masked. Where a proxy stands in between,
    /// ConnectionLost, TimedOut and BrokenBody have the code "through_proxy", and the subject is the proxy (F54);
    /// NotSent has "no_way_through_proxy".
    [[nodiscard]] virtual QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) = 0;
    /// Every address that the system knows of a host's name, at least one. NotSent (with the system's words), TimedOut,
    /// Cancelled; the subject is the name.
    [[nodiscard]] virtual QCoro::Task<Result<QList<QHostAddress>>>
    lookUp(QString host, std::chrono::milliseconds timeout, std::stop_token stop);
    /// Ends all connections, with what is on its way over them: whatever comes next makes one of its own. For a channel
    /// without connections there is nothing to do.
    virtual void dropConnections() { }
};

} // namespace muster
