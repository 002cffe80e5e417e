// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <optional>

namespace muster {

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

Q_DECLARE_METATYPE(muster::ContactListSummary)
