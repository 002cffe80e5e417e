// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/dialer.h"
#include "network/wire/latertime.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringView>
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
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

/// How a tenant keeps numbers.
enum class NumberForm {
    Text, ///< As they were written.
    Digits, ///< Without plus sign and whatever stands between the digits, so that one form of a number is as good as
            ///< another.
};

/// The digits of a text, in their order.
[[nodiscard]] inline std::string digitsOf(std::string_view text)
{
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}
/// Whether a tenant that keeps numbers in that form has the same of both texts.
[[nodiscard]] inline bool isSameNumber(NumberForm form, std::string_view one, std::string_view other)
{
    if (one == other || form == NumberForm::Text)
        return one == other;
    const std::string digits = digitsOf(one);
    return !digits.empty() && digits == digitsOf(other);
}
/// Whether a tenant that keeps numbers in that form may be asked to write `phone` over another number: as E.164, or as
/// 7 to 15 digits where it makes digits of everything.
[[nodiscard]] inline bool isWritable(NumberForm form, std::string_view phone)
{
    if (form == NumberForm::Text)
        return isE164(phone);
    const std::size_t digits = digitsOf(phone).size();
    return digits >= 7 && digits <= 15 && phone.find_first_not_of("0123456789+ ()-./") == std::string_view::npos;
}

/// The greatest number that E.164 has room for: 15 digits.
inline constexpr std::uint64_t greatestE164 = 999'999'999'999'999;

/// What a tenant tells of a list in its index. What it does not tell is unset and never guessed: an API flavour that
/// tells nothing leaves all of it so.
struct ContactListFacts
{
    enum class Activity { NotTold, Active, Inactive };

    Activity activity = Activity::NotTold;
    // Records; -1: not told.
    qint64 valid = -1;
    qint64 invalid = -1; ///< Rows of files that became no record may be among them.
    qint64 finalized = -1; ///< Not to be called any more.
    qint64 callable = -1; ///< Still to be called.
    qint64 retried = -1; ///< Called without a final result so far, as the skills of the list count.
    // UTC; null: not told.
    QDateTime created, uploaded;
    QDateTime changed; ///< By whatever: a file, a record, a call.
    std::optional<QList<Dialer>> dialers; ///< That use it; whether they run the index does not say. Unset: not told.

    /// The latest of what is told; null: nothing is.
    [[nodiscard]] QDateTime lastUsed() const { return laterOf(laterOf(created, uploaded), changed); }
    bool operator==(const ContactListFacts &) const = default;
};

/// How often people of a list were called, and when last.
struct CallAttempts
{
    qint64 count = 0;
    QDateTime last; ///< UTC; null: never, or not told.
    bool operator==(const CallAttempts &) const = default;
};

/// A row of the tenant's contact lists (contract section 6.1).
struct ContactListSummary
{
    QString id;
    QString name;
    qint64 contactCount = -1; ///< -1: not said.
    /// False: the count may hold what is no contact that can be read. Then it proves only that nothing has changed.
    bool isCountExact = true;
    ContactListFacts facts = {};
    bool operator==(const ContactListSummary &) const = default;
};

/// One contact's number as it is to be written. Contacts are told apart by id only, never by number (F75).
struct ContactPhone
{
    QString contactId;
    QString phone; ///< E.164 in a correction (contract section 6.1); any text when a contact is restored.
    /// Of a contact that is restored, where ContactListLimits::restoresNeedMembers: what it had beside id and number,
    /// as RecordPage::extras() gave it.
    QByteArray members = {};
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
    SkillStart skillStart = SkillStart::None; ///< Of DialConsent::starts.
};

} // namespace muster
