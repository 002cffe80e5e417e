// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/digitautomaton.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace muster {

namespace {

/// FNV over words; the tables compare whole keys afterwards.
template <typename Words>
struct WordsHash
{
    std::size_t operator()(const Words &words) const
    {
        std::uint64_t hash = 14695981039346656037ull;
        for (const auto word : words)
            hash = (hash ^ word) * 1099511628211ull;
        return std::size_t(hash ^ (hash >> 29));
    }
};

} // namespace

/// The states of one length: what they consist of and where each digit leads on the next level.
struct AutomatonBuilder::Level
{
    std::vector<Positions> states;
    std::vector<std::array<std::uint32_t, 10>> next; ///< Index on the next level.
    std::vector<std::uint16_t> answers;
};

/// Positions collected once each.
struct AutomatonBuilder::Gathered
{
    Positions positions;
    std::vector<std::uint32_t> stamps; ///< By position: the mark of the collection that it is in.
    std::uint32_t mark = 0;
};

/// Rows already made, from the longest numbers back. A row's tail lists its answers by the number of digits to come.
struct AutomatonBuilder::Tables
{
    using Row = std::array<std::uint16_t, 11>; ///< Children and answer.
    using Tail = std::array<std::uint16_t, DigitAutomaton::maxLength + 1>;
    DigitAutomaton automaton;
    std::unordered_map<Row, std::uint16_t, WordsHash<Row>> rows;
    std::unordered_map<Tail, std::uint16_t, WordsHash<Tail>> tails;

    /// Row 0: all digits lead back to it and the answer stays the same.
    void addDeadRow(std::uint16_t answer)
    {
        Row row{};
        row.back() = answer;
        Tail tail{};
        tail.fill(answer);
        automaton.m_tails.push_back(0); // offset 0 means none
        automaton.m_table.assign(row.begin(), row.end());
        automaton.m_table.push_back(tailOffset(tail));
        rows.emplace(row, std::uint16_t(0));
    }

    /// The number of the row of these children and this answer; -1 when there are too many.
    int row(const std::array<std::uint16_t, 10> &children, std::uint16_t answer)
    {
        Row row{};
        std::copy(children.begin(), children.end(), row.begin());
        row.back() = answer;
        const std::size_t state = automaton.stateCount();
        const auto [known, isNew] = rows.try_emplace(row, std::uint16_t(state));
        if (!isNew)
            return known->second;
        if (state > 0xffff)
            return -1;
        std::uint16_t offset = 0;
        const std::uint16_t below = automaton.m_table[children[0] * DigitAutomaton::rowSize + DigitAutomaton::tailAt];
        if (below != 0
            && std::all_of(children.begin(), children.end(), [&](auto child) { return child == children[0]; })) {
            Tail tail{};
            tail.front() = answer;
            std::copy_n(automaton.m_tails.begin() + below, tail.size() - 1, tail.begin() + 1);
            offset = tailOffset(tail);
        }
        automaton.m_table.insert(automaton.m_table.end(), row.begin(), row.end());
        automaton.m_table.push_back(offset);
        return int(state);
    }

    /// Where the tail stands in the automaton's list; 0: the list is full.
    std::uint16_t tailOffset(const Tail &tail)
    {
        const auto known = tails.find(tail);
        if (known != tails.end())
            return known->second;
        if (automaton.m_tails.size() + tail.size() > 0xffff)
            return 0;
        const auto offset = std::uint16_t(automaton.m_tails.size());
        automaton.m_tails.insert(automaton.m_tails.end(), tail.begin(), tail.end());
        tails.emplace(tail, offset);
        return offset;
    }

    /// Where the walk stands after the first three digits.
    void addBeginnings()
    {
        automaton.m_beginnings.resize(1000);
        for (unsigned number = 0; number < 1000; ++number) {
            const std::size_t state = automaton.next(
                automaton.next(automaton.next(automaton.startState(), number / 100), number / 10 % 10), number % 10);
            automaton.m_beginnings[number] = std::uint16_t(state);
        }
    }
};

std::uint32_t AutomatonBuilder::addPosition(std::uint16_t mask)
{
    m_masks.push_back(mask);
    m_follow.emplace_back();
    m_accepts.push_back(-1);
    return std::uint32_t(m_masks.size() - 1);
}

void AutomatonBuilder::append(Part &whole, Part part)
{
    for (const std::uint32_t from : whole.last)
        m_follow[from].insert(m_follow[from].end(), part.first.begin(), part.first.end());
    if (whole.nullable)
        whole.first.insert(whole.first.end(), part.first.begin(), part.first.end());
    if (!part.nullable)
        whole.last.clear();
    whole.last.insert(whole.last.end(), part.last.begin(), part.last.end());
    whole.nullable = whole.nullable && part.nullable;
}

AutomatonBuilder::Part AutomatonBuilder::place(const NumberPattern &pattern, int index)
{
    const NumberPattern::Node &node = pattern.nodes()[std::size_t(index)];
    Part whole;
    switch (node.kind) {
    case NumberPattern::Kind::Digits: {
        const std::uint32_t position = addPosition(node.mask);
        return {false, {position}, {position}};
    }
    case NumberPattern::Kind::Sequence:
        for (const int child : node.children)
            append(whole, place(pattern, child));
        return whole;
    case NumberPattern::Kind::Group:
        return place(pattern, node.children.front());
    case NumberPattern::Kind::Choice:
        whole.nullable = false;
        for (const int child : node.children) {
            const Part part = place(pattern, child);
            whole.first.insert(whole.first.end(), part.first.begin(), part.first.end());
            whole.last.insert(whole.last.end(), part.last.begin(), part.last.end());
            whole.nullable = whole.nullable || part.nullable;
        }
        return whole;
    case NumberPattern::Kind::Repeat:
        for (int i = 0; i < node.max; ++i) {
            Part part = place(pattern, node.children.front());
            part.nullable = part.nullable || i >= node.min;
            append(whole, std::move(part));
        }
        return whole;
    case NumberPattern::Kind::End:
        break; // refused by add()
    }
    return whole;
}

