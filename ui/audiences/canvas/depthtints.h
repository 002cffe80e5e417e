// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

namespace muster {

/// The colour of the rail of a group at that level (1 to criteriaDepthLimit; deeper ones begin anew). At least 3:1 on
/// surface and raised: it carries the line that says ALL or ANY. Never the only sign of a level.
/// In high contrast at least 4.5:1.
[[nodiscard]] QColor depthRail(int level, bool dark, bool highContrast = false);
/// The ground of a group's box, barely tinted: text and muted text keep 4.5:1 on it.
/// In high contrast it is the surface itself.
[[nodiscard]] QColor depthGround(int level, bool dark, bool highContrast = false);

} // namespace muster
