// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

class QWidget;

namespace muster {

/// Has done once the window has been painted what need not be there before: a person sees the window sooner. A window
/// that is not shown at all (another workspace, iconified) is not waited for longer than a second. GUI thread.
void afterFirstPaint(QWidget *window, std::function<void()> act);

/// Writes to the log category `muster.startup` (off by default; QT_LOGGING_RULES=muster.startup=true) the moment at
/// which the window had been painted and nothing was left to do: "start-up MICROSECONDS" of the steady clock, once.
void logStartup(QWidget *window);

} // namespace muster
