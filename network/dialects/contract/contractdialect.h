// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/apidialect.h"

namespace muster {

/// The contract's flavour, "contract".
[[nodiscard]] std::shared_ptr<const ApiDialect> contractDialect();

} // namespace muster
