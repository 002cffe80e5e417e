// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

namespace muster {

/// What a run itself found to be wrong; `code` is a literal of ours.
[[nodiscard]] inline ApiError fault(ErrorKind kind, const char *code, const QString &subject = {})
{
    return {.kind = kind, .code = QLatin1String(code), .subject = subject};
}

} // namespace muster
