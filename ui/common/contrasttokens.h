// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

namespace muster {

/// The colours of high contrast: each text and state colour has at least 7:1 on surface, raised and selection, borders
/// and dividers 4.5:1 on surface and raised. Here and in the standard colours good, warn, bad and info stay apart for
/// eyes that lack one of the three receptors. A test computes all of it.
[[nodiscard]] const DesignTokens &lightContrastTokens();
[[nodiscard]] const DesignTokens &darkContrastTokens();

} // namespace muster
