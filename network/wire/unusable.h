// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

namespace muster {

/// What a client says of an argument that no service would take, before anything is sent: BadInput with `code`.
[[nodiscard]] inline ApiError unusable(const char *code, const QString &subject = {})
{
    ApiError error;
    error.kind = ErrorKind::BadInput;
    error.code = QLatin1String(code);
    error.subject = subject;
    return error;
}

} // namespace muster
