// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster {

/// The system account that runs this process, its number if it has no name: the audit's actor. Not a claim of the
/// environment's ($USER), which anybody can set. GUI thread.
[[nodiscard]] QString accountName();

} // namespace muster
