// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>
#include <algorithm>

namespace muster {

/// The form in which a number may be sent: plus sign, a digit 1 to 9, then 1 to 14 digits (contract section 6.1). Says
/// nothing about whether the number exists.
[[nodiscard]] inline bool isE164(QStringView phone)
{
    if (phone.size() < 3 || phone.size() > 16 || phone[0] != u'+' || phone[1] == u'0')
        return false;
    return std::all_of(phone.begin() + 1, phone.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace muster
