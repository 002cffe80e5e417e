// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/lookupdemand.h"

#include <algorithm>

namespace muster {

std::optional<LookupDemand> lookupDemand(const ContactAnswers &answers, const std::stop_token &stop)
{
    std::vector<std::uint64_t> open;
    std::vector<bool> isOpen;
    isOpen.reserve(answers.classes().size());
    // The number itself is looked at below; a class only says whether it can be one of them.
    for (const ContactClass &found : answers.classes())
        isOpen.push_back(isLeftOpen(found.code, found.facts, 1));
    for (std::size_t number = 0; number < answers.chunkCount(); ++number) {
        if (stop.stop_requested())
            return std::nullopt;
        const AnswerChunk &chunk = answers.chunk(number);
        for (std::uint32_t row = 0; row < chunk.rows; ++row) {
            const std::uint64_t e164 = chunk.e164[row];
            if (isOpen[chunk.classOf(row)] && e164 != 0 && e164 != NumberVerdict::doesNotFit)
                open.push_back(e164);
        }
    }
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    LookupDemand demand;
    demand.leftOpen = qint64(open.size());
    if (const std::shared_ptr<const LineTypes> &types = answers.settings().lineTypes)
        std::erase_if(open, [&types](std::uint64_t e164) { return types->find(e164).has_value(); });
    demand.known = demand.leftOpen - qint64(open.size());
    demand.numbers = std::make_shared<const std::vector<std::uint64_t>>(std::move(open));
    return demand;
}

} // namespace muster
