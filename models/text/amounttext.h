// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/lookupterms.h"

namespace muster {

/// "1,204.50", "0.008": in the locale's digits, with as many places as are needed, two at least. No currency: the
/// account's own counts.
[[nodiscard]] QString amountText(Amount amount);

/// "1,204": a count in the locale's digits.
[[nodiscard]] QString numberText(qint64 count);

} // namespace muster
