// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contacttable.h"
#include "models/rules/lists/listverdict.h"
#include "models/rules/numbers/numberverdict.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
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
    /// Which list holds the number, with date and age; what a lookup said of its line, and when; which contact
    /// survives. Keys and ids.
    QStringList evidence;
};

/// Asks the number engine again for what is not kept: some microseconds, a look through the whole list for a
/// duplicate's survivor.
[[nodiscard]] ContactDetails detailsOf(const JudgedContacts &list, ContactTable::Row row);

} // namespace muster
