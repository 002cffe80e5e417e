// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

class QThreadPool;

namespace muster {

/// Has the pool make its threads now and keep them. Each needs descriptors of its own for its event loop, and a thread
/// that gets none ends the program: so none may have to be made when they have run out (F104). Any thread.
void keepThreads(QThreadPool &pool);

/// Asks the system for as many threads as a run needs, all at once, and lets them go again. Qt only prints a warning
/// when it gets none, and what was to be done there is then never done nor reported; so this is asked before a run
/// begins (F104). The shared pool's threads are made by this, and stay. LimitExceeded "no_threads". Takes a fraction of
/// a millisecond; any thread.
[[nodiscard]] Result<void> threadsAvailable();

} // namespace muster
