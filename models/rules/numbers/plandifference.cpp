// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/plandifference.h"

#include "models/rules/numbers/numberparser.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace muster {

namespace {

struct Counts
{
    double added = 0, removed = 0, changed = 0;
};

/// Counts the numbers that two automata answer differently. Every state holds the length of what was read, so the pairs
/// of states have no circle, and a pair that was counted once is known.
class PairWalk
{
public:
    PairWalk(const DigitAutomaton &before, const DigitAutomaton &after)
        : m_before(before)
        , m_after(after)
    {
    }

    const Counts &from(std::size_t before, std::size_t after)
    {
        const std::uint64_t key = (std::uint64_t(before) << 32) | after;
        if (const auto known = m_known.find(key); known != m_known.end())
            return known->second;
        Counts counts = here(m_before.answerOf(before), m_after.answerOf(after));
        for (unsigned digit = 0; digit < 10; ++digit) {
            const std::size_t left = m_before.next(before, digit), right = m_after.next(after, digit);
            if (left == 0 && right == 0) // nothing leads on from there
                continue;
            const Counts &more = from(left, right);
            counts.added += more.added;
            counts.removed += more.removed;
            counts.changed += more.changed;
        }
        return m_known.emplace(key, counts).first->second;
    }

private:
    static Counts here(std::uint16_t before, std::uint16_t after)
    {
        const bool was = CallingCodeRules::typeOfAnswer(before) != NumberType::Unknown;
        const bool is = CallingCodeRules::typeOfAnswer(after) != NumberType::Unknown;
        const bool same = CallingCodeRules::typeOfAnswer(before) == CallingCodeRules::typeOfAnswer(after)
            && CallingCodeRules::regionOfAnswer(before) == CallingCodeRules::regionOfAnswer(after);
        return {.added = double(is && !was), .removed = double(was && !is), .changed = double(was && is && !same)};
    }

    const DigitAutomaton &m_before, &m_after;
    std::unordered_map<std::uint64_t, Counts> m_known; ///< References into it stay good.
};

const DigitAutomaton &automatonOf(const CallingCodeRules *code)
{
    static const DigitAutomaton nothing = *AutomatonBuilder().build(
        [](const auto &, unsigned) { return std::uint16_t(NumberType::Unknown); });
    return code != nullptr && code->covered ? *code->automaton : nothing;
}

std::string regionsOf(const NumberPlan &plan, int callingCode)
{
    std::string ids;
    for (const RegionPlan &region : plan.regions) {
        if (region.callingCode == callingCode && region.geographic())
            ids += (ids.empty() ? "" : ", ") + region.id;
    }
    return ids;
}

} // namespace

std::vector<PlanDifference> planDifferences(const NumberPlan &before, const NumberPlan &after)
{
    const RegionList regions;
    const NumberTables first(before, regions), second(after, regions);
    std::map<int, std::pair<const CallingCodeRules *, const CallingCodeRules *>> codes;
    for (const CallingCodeRules &code : first.callingCodes())
        codes[code.callingCode].first = &code;
    for (const CallingCodeRules &code : second.callingCodes())
        codes[code.callingCode].second = &code;
    std::vector<PlanDifference> differences;
    for (const auto &[callingCode, pair] : codes) {
        const DigitAutomaton &left = automatonOf(pair.first), &right = automatonOf(pair.second);
        const Counts counts = PairWalk(left, right).from(left.startState(), right.startState());
        if (counts.added + counts.removed + counts.changed > 0)
            differences.push_back({callingCode, regionsOf(pair.second != nullptr ? after : before, callingCode),
                                   counts.added, counts.removed, counts.changed});
    }
    return differences;
}

} // namespace muster
