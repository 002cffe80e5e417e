// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

namespace muster {

// Times that may not be told: null is before all others.

[[nodiscard]] inline bool isLater(const QDateTime &time, const QDateTime &than)
{
    return time.isValid() && (!than.isValid() || time > than);
}
[[nodiscard]] inline QDateTime laterOf(const QDateTime &one, const QDateTime &other)
{
    return isLater(other, one) ? other : one;
}

} // namespace muster
