// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/overridetally.h"

namespace muster {

SharedTally tallyOverrides(const std::shared_ptr<const ContactAnswers> &answers,
                           const std::shared_ptr<const ContactOverrides> &overrides, const std::stop_token &stop)
{
    if (!answers || !overrides)
        return nullptr;
    auto tally = std::make_shared<OverrideTally>(OverrideTally{answers, overrides, {}});
    tally->decided.resize(answers->classes().size());
    for (std::size_t number = 0; number < answers->chunkCount(); ++number) {
        if (stop.stop_requested())
            return nullptr;
        if (!overrides->concerns(number))
            continue;
        const auto first = ContactTable::Row(number << ContactChunk::bits);
        for (std::uint32_t row = 0; row < answers->chunk(number).rows; ++row) {
            if (const ContactOverrides::Decision *decision = overrides->find(first + row))
                ++tally->decided[answers->classOf(first + row)][std::size_t(decision->verdict)];
        }
    }
    return tally;
}

} // namespace muster
