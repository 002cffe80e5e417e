// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/patternmatcher.h"

namespace muster {

std::optional<PatternMatcher> PatternMatcher::compile(std::string_view text)
{
    const auto pattern = NumberPattern::parse(text);
    if (!pattern || pattern->groupCount() >= maxGroups)
        return std::nullopt;
    PatternMatcher matcher;
    matcher.m_groupCount = pattern->groupCount();
    matcher.emit(*pattern, pattern->root());
    matcher.m_steps.push_back({});
    // Which digits can begin a match: try each one alone, followed by nothing, is not enough for longer patterns, so
    // walk the steps that can be reached without taking a digit.
    std::vector<std::size_t> open = {0};
    std::vector<bool> seen(matcher.m_steps.size());
    std::uint16_t first = 0;
    while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        const Step &step = matcher.m_steps[at];
        switch (step.op) {
        case Op::Digit:
            first = std::uint16_t(first | step.mask);
            break;
        case Op::Split:
            open.push_back(std::size_t(step.a)), open.push_back(std::size_t(step.b));
            break;
        case Op::Save:
            open.push_back(at + 1);
            break;
        case Op::End:
        case Op::Accept:
            first = 0x3ff;
            break;
        }
    }
    matcher.m_firstDigits = first;
    return matcher;
}

void PatternMatcher::emit(const NumberPattern &pattern, int index)
{
    const NumberPattern::Node &node = pattern.nodes()[std::size_t(index)];
    switch (node.kind) {
    case NumberPattern::Kind::Digits:
        m_steps.push_back({Op::Digit, node.mask, 0, 0});
        break;
    case NumberPattern::Kind::End:
        m_steps.push_back({Op::End, 0, 0, 0});
        break;
    case NumberPattern::Kind::Sequence:
        for (const int child : node.children)
            emit(pattern, child);
        break;
    case NumberPattern::Kind::Group:
        m_steps.push_back({Op::Save, 0, node.group * 2, 0});
        emit(pattern, node.children.front());
        m_steps.push_back({Op::Save, 0, node.group * 2 + 1, 0});
        break;
    case NumberPattern::Kind::Choice: {
        std::vector<std::size_t> exits;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const bool last = i + 1 == node.children.size();
            const std::size_t split = m_steps.size();
            if (!last)
                m_steps.push_back({Op::Split, 0, int(split) + 1, 0});
            emit(pattern, node.children[i]);
            if (!last) {
                exits.push_back(m_steps.size());
                m_steps.push_back({Op::Split, 0, 0, 0}); // a jump: both ways the same
                m_steps[split].b = int(m_steps.size());
            }
        }
        for (const std::size_t exit : exits)
            m_steps[exit].a = m_steps[exit].b = int(m_steps.size());
        break;
    }
    case NumberPattern::Kind::Repeat: {
        for (int i = 0; i < node.min; ++i)
            emit(pattern, node.children.front());
        std::vector<std::size_t> splits;
        for (int i = node.min; i < node.max; ++i) {
            splits.push_back(m_steps.size());
            m_steps.push_back({Op::Split, 0, int(m_steps.size()) + 1, 0});
            emit(pattern, node.children.front());
        }
        for (const std::size_t split : splits)
            m_steps[split].b = int(m_steps.size());
        break;
    }
    }
}

bool PatternMatcher::run(std::size_t at, DigitSpan digits, std::size_t place, bool whole, Match &match) const
{
    for (;;) {
        const Step &step = m_steps[at];
        switch (step.op) {
        case Op::Digit:
            if (place >= digits.size() || ((step.mask >> digits[place]) & 1u) == 0)
                return false;
            ++place, ++at;
            break;
        case Op::End:
            if (place != digits.size())
                return false;
            ++at;
            break;
        case Op::Save: {
            Group &group = match.groups[std::size_t(step.a) / 2];
            const Group before = group;
            if (step.a % 2 == 0)
                group.begin = std::int16_t(place);
            else
                group.end = std::int16_t(place);
            if (run(at + 1, digits, place, whole, match))
                return true;
            group = before;
            return false;
        }
        case Op::Split:
            if (step.a != step.b && run(std::size_t(step.a), digits, place, whole, match))
                return true;
            at = std::size_t(step.b);
            break;
        case Op::Accept:
            match.end = place;
            return !whole || place == digits.size();
        }
    }
}

bool PatternMatcher::matchAt(DigitSpan digits, std::size_t from, Match &match) const
{
    match.begin = from;
    match.groups.fill({});
    return run(0, digits, from, false, match);
}

bool PatternMatcher::find(DigitSpan digits, std::size_t from, Match &match) const
{
    for (; from <= digits.size(); ++from) {
        if (matchAt(digits, from, match))
            return true;
    }
    return false;
}

bool PatternMatcher::matchesAll(DigitSpan digits) const
{
    Match match;
    return run(0, digits, 0, true, match);
}

} // namespace muster
