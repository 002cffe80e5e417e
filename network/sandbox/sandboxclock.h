// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <chrono>
#include <functional>

namespace muster {

/// The two clocks a built-in tenant looks at, so that tests can make time pass.
struct SandboxClock
{
    std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
    std::function<QDateTime()> wallNow = [] { return QDateTime::currentDateTimeUtc(); };
};

} // namespace muster
