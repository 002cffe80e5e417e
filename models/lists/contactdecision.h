// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactview.h"
#include "models/lists/overridetally.h"
#include "network/wire/result.h"

#include <QList>
#include <QPair>

namespace muster {

/// What a person decided, of which rows of what was shown then.
struct ContactDecision
{
    std::shared_ptr<const ContactView> view;
    QList<QPair<int, int>> rows; ///< First and last of each range of the view.
    std::optional<ListVerdict> verdict; ///< nullopt takes a decision back.
    QString note;
    [[nodiscard]] qint64 count() const;
};

/// Decisions as they stand after one more.
struct DecisionsMade
{
    Result<std::shared_ptr<const ContactOverrides>> overrides;
    SharedTally tally; ///< Of these; null where they could not be made.
};

/// All or none: half a selection decided would be hard to see. `list`: as it is judged now. Errors of
/// ListJudge::mayOverride(); LimitExceeded "override_notes"; Cancelled when stopped. Some 30 ms a million contacts: for
/// a worker when there are many.
[[nodiscard]] DecisionsMade decideContacts(const ContactDecision &decision, const JudgedContacts &list,
                                           const std::stop_token &stop);

} // namespace muster
