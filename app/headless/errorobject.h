// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QJsonObject>

namespace muster {

/// An error for `--json`: kind, code, subject, message, http_status, request_id, details.
[[nodiscard]] QJsonObject errorObject(const ApiError &error);

} // namespace muster
