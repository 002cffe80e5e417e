// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/lineanswer.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <chrono>
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

} // namespace muster
