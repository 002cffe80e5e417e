// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/dialer.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/// A do-not-call group: numbers that the skills which heed it do not call.
struct DoNotCallGroup
{
    QString id;
    QString name; ///< As the tenant's people know it.
    bool isActive = false;
    qint64 numbers = -1; ///< In force; -1: not said.
    QDateTime changed = {}; ///< UTC; invalid: not said.
    bool operator==(const DoNotCallGroup &) const = default;
};

/// A number's entry in a group, as a search for the number tells it.
struct DoNotCallEntry
{
    QString groupId;
    QString groupName; ///< As the tenant's people know it.
    QDateTime collected = {}; ///< Since when; UTC, invalid: not said.
    QDateTime expires = {}; ///< UTC; invalid: without end.
    QDateTime changed = {}; ///< UTC; invalid: not said.
    bool isEndClear = true; ///< false: it has an end that could not be understood, and counts as still to come.
    bool operator==(const DoNotCallEntry &) const = default;

    [[nodiscard]] bool isInForce(const QDateTime &now) const { return !expires.isValid() || expires > now; }
};

/// All entries of one number, those that have ended too.
struct DoNotCallFinding
{
    QList<DoNotCallEntry> entries;
    QDateTime at; ///< When the service answered, by its own clock where it says so; UTC.
};

/// A number that is to be put into a group or taken out of it.
struct DoNotCallWrite
{
    QString id; ///< What its fate is told by: never the number.
    std::uint64_t number = 0; ///< See blockableNumber().
    QDateTime until = {}; ///< Of one that is put in: its end, UTC; invalid: none.
    bool operator==(const DoNotCallWrite &) const = default;
};

/// What a whole reading of a group tells of some numbers. Their entries, those that have ended too; the group's id and
/// name are not in them.
struct DoNotCallReading
{
    QHash<std::uint64_t, QList<DoNotCallEntry>> entries; ///< Of those that have any.
    QDateTime at; ///< When it was begun, by the service's own clock where it says so; UTC.
};

/// Names of those that call from a list without heeding a group, being none of those that heed it.
[[nodiscard]] inline QStringList heedlessOf(const QList<Dialer> &dialers, const QList<Dialer> &heeding)
{
    QStringList names;
    for (const Dialer &dialer : dialers) {
        if (std::ranges::find(heeding, dialer.id, &Dialer::id) == heeding.end())
            names.append(dialer.name);
    }
    return names;
}

/// The number that a group can hold of what stands in a list: its digits, 7 to 15 and none of them a leading zero,
/// which a number could not carry. 0: a group holds nothing of that kind.
[[nodiscard]] inline std::uint64_t blockableNumber(std::string_view phone)
{
    if (!isWritable(NumberForm::Digits, phone))
        return 0;
    const std::string digits = digitsOf(phone);
    return digits.front() == '0' ? 0 : std::stoull(digits);
}

/// What a group holds in force. Immutable once it was read whole; 8 bytes a number.
class DoNotCallNumbers
{
public:
    DoNotCallNumbers() = default;
    explicit DoNotCallNumbers(std::vector<std::uint64_t> numbers)
        : m_numbers(std::move(numbers))
    {
        std::ranges::sort(m_numbers);
    }
    [[nodiscard]] bool contains(std::uint64_t number) const { return std::ranges::binary_search(m_numbers, number); }
    [[nodiscard]] std::size_t count() const { return m_numbers.size(); }

private:
    std::vector<std::uint64_t> m_numbers; ///< Ascending.
};

} // namespace muster
