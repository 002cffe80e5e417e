// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QFuture>

namespace muster {

/// Shows a message by the desktop's notification service. The future ends within five seconds. BadInput "no_desktop"
/// where no session or no such service is there, "desktop_refused".
[[nodiscard]] QFuture<Result<void>> showDesktopMessage(const QString &title, const QString &text);

} // namespace muster
