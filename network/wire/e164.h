// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>
#include <algorithm>
#include <cstdint>
#include <string_view>

namespace muster {

/// The form in which a number may be sent: plus sign, a digit 1 to 9, then 1 to 14 digits (contract section 6.1). Says
/// nothing about whether the number exists.
[[nodiscard]] inline bool isE164(QStringView phone)
{
    return phone.size() >= 3 && phone.size() <= 16 && phone[0] == u'+' && phone[1] != u'0'
        && std::all_of(phone.begin() + 1, phone.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}
[[nodiscard]] inline bool isE164(std::string_view phone)
{
    return phone.size() >= 3 && phone.size() <= 16 && phone[0] == '+' && phone[1] != '0'
        && std::all_of(phone.begin() + 1, phone.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The greatest number that E.164 has room for: 15 digits.
inline constexpr std::uint64_t greatestE164 = 999'999'999'999'999;

} // namespace muster
