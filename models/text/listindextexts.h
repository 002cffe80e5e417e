// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listsizes.h"
#include "models/rules/lists/recordusage.h"
#include "models/rules/lists/stalelists.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace muster {

/// The words of the index of contact lists. What a tenant does not tell is "not told", never a guess.
[[nodiscard]] QString listCountText(qint64 count); ///< -1: not told.
/// "Last call 2 November 2026 14:05 UTC." and the like; of a list that nobody was called from, that.
[[nodiscard]] QString lastCallText(const CallAttempts &attempts);
[[nodiscard]] QString listActivityText(ContactListFacts::Activity activity);
[[nodiscard]] QString listSkillsText(const ContactListFacts &facts); ///< Their names, or "none".
/// "3 days ago"; null: not told.
[[nodiscard]] QString listAgeText(const QDateTime &time, const QDateTime &now);
[[nodiscard]] QString sizeChangeText(const std::optional<SizeChange> &change); ///< "+1,204", "no earlier count"
/// "+1,204 records since 2 November 2026."; empty without a change that is known.
[[nodiscard]] QString sizeChangeSentence(const std::optional<SizeChange> &change);

/// "22,712 of 1,000,000 records used (2%): lists 22,700, do-not-call groups 12." Without a ceiling what is used.
[[nodiscard]] QString recordUsageText(const RecordUsage &usage);
/// What of it is not counted, one sentence each; none: all is.
[[nodiscard]] QStringList recordUsageNotes(const RecordUsage &usage);

/// Why that list is stale, or what is not told of it: "not used for 90 days (last on 2 May 2026), inactive".
[[nodiscard]] QString staleReasonsText(const StaleList &stale, int unusedDays);
[[nodiscard]] QString staleNotToldText(const StaleList &stale);
/// "2 of 5 lists, 300 records (0.03% of the limit)."
[[nodiscard]] QString staleSummaryText(const StaleFinding &finding, qsizetype lists, qint64 ceiling);

} // namespace muster
