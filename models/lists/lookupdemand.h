// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"

#include <QMetaType>
#include <stop_token>

namespace muster {

/// What a lookup would have to tell about a list. Numbers are counted once, however many contacts have them.
struct LookupDemand
{
    qint64 leftOpen = 0; ///< Different numbers whose line the plan cannot decide.
    qint64 known = 0; ///< Of those, looked up earlier.
    /// The others, ascending; as NumberVerdict::e164. Never null.
    std::shared_ptr<const std::vector<std::uint64_t>> numbers = std::make_shared<std::vector<std::uint64_t>>();

    [[nodiscard]] qint64 toAsk() const { return qint64(numbers->size()); }
};

/// Some 100 ms a million such contacts; for a worker. nullopt when stopped.
[[nodiscard]] std::optional<LookupDemand> lookupDemand(const ContactAnswers &answers, const std::stop_token &stop);

} // namespace muster

Q_DECLARE_METATYPE(muster::LookupDemand)
