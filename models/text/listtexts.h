// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactdetails.h"
#include "models/rules/lists/listverdict.h"
#include "models/rules/lists/numberlistreader.h"
#include "models/rules/lists/sanitizationdirective.h"

#include <QString>
#include <QStringList>

namespace muster {

/// The words of sanitising. Reports and audit keep the keys; these are for people.
[[nodiscard]] QString listVerdictText(ListVerdict verdict); ///< "unchanged", "fix", "purge", "review", "not checked"
[[nodiscard]] QString listReasonText(ListReason reason); ///< A few words: "too short"
/// A whole sentence on what was found and what it means: "The number has too few digits for its country."
[[nodiscard]] QString listReasonSentence(ListReason reason);
[[nodiscard]] QString listReasonsText(ContactReasons reasons); ///< The short words, separated by commas; may be empty.
[[nodiscard]] QString lineTypeText(NumberType type); ///< "mobile", "fixed or mobile", "not known"
[[nodiscard]] QString knowledgeSourceText(KnowledgeSource source); ///< "numbering plan", "lookup", "number list"
[[nodiscard]] QString directiveActionText(DirectiveAction action); ///< "Leave", "Flag", "Fix", "Purge"
[[nodiscard]] QString survivorRuleText(SurvivorRule rule); ///< "All: not looked for", "The first", ...

/// What an import found, one sentence a line: first what was taken, then, if there is any, what was not and where.
[[nodiscard]] QStringList numberListReportText(const NumberListReport &report);
/// Why a number is on a list: "On the list “Do not call”, last seen 2 January 2026, 323 days ago." `today` in local
/// time.
[[nodiscard]] QString numberHitText(const QString &listName, const NumberHit &hit, const QDate &today);
/// NumberRepair::proof() in words: "Undone: exponent, lost plus sign. Of 3 readings exactly one is a valid number."
/// A proof that is not one of ours is returned as it is.
[[nodiscard]] QString repairProofText(const QString &proof);

/// What is known of one contact, in sentences for the details beside the table. No number is in them but the contact's.

/// What its number was read with: "Read as a number of GB, the contact's own country." Empty where it says so itself.
[[nodiscard]] QString readWithText(const ContactDetails &details, const QString &country);
/// How sure the line type is, and why; empty without a valid number.
[[nodiscard]] QString certaintyText(const ContactDetails &details);
/// Each number list that holds the number, with the day it was last seen. `today` in local time.
[[nodiscard]] QStringList listedTexts(const ContactDetails &details, const QDate &today);
/// What the others of the same number mean for this contact; empty: there are none, or they are not looked for.
[[nodiscard]] QString sameNumberText(const ContactDetails &details);

} // namespace muster
