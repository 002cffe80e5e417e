// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoro/QCoroTask>

namespace muster {

/// Lets a task run on by itself. For the few places that the house rules name (RunManager, and objects here that answer
/// by signals); whoever calls it must say there what keeps everything the coroutine touches alive.
inline void detach(QCoro::Task<void> task)
{
    // Destroying the handle does not end the coroutine: it goes on and frees itself.
    (void)task;
}

} // namespace muster
