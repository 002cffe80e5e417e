// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/lists/contactoverrides.h"
#include "models/lists/contactview.h"
#include "network/wire/result.h"

#include <QList>
#include <QPair>
#include <array>
#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

/// How many contacts of each class a person decided how: with it a list is summarised anew in microseconds, however
/// many decisions there are. Of those answers and those overrides, and no others. Immutable.
struct OverrideTally
{
    std::shared_ptr<const ContactAnswers> answers;
    std::shared_ptr<const ContactOverrides> overrides;
    std::vector<std::array<qint64, listVerdictCount>> decided; ///< By class of the answers, then by ListVerdict.
};
using SharedTally = std::shared_ptr<const OverrideTally>;

/// Some 10 ms a million decisions. Null when stopped, or where there are no answers or no overrides.
[[nodiscard]] SharedTally tallyOverrides(const std::shared_ptr<const ContactAnswers> &answers,
                                         const std::shared_ptr<const ContactOverrides> &overrides,
                                         const std::stop_token &stop = {});

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
