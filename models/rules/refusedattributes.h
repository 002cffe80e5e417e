// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/segment.h"

#include <QStringList>

namespace muster {

/// The attributes of a query that the server named when it refused it with 400 (F11): by their place
/// ("requestedAttributes[2]") or by their name. In the query's order, none twice; empty: it named none.
[[nodiscard]] QStringList refusedAttributes(const ApiError &error, const SegmentQuery &query);

} // namespace muster
