// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QDate>
#include <QString>
#include <QStringList>
#include <optional>

namespace muster {

/// What a new list of people to be called is to be. Nothing dials from it: it has no skill.
struct NewCallingList
{
    QString name;
    QStringList columns; ///< What goes along beside id and number, in the order of CallingListPerson::values.
    QDate expires; ///< Its last day.
    bool operator==(const NewCallingList &) const = default;
};

/// Somebody who is to be in it.
struct CallingListPerson
{
    QString id; ///< Of the sender's own; no two are alike.
    QString digits; ///< The number in international form, digits alone.
    QStringList values; ///< As NewCallingList::columns.
    bool operator==(const CallingListPerson &) const = default;
};

/// A list that has a name that is looked for.
struct NamedCallingList
{
    QString id;
    qint64 records = -1; ///< -1: not said.
    QDateTime created = {}; ///< UTC, by the service's clock; null: not said.
    bool operator==(const NamedCallingList &) const = default;
};

/// What became of the order to make a list. Applied: it is there, with that id. Rejected: nothing was made. Unknown: it
/// may be there, and only looking for its name tells.
struct NewCallingListAnswer
{
    WriteFate fate = WriteFate::NotSent;
    QString listId;
    std::optional<ApiError> error; ///< Unless Applied.
};

/// What became of people who were sent to a list, as a whole. Accepted: taken, and only a reading proves of each that
/// he is there.
struct AddPeopleAnswer
{
    WriteFate fate = WriteFate::NotSent;
    std::optional<ApiError> error; ///< Unless Accepted.
};

} // namespace muster
