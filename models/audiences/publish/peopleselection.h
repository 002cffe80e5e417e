// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/publish/publishedpeople.h"
#include "network/wire/criteria.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace muster {

/// What of the contacts at hand goes along; names of their fields.
struct PublishChoice
{
    QString idField, numberField;
    QStringList columns; ///< Besides, in this order.
    /// Of numbers without a country code, as "US"; empty: only numbers in international form are read.
    QString region;
    /// Nothing but digits is a number in international form whose plus is left out, as calling lists show them. Of
    /// other people that would ring strangers: 2015550123 is in New Jersey, +2015550123 is in Egypt.
    bool digitsAreInternational = false;
    bool operator==(const PublishChoice &) const = default;
};

/// What becomes of all contacts at hand. Each is counted once, as the first that is so of him, from `notMatching` on.
struct PublishCount
{
    qint64 contacts = 0;
    qint64 taken = 0;
    qint64 notMatching = 0;
    qint64 unsure = 0; ///< It is not known whether they match.
    qint64 excluded = 0; ///< They are members of an excluded audience, or may be.
    qint64 withoutId = 0;
    qint64 repeatedId = 0; ///< Somebody before them has that id.
    qint64 withoutNumber = 0; ///< No valid number, or one that could ring somebody else.
    qint64 tooLong = 0; ///< All they have together is more than a list takes.
    qint64 unusable = 0; ///< Letters that a file cannot carry.
    /// Taken, but with a number that somebody before them has: he is called twice.
    qint64 repeatedNumber = 0;
    bool operator==(const PublishCount &) const = default;
    [[nodiscard]] qint64 leftOut() const
    {
        return unsure + excluded + withoutId + repeatedId + withoutNumber + tooLong + unusable;
    }
};

struct PeopleQuestion
{
    SharedContactColumns contacts;
    CriteriaGroup criteria;
    /// An audience whose members are left out, unless it leaves them out itself.
    struct Excluded
    {
        CriteriaGroup criteria;
        QList<qsizetype> exclusions; ///< Places in `excluded`, before its own.
    };
    QList<Excluded> excluded; ///< Each behind those that it excludes, so that there is no circle.
    QList<qsizetype> exclusions; ///< Places in `excluded`: of the audience itself.
    PublishChoice choice;
    /// Why somebody cannot be in such a list, as CallingListPublisher::Judge says it.
    std::function<std::optional<ApiError>(const CallingListPerson &person)> judge;
};

struct PeopleSelection
{
    PublishCount count;
    SharedPeople people; ///< In the order of the contacts.
};

/// Blocks; for a worker. BadInput "publish_field" (the contacts have no such field), "publish_region" (no such region),
/// "publish_no_condition" (criteria that say nothing are known of nobody); LimitExceeded "people_too_many"; Cancelled
/// after a stop.
[[nodiscard]] Result<PeopleSelection> selectPeople(const PeopleQuestion &question, const std::stop_token &stop);

} // namespace muster
