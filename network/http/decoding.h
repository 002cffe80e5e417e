// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apitransport.h"

#include <memory>
#include <utility>

namespace muster {

/// Makes the call and decodes its answer inside the transport's attempt, so that a cut answer is asked for again.
/// `decode(const QByteArray &)` gives a Result<Value>; `transport` and `observer` outlive the call.
template <typename Value, typename Decode>
[[nodiscard]] QCoro::Task<Result<Value>> callAndDecode(ApiTransport *transport, ApiCall call, Decode decode,
                                                       CallObserver *observer, std::stop_token stop)
{
    const auto value = std::make_shared<Value>();
    call.check = [value, decode](const HttpReply &reply) -> std::optional<ApiError> {
        Result<Value> decoded = decode(reply.body);
        if (!decoded)
            return decoded.error();
        *value = *std::move(decoded);
        return std::nullopt;
    };
    CO_TRY(reply, co_await transport->call(std::move(call), observer, std::move(stop)));
    co_return std::move(*value);
}

} // namespace muster
