// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <tl/expected.hpp>

namespace muster {

/// A value or why there is none. The one line to change when std::expected comes; exceptions do not cross layers.
template <typename T>
using Result = tl::expected<T, ApiError>;

/// `return failure(ErrorKind::BadInput, "too_many_ids", path);`
[[nodiscard]] inline tl::unexpected<ApiError> failure(ApiError error)
{
    return tl::unexpected<ApiError>(std::move(error));
}
/// Of a fault().
[[nodiscard]] inline tl::unexpected<ApiError> failure(ErrorKind kind, const char *code = "",
                                                      const QString &subject = {})
{
    return failure(fault(kind, code, subject));
}

// How an error is passed on, the failed call first: these return from the function that they stand in. The words of the
// call's own error go on as they are; who can say more (which file, which line) does so by hand.

/// Declares `name`, the Result of the expression; where it is an error, the function returns it.
#define TRY(name, ...)                                                                                                 \
    auto name = (__VA_ARGS__);                                                                                         \
    if (!name)                                                                                                         \
    return tl::unexpected(std::move(name).error())
/// The same in a coroutine.
#define CO_TRY(name, ...)                                                                                              \
    auto name = (__VA_ARGS__);                                                                                         \
    if (!name)                                                                                                         \
    co_return tl::unexpected(std::move(name).error())
/// For a Result whose value nobody needs.
#define TRY_VOID(...)                                                                                                  \
    if (auto tried = (__VA_ARGS__); !tried)                                                                            \
    return tl::unexpected(std::move(tried).error())
/// The same in a coroutine.
#define CO_TRY_VOID(...)                                                                                               \
    if (auto tried = (__VA_ARGS__); !tried)                                                                            \
    co_return tl::unexpected(std::move(tried).error())

} // namespace muster
