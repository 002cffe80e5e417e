// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/lists/contactoverrides.h"

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

} // namespace muster
