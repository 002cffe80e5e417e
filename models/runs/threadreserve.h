// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

namespace muster {

/// Asks the system for as many threads as a run needs, all at once, and lets them go again. Qt only prints a warning
/// when it gets none, and what was to be done there is then never done nor reported; so this is asked before a run
/// begins (F104). The shared pool's threads are made by this, and stay. LimitExceeded "no_threads". Takes a fraction of
/// a millisecond; any thread.
[[nodiscard]] Result<void> threadsAvailable();

} // namespace muster
