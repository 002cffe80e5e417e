// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/callgates.h"
#include "network/http/tokenstore.h"
#include "network/wire/apierror.h"
#include "network/wire/lineanswer.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QCoro/QCoroTask>
#include <QUrl>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

class LineLookupWatch;

/// A provider that says what kind of line a number is. Each call may cost money, so nobody asks but on a person's
/// order, and answers are kept. GUI thread.
class LineLookup
{
public:
    virtual ~LineLookup() = default;

    /// `e164`: plus sign and 2 to 15 digits, else BadInput and nothing is sent. Several calls may run at one time; they
    /// share one rate gate. Retried inside: 429, 5xx, lost connections, time-outs. A number that the provider does not
    /// know is an answer, not an error. `watch` may be nullptr: then nobody limits what is sent. Errors: Cancelled,
    /// NotSent, ConnectionLost, TimedOut, TlsRefused, ProxyRefused, AddressRefused, RedirectRefused, SignInNeeded
    /// (401), Forbidden, Throttled (with retryAfter), ServerTrouble, BreakerOpen, NotFromApi, BrokenBody,
    /// UnexpectedShape, LimitExceeded ("lookup_budget": the watch said no), KeyStore. None holds the number or the
    /// server's words.
    [[nodiscard]] virtual QCoro::Task<Result<LineAnswer>> lookUp(QString e164, LineLookupWatch *watch,
                                                                 std::stop_token stop)
        = 0;
    /// Five 5xx in a row halt it until a person wants to go on (F21).
    virtual void rearmBreaker() = 0;
    /// Stable name of the source for caches and reports, e.g. "twilio".
    [[nodiscard]] virtual QString sourceKey() const = 0;
};

/// Who pays for look-ups: decides about every single request, retries included, and hears what became of it. GUI
/// thread; outlives every call that was given it.
class LineLookupWatch
{
public:
    virtual ~LineLookupWatch() = default;
    /// A request is ready to leave, and leaves at once if this says yes. No: nothing leaves, and the call ends with
    /// LimitExceeded "lookup_budget".
    [[nodiscard]] virtual bool maySend() = 0;
    /// The request that maySend() let go is proved not to have left (F40).
    virtual void wasNotSent() = 0;
    /// It was answered, whatever the status.
    virtual void answered(int httpStatus, std::chrono::milliseconds latency) = 0;
    /// An attempt failed and another follows after `wait`; `attempt` counts from 1. `cause` is Throttled for a 429.
    virtual void retrying(int attempt, const ApiError &cause, std::chrono::milliseconds wait) = 0;
    virtual void waitEnded() = 0; ///< The wait that retrying() announced is over, or was given up.
};

struct HttpReply;
struct HttpRequest;
class HttpChannel;

/// Where a line-type provider is and who asks. The secret comes from the key store when it is due.
struct LineLookupAccount
{
    QUrl baseUrl{QStringLiteral("https://lookups.twilio.com")}; ///< https; plain http to loopback only (S12).
    QString account; ///< User name of HTTP Basic: no colon, no control characters (RFC 7617 section 2).
    std::chrono::milliseconds spacing{20}; ///< At least so long from one request to the next, 429 or not.
    std::chrono::milliseconds timeout{15'000}; ///< Of one attempt.
};

/// Twilio Lookup v2: `GET {base}/v2/PhoneNumbers/{E.164}?Fields=line_type_intelligence`, HTTP Basic. Has credentials,
/// connections, rate gate and breaker of its own; nothing of the tenant ever comes here, and its secret goes to the
/// origin of its base address only: no redirect is followed. As the path holds a telephone number, no exchange is
/// logged and no error keeps an address or the server's words (S07). A lost answer is asked for again, which may cost
/// twice.
class LineLookupClient final : public LineLookup
{
public:
    using SecretSource = std::function<QCoro::Task<Result<Secret>>(std::stop_token)>;
    using Random = std::function<double()>; ///< 0 to 1, for jitter.

    LineLookupClient(LineLookupAccount account, SecretSource secret, Clock &clock);
    LineLookupClient(LineLookupAccount account, SecretSource secret, Clock &clock, std::unique_ptr<HttpChannel> channel,
                     Random random);
    ~LineLookupClient() override;

    [[nodiscard]] QCoro::Task<Result<LineAnswer>> lookUp(QString e164, LineLookupWatch *watch,
                                                         std::stop_token stop) override;
    [[nodiscard]] QString sourceKey() const override { return QStringLiteral("twilio"); }
    void rearmBreaker() override { m_breaker.rearm(); }

    /// What is wrong with an account as typed, before it is ever used; nullopt when it may be used.
    [[nodiscard]] static std::optional<ApiError> fault(const LineLookupAccount &account);

private:
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> admitted(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<LineAnswer>> attempt(QString e164, QString requestId, LineLookupWatch *watch,
                                                          std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<Token>> fetchSecret(std::stop_token stop);
    [[nodiscard]] HttpRequest request(const QUrl &url, const Secret &secret, const QString &requestId) const;
    [[nodiscard]] Result<LineAnswer> judged(const HttpReply &reply, const QString &e164) const;
    [[nodiscard]] ApiError finished(ApiError error, const QString &requestId) const;

    LineLookupAccount m_account;
    SecretSource m_secret;
    Clock &m_clock;
    std::unique_ptr<HttpChannel> m_channel;
    Random m_random;
    TokenStore m_secrets; ///< Keeps the secret while it is accepted, and asks once for all who wait.
    RateGate m_gate;
    Breaker m_breaker;
    Clock::TimePoint m_next{}; ///< When the next request may leave.
};

} // namespace muster
