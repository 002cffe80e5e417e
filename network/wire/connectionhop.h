// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/service.h"

#include <QMetaType>
#include <QString>
#include <chrono>
#include <optional>

namespace muster {

/// One hop of "Test connection": what was tried, how long it took, what went wrong.
struct ConnectionHop
{
    enum class Kind { Resolve, Tls, Discover, Token, Read };
    Kind kind = Kind::Resolve;
    Service service = Service::Segments;
    QString target; ///< Host, or the operation's name.
    std::chrono::milliseconds latency{0};
    std::optional<ApiError> error; ///< nullopt: passed.
    bool skipped = false; ///< An earlier hop failed, so this one was not tried.
};

/// "resolve", "tls", "discover", "token", "read"; stable for `--json`.
[[nodiscard]] QString hopKey(ConnectionHop::Kind kind);

} // namespace muster

Q_DECLARE_METATYPE(muster::ConnectionHop)
