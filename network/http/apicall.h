// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/apierror.h"
#include "network/wire/contactlist.h"
#include "network/wire/service.h"

#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace muster {

/// What a run wants to know about the calls made for it: latency, retries, waits. GUI thread only; the observer
/// outlives every call that was given it.
class CallObserver
{
public:
    virtual ~CallObserver() = default;
    /// A request leaves now; settled() follows once it is answered, broken or given up.
    virtual void asking(Service) { }
    virtual void settled(Service) { }
    /// There is no good token, so the call waits for one, whoever asks for it; signInEnded() follows.
    virtual void signingIn(Service) { }
    virtual void signInEnded(Service) { }
    /// An attempt was answered (whatever the status); `latency` runs from the first byte sent to the last received.
    virtual void answered(Service service, int httpStatus, std::chrono::milliseconds latency) = 0;
    /// An attempt failed and another follows after `wait`; `attempt` counts from 1. `cause` is Throttled for a 429.
    virtual void retrying(Service service, int attempt, const ApiError &cause, std::chrono::milliseconds wait) = 0;
    /// The wait announced by retrying(), or one that another worker's 429 caused, is over.
    virtual void waitEnded(Service service) = 0;
    /// A token has come that was asked for because there was none, it was about to end, or a 401 came.
    virtual void signedIn(Service service) = 0;
};

/// One call, as a typed client orders it from the transport.
struct ApiCall
{
    Operation operation = Operation::ListSegments;
    QStringList pathArguments;
    QList<QPair<QString, QString>> query;
    /// Instead of the query: a link as the service gave it, absolute or relative to the call's own address. Its path
    /// and query are sent as they stand; to another origin than the service's it is AddressRefused (S09, S11, S12).
    QByteArray link;
    /// The link may also lead to one of ConnectionProfile::downloadHosts: it is then asked for without token and
    /// request id, and no redirect is followed (S10). What such a host says is not kept: it may echo the signature of
    /// the link.
    bool linkMayLeave = false;
    /// The link carries its own right to be read: it is asked for as linkMayLeave says of another host, even where it
    /// leads to the service's own origin.
    bool linkIsSigned = false;
    std::function<QByteArray()> body; ///< Asked anew for every attempt; unset: none.
    /// Looks at an accepted answer. BrokenBody and NotFromApi are tried again like a lost connection.
    std::function<std::optional<ApiError>(const HttpReply &)> check;
    std::function<void()> sending; ///< Told whenever the call itself (not a token request) is about to leave.
    std::function<void(int httpStatus)> answered; ///< Told of every status that came, before the next attempt.
    /// How many records it writes, where the service counts them: at most `recordsPerSecond` leave in any one second,
    /// over all calls of the service. 0: not counted.
    int records = 0;
    int recordsPerSecond = 0;
    QString subject; ///< For ApiError::subject; empty: the first path argument.
};

/// Watches one write, so that its fate can be told afterwards: a token that could not be had, a closed gate or a halt
/// are not the same as a request that left and was not answered. Made before the call, asked after it.
class WriteWatch
{
public:
    /// Hooks itself into `call`.
    explicit WriteWatch(ApiCall &call);

    /// What became of what the failed call was to write. Only what the server or the transport proves: a 3xx or a 4xx
    /// is Rejected (F12, F16, F17, F31), 404 too (a client whose records are addressed one by one makes it Absent);
    /// 401, 407 and 429 are NotSent: nothing has changed and it is still to be done; so is everything that happened
    /// before the request left. All else is Unknown: 5xx, 408, lost, timed out, cancelled on its way, or an answer that
    /// cannot be believed (F22, F41 to F46).
    [[nodiscard]] WriteFate fateAfter(const ApiError &error) const;

private:
    std::shared_ptr<bool> m_left; ///< Lives as long as the call; true from the hand-over until an answer undoes it.
};

} // namespace muster
