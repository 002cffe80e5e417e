// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/operation.h"
#include "network/wire/retrytable.h"

#include <QMap>
#include <memory>

namespace muster {

class Discovery;
class SignIn;
struct ApiError;
struct HttpReply;

/// Fills what an answer from 400 on says about itself (code, detail, details, scope, currentVersion), whatever that
/// answer is; texts cut to length, not yet masked. Its kind and status are set. Of a flavour; nullptr: nothing is read.
using ReadError = void (*)(const HttpReply &reply, ApiError &error);

/// What the transport has to know of an API flavour: its calls, how often each may be tried, how one signs in, where
/// the services are, how it says what is wrong. Data, and small strategies where data is not enough. Immutable.
struct ApiProtocol
{
    QList<OperationRow> operations;
    QMap<Service, RetryTable> retry;
    std::shared_ptr<const SignIn> signIn;
    std::shared_ptr<const Discovery> discovery; ///< nullptr: the addresses are those of the profile.
    ReadError readError = nullptr;

    /// nullptr: this flavour has no such call.
    [[nodiscard]] const OperationRow *row(Operation operation) const;
};

} // namespace muster
