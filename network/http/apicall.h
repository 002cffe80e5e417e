// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/operation.h"

#include <QStringList>
#include <functional>
#include <optional>

namespace muster {

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

} // namespace muster
