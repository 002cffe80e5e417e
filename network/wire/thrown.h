// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <exception>
#include <functional>
#include <type_traits>

namespace muster {

/// What was thrown, as an error that can be told (F109): LimitExceeded "out_of_memory" and "no_threads", File
/// "too_many_files" and "disk_full", else Refused "unexpected_fault" with the exception's own words. An exception that
/// crossed threads in a QFuture is looked into.
[[nodiscard]] ApiError thrownError(const std::exception_ptr &thrown);

/// Calls `work`, which gives a Result; what it throws becomes the Result's error. For work of a pool's thread, where
/// nobody else would catch it.
template <typename Work>
[[nodiscard]] std::invoke_result_t<Work> withoutThrowing(Work &&work)
{
    try {
        return std::invoke(std::forward<Work>(work));
    } catch (...) {
        return tl::unexpected(thrownError(std::current_exception()));
    }
}

} // namespace muster
