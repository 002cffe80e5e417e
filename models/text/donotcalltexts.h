// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/donotcallverdict.h"
#include "models/sinks/csvrows.h"

#include <QList>
#include <QString>

namespace muster {

// The words of the do-not-call desk. What a tenant does not tell is never put as "not blocked".

[[nodiscard]] QString doNotCallStandingText(DoNotCallStanding standing);
/// "+4930123456"; where there is none what stands in the text.
[[nodiscard]] QString askedNumberText(const AskedNumber &number);
/// Why it cannot be asked about; empty: it can.
[[nodiscard]] QString unreadableNumberText(const AskedNumber &number);
/// What it is, or "waiting" before it was asked.
[[nodiscard]] QString checkedNumberText(const CheckedNumber &number);
/// Groups, and skills around them, of all entries, each once: "Company do not call, Old registry".
[[nodiscard]] QString entryGroupsText(const DoNotCallVerdict &verdict);
[[nodiscard]] QString entryContributingText(const DoNotCallVerdict &verdict);
[[nodiscard]] QString entryHonoringText(const DoNotCallVerdict &verdict);
/// Since and until when of the first entry, the one that counts most; empty without one. "no end".
[[nodiscard]] QString entrySinceText(const DoNotCallVerdict &verdict);
[[nodiscard]] QString entryUntilText(const DoNotCallVerdict &verdict);
/// Whole sentences: why that is what it is.
[[nodiscard]] QString checkedReasonText(const CheckedNumber &number);
/// "12 numbers: 3 blocked, 8 not blocked, 1 unknown." with what was repeated.
[[nodiscard]] QString checkSummaryText(const QList<CheckedNumber> &numbers, qint64 repeated);
/// What an end of an entry does, and what it does not.
[[nodiscard]] QString entryEndNote();

/// What a group is, for the matrix: "active", "inactive".
[[nodiscard]] QString groupActivityText(const DoNotCallGroup &group);
[[nodiscard]] QString groupRecordsText(const DoNotCallGroup &group);
/// What a skill is to a group: "contributes", "honors it", or both; empty: neither.
[[nodiscard]] QString groupSkillText(bool contributes, bool honors);
/// What is to be minded of a group, if anything: inactive, or nobody heeds it, or its skills are not told.
[[nodiscard]] QString groupNoteText(const DoNotCallGroupFacts &facts);

/// A row for each entry, and one for each number without any; for spreadsheets.
[[nodiscard]] CsvRows checkedNumbersCsv(const QList<CheckedNumber> &numbers);

} // namespace muster
