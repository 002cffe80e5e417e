// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/result.h"

#include <memory>
#include <utility>

namespace muster {

/// Decodes inside the transport's attempt, so that a cut answer is asked for again, and keeps what was decoded.
template <typename T, typename Decode>
[[nodiscard]] std::pair<ApiCall, std::shared_ptr<T>> decoding(ApiCall call, Decode decode)
{
    auto value = std::make_shared<T>();
    call.check = [value, decode](const HttpReply &reply) -> std::optional<ApiError> {
        Result<T> decoded = decode(reply.body);
        if (!decoded)
            return decoded.error();
        *value = *std::move(decoded);
        return std::nullopt;
    };
    return {std::move(call), std::move(value)};
}

} // namespace muster
