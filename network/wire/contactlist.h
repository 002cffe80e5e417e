// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QList>
#include <QString>
#include <QStringView>
#include <algorithm>
#include <cstdint>
#include <optional>
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

/// A row of the tenant's contact lists (contract section 6.1).
struct ContactListSummary
{
    QString id;
    QString name;
    qint64 contactCount = -1; ///< -1: not said.
    bool operator==(const ContactListSummary &) const = default;
};

/// One contact's number as it is to be written. Contacts are told apart by id only, never by number (F75).
struct ContactPhone
{
    QString contactId;
    QString phone; ///< E.164 in a correction (contract section 6.1); any text when a contact is restored.
    bool operator==(const ContactPhone &) const = default;
};

/// What became of one record of a write, as far as can be proved.
enum class WriteFate {
    Applied, ///< The service says so.
    Accepted, ///< Taken but not said to be done (202): only a later read proves it (F24).
    Rejected, ///< Refused; nothing has changed. `error` says why.
    Absent, ///< There is no such contact (any more), F14.
    Unknown, ///< It left, and no answer proves what happened; never repeated blindly, settled by a read (F43 to F46).
    NotSent, ///< Nothing has left: still to be done (F40, throttled, cancelled, look-only, breaker).
};

struct RecordFate
{
    QString contactId;
    WriteFate fate = WriteFate::NotSent;
    std::optional<ApiError> error; ///< Unless Applied or Accepted.
};

/// The fates of one write's records, in the order in which they were given.
struct WriteAnswer
{
    QList<RecordFate> fates;
    std::optional<ApiError> error; ///< Why the whole was not applied; the run decides by its kind what to do next.
};

} // namespace muster
