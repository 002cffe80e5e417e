// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster {

/// Makes the compiled-in icons and texts known to Qt; static libraries need to be told. Call once, before the first
/// use.
void initResources();

} // namespace muster