namespace {

std::size_t longest(const NumberPattern &pattern, int index)
{
    const NumberPattern::Node &node = pattern.nodes()[std::size_t(index)];
    if (node.kind == NumberPattern::Kind::Digits)
        return 1;
    std::size_t sum = 0, most = 0;
    for (const int child : node.children) {
        const std::size_t length = longest(pattern, child);
        sum += length;
        most = std::max(most, length);
    }
    if (node.kind == NumberPattern::Kind::Repeat)
        return sum * std::size_t(node.max);
    return node.kind == NumberPattern::Kind::Choice ? most : sum;
}

} // namespace

int AutomatonBuilder::add(const std::string &text, bool prefix)
{
    const auto known = m_numbers.find({text, prefix});
    if (known != m_numbers.end())
        return known->second;
    const auto pattern = NumberPattern::parse(text);
    if (!pattern || pattern->hasEnd() || m_numbers.size() >= maxPatterns)
        return -1;
    const int number = int(m_numbers.size());
    m_numbers.emplace(std::pair(text, prefix), number);
    if (text.empty() && !prefix)
        return number;
    Part part = place(*pattern, pattern->root());
    if (!prefix)
        m_longest = std::max(m_longest, longest(*pattern, pattern->root()));
    if (prefix) { // what follows is free
        const std::uint32_t rest = addPosition(0x3ff);
        m_follow[rest].push_back(rest);
        append(part, {true, {rest}, {rest}});
    }
    m_first.insert(m_first.end(), part.first.begin(), part.first.end());
    for (const std::uint32_t position : part.last)
        m_accepts[position] = number;
    return number;
}

void AutomatonBuilder::addState(Level &level, const Positions &read, unsigned length, const Judge &judge) const
{
    Accepted accepted;
    for (const std::uint32_t position : read) {
        if (m_accepts[position] >= 0)
            accepted.set(std::size_t(m_accepts[position]));
    }
    level.states.push_back(read);
    level.answers.push_back(judge(accepted, length));
}

/// Where the next digit may stand, in ascending order, each position once.
void AutomatonBuilder::gatherFollowing(const Positions &read, bool atStart, Gathered &gathered) const
{
    gathered.positions.clear();
    ++gathered.mark;
    const auto gather = [&](const Positions &positions) {
        for (const std::uint32_t position : positions) {
            if (gathered.stamps[position] != gathered.mark) {
                gathered.stamps[position] = gathered.mark;
                gathered.positions.push_back(position);
            }
        }
    };
    if (atStart)
        gather(m_first);
    for (const std::uint32_t position : read)
        gather(m_follow[position]);
    std::sort(gathered.positions.begin(), gathered.positions.end());
}

/// All states that one more digit leads to from the states of `length` digits.
void AutomatonBuilder::expand(Level &level, Level &following, unsigned length, const Judge &judge,
                              Gathered &gathered) const
{
    std::unordered_map<Positions, std::uint32_t, WordsHash<Positions>> known;
    Positions set;
    level.next.resize(level.states.size());
    for (std::size_t state = 0; state < level.states.size(); ++state) {
        gatherFollowing(level.states[state], length == 0, gathered);
        std::array<std::uint32_t, 10> &next = level.next[state];
        for (unsigned digit = 0; digit < 10; ++digit) {
            set.clear();
            for (const std::uint32_t position : gathered.positions) {
                if ((m_masks[position] >> digit) & 1u)
                    set.push_back(position);
            }
            // Mostly the digit before led to the same state.
            if (digit > 0 && set == following.states[next[digit - 1]]) {
                next[digit] = next[digit - 1];
                continue;
            }
            const auto [entry, isNew] = known.try_emplace(set, std::uint32_t(following.states.size()));
            if (isNew)
                addState(following, set, length + 1, judge);
            next[digit] = entry->second;
        }
    }
}

/// Equal rows become one, from the longest numbers back. Row 0 is where nothing can match any more.
std::optional<DigitAutomaton> AutomatonBuilder::fold(const std::vector<Level> &levels, bool withBeginnings)
{
    Tables tables;
    tables.addDeadRow(levels.front().answers.front());
    std::vector<std::uint16_t> below;
    for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
        std::vector<std::uint16_t> rows(level->states.size());
        for (std::size_t state = 0; state < rows.size(); ++state) {
            std::array<std::uint16_t, 10> children{};
            if (!below.empty()) {
                for (std::size_t digit = 0; digit < 10; ++digit)
                    children[digit] = below[level->next[state][digit]];
            }
            const int row = tables.row(children, level->answers[state]);
            if (row < 0)
                return std::nullopt;
            rows[state] = std::uint16_t(row);
        }
        below = std::move(rows);
    }
    tables.automaton.m_start = std::size_t(below.front()) * DigitAutomaton::rowSize;
    if (withBeginnings)
        tables.addBeginnings();
    return std::move(tables.automaton);
}

std::optional<DigitAutomaton> AutomatonBuilder::build(const Judge &judge, bool withBeginnings) const
{
    std::vector<Level> levels(DigitAutomaton::maxLength + 1);
    Gathered gathered;
    gathered.stamps.resize(m_masks.size());
    addState(levels.front(), {}, 0, judge);
    for (std::size_t length = 0; length < DigitAutomaton::maxLength; ++length)
        expand(levels[length], levels[length + 1], unsigned(length), judge, gathered);
    return fold(levels, withBeginnings);
}

} // namespace muster
