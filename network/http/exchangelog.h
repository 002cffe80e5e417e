// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/service.h"

#include <QDateTime>
#include <QHash>
#include <chrono>
#include <deque>
#include <optional>

namespace muster {

/// One attempt, as diagnostics may show it: no body, no query values, no credential.
struct Exchange
{
    QDateTime at; ///< UTC, when it ended.
    Service service = Service::Segments;
    QByteArray operation; ///< "segments.query", "token".
    QByteArray method;
    QString address; ///< Origin and path, masked.
    QString requestId;
    int attempt = 1;
    int httpStatus = 0; ///< 0: no answer.
    std::optional<ErrorKind> error;
    std::chrono::milliseconds latency{0};
    qint64 bytes = 0; ///< Of the answer's body.
};

/// The last exchanges, in memory only. GUI thread.
class ExchangeLog
{
public:
    static constexpr std::size_t capacity = 500;

    using TimePoint = std::chrono::steady_clock::time_point;

    void begin(const QString &requestId, Service service, TimePoint now); ///< add() follows.
    void add(Exchange exchange);
    [[nodiscard]] const std::deque<Exchange> &entries() const { return m_entries; }
    /// Median over the last 21 answered exchanges of `service`; nullopt: none yet.
    [[nodiscard]] std::optional<std::chrono::milliseconds> recentLatency(Service service) const;
    [[nodiscard]] ServerPulse pulse(TimePoint now) const;

private:
    struct Open
    { ///< A request under way.
        Service service = Service::Segments;
        TimePoint since;
    };
    std::deque<Exchange> m_entries;
    QHash<QString, Open> m_open; ///< By its id.
};

} // namespace muster
