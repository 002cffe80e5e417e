// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

namespace muster {

/// The colour of the rail of a group at that level (1 to criteriaDepthLimit; deeper ones begin anew). At least 3:1 on
/// surface and raised: it carries the line that says ALL or ANY. Never the only sign of a level.
[[nodiscard]] QColor depthRail(int level, bool dark);
/// The ground of a group's box, barely tinted: text and muted text keep 4.5:1 on it.
[[nodiscard]] QColor depthGround(int level, bool dark);

} // namespace muster
