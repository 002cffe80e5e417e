// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/secret.h"

#include <QString>
#include <chrono>

namespace muster {

/// A bearer, as a service gave it.
struct Token
{
    Secret value;
    std::chrono::seconds life{0}; ///< From receipt.
    bool lifeStated = true; ///< false: missing or odd, so 5 minutes were assumed (F09).
    QString tenantId{}; ///< Whose it is, where the answer says so; only a flavour that finds out its hosts looks at it.
};

} // namespace muster
