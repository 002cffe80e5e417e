// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/lists/contacttable.h"
#include "models/rules/lists/listverdict.h"
#include "models/rules/numbers/numberverdict.h"

#include <QDate>
#include <QList>
#include <QPair>
#include <QString>
#include <optional>

namespace muster {

struct JudgedContacts;

/// Everything about one contact, for the details beside the table.
struct ContactDetails
{
    QString contactId, phone, e164, nationalFormat, region, repairProof;
    NumberType lineType = NumberType::Unknown;
    KnowledgeSource source = KnowledgeSource::NumberingPlan;
    ListVerdict verdict = ListVerdict::NotChecked;
    ContactReasons reasons = 0;
    std::optional<ListVerdict> overridden;
    QString note;
    QList<QPair<QString, QString>> members;
    /// What the text was read with.
    enum class ReadWith {
        Itself, ///< International form, or nothing to read.
        DefaultRegion,
        Country, ///< The contact's own.
    };
    ReadWith readWith = ReadWith::Itself;
    QString readRegion; ///< ISO code; empty: none.
    bool lookedUp = false; ///< The line type comes from a lookup, not from the numbering plan.
    std::optional<QDate> lookedUpOn; ///< When a lookup answered, whatever it said; UTC.
    bool isAssigned = true; ///< False: that lookup said that the number belongs to nobody.
    QList<ListedNumber> listed; ///< Number lists of the directive that hold the number.
    DuplicateRole duplicate = DuplicateRole::None;
    qint64 sameNumber = 0; ///< Other contacts of the list with the same number.
    QString survivorId, survivorPhone; ///< Of the contact that is kept in place of this one; empty: none.
};

/// Asks the number engine again for what is not kept: some microseconds, and for a duplicate a look through the whole
/// list; for a worker.
[[nodiscard]] ContactDetails detailsOf(const JudgedContacts &list, ContactTable::Row row);

} // namespace muster
