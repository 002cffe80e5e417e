// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/outboxrunner.h"
#include "models/runs/workspace.h"
#include "tests/support/eventwait.h"

namespace muster::test {

/// Before a test lets its workspace go, as the program does (app/shutdown): nothing is sent any more, and what was
/// being sent has come to its end. What waits stays for the next start. False: it does not end.
[[nodiscard]] inline bool endDeliveries(Workspace &workspace)
{
    OutboxRunner *runner = workspace.outboxRunner(); // none where the folder may only be read
    if (!runner)
        return true;
    runner->stop();
    return muster::tests::waitFor([runner] { return runner->isIdle(); });
}

} // namespace muster::test
