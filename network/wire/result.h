// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <tl/expected.hpp>

namespace muster {

/// A value or why there is none. The one line to change when std::expected comes; exceptions do not cross layers.
template <typename T>
using Result = tl::expected<T, ApiError>;

/// `return failure({.kind = ErrorKind::BadInput, .code = ...});`
[[nodiscard]] inline tl::unexpected<ApiError> failure(ApiError error)
{
    return tl::unexpected<ApiError>(std::move(error));
}

} // namespace muster
