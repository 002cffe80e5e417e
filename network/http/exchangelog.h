// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/secret.h"
#include "network/wire/service.h"

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QUrl>
#include <chrono>
#include <deque>
#include <optional>

namespace muster {

/// Masks secrets in whatever words come back (S06): every secret it was told of, by value, also percent-encoded,
/// JSON-escaped, inside base64 and split over lines; and by pattern whatever looks like a credential, a telephone
/// number or an e-mail address (S07). GUI thread.
class Redactor
{
public:
    /// The last 32 are remembered; shorter than 4 bytes is left to the patterns.
    void addSecret(const Secret &secret);
    [[nodiscard]] QString masked(const QString &text) const;
    /// At most `longest` characters, cut only when masked: nothing of a secret that the cut would divide is shown.
    [[nodiscard]] QString maskedStart(const QString &text, qsizetype longest) const;
    /// The address without its query. Remembers the last one: a run asks for the same again and again.
    [[nodiscard]] QString maskedAddress(const QUrl &url);
    /// Every text of the error that a server may have written, cut to 200 characters; `detail` to 2,000, or to 240
    /// where it quotes a body.
    void mask(ApiError &error) const;

private:
    [[nodiscard]] qsizetype reach() const;
    [[nodiscard]] QString masked(const QByteArray &bytes, qsizetype shown) const;

    std::deque<Secret> m_secrets;
    QUrl m_lastAddress;
    QString m_lastMasked; ///< Of m_lastAddress, with the secrets that are known now; empty: none.
};

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
