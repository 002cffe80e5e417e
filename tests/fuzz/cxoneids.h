// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <algorithm>

namespace muster::tests {

/// What a codec may give as the id of something in CXone: the digits of a number.
[[nodiscard]] inline bool isCxoneId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 18
        && std::all_of(id.begin(), id.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace muster::tests
