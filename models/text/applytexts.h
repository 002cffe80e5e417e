// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QString>

namespace muster {

/// A filter in words: "verdict: purge, review; not region: GB; only changes; “0800”". Empty for everything.
[[nodiscard]] QString contactFilterText(const ContactFilter &filter);
/// What a plan covers, as a sentence: "212 of 48,310 contacts; the filter (verdict: purge) is on."
[[nodiscard]] QString planScopeText(const PlanHeader &plan, const ContactFilter &filter);
/// The act in the words of its button: "Update 1,104 and purge 212", or "and block 212".
[[nodiscard]] QString applyActText(qint64 fixes, qint64 purges, bool blocks = false);
/// How many skills heed a do-not-call group, and which of the list's do not (see heedlessOf()).
[[nodiscard]] QString heedingText(qsizetype skills, const QStringList &heedless);

/// How many of a plan's fixes no backup can undo; empty for none.
[[nodiscard]] QString lastingFixesText(qint64 count);
/// By which directive a plan was made: its name and the beginning of its digest. `isChanged`: what is saved under that
/// name says something else.
[[nodiscard]] QString planDirectiveText(const PlanHeader &plan, bool isChanged = false);

/// The act of restoring: "Bring back 212 contacts and put back 3 old numbers", "Unblock 212 numbers".
[[nodiscard]] QString restoreActText(qint64 contacts, qint64 numbers, qint64 unblocked = 0);

/// What a run was to do with a contact: "update", "purge", "block", "bring back", "write the old number back". The key
/// of what nobody knows is shown as it is.
[[nodiscard]] QString leftoverActionText(const QString &action);
/// What became of it instead, by the keys of unitStateKey() and of unitReasonKey() or restoreReasonKey().
[[nodiscard]] QString leftoverFateText(const QString &state, const QString &reason);

} // namespace muster
