// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberpattern.h"

namespace muster {

namespace {
constexpr std::uint16_t allDigits = 0x3ff;
constexpr int maxRepeat = 32;
constexpr int maxDepth = 40;
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
} // namespace

/// Recursive descent. Every method returns a node's index, or -1 for "not in our language".
class NumberPattern::Parser
{
public:
    Parser(std::string_view text, NumberPattern &pattern)
        : m_text(text)
        , m_pattern(pattern)
    {
    }
    int choice()
    {
        if (++m_depth > maxDepth)
            return -1;
        std::vector<int> branches;
        do {
            const int branch = sequence();
            if (branch < 0)
                return -1;
            branches.push_back(branch);
        } while (take('|'));
        --m_depth;
        if (branches.size() == 1)
            return branches.front();
        return add({Kind::Choice, 0, 0, 0, 0, std::move(branches)});
    }
    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }

private:
    int add(Node node)
    {
        m_pattern.m_nodes.push_back(std::move(node));
        return int(m_pattern.m_nodes.size()) - 1;
    }
    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool take(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        m_at += word.size();
        return true;
    }
    int sequence()
    {
        std::vector<int> parts;
        while (!atEnd() && m_text[m_at] != '|' && m_text[m_at] != ')') {
            int part = atom();
            if (part >= 0)
                part = quantified(part);
            if (part < 0)
                return -1;
            parts.push_back(part);
        }
        return add({Kind::Sequence, 0, 0, 0, 0, std::move(parts)});
    }
    int atom()
    {
        const char c = m_text[m_at];
        if (isDigit(c)) {
            ++m_at;
            return add({Kind::Digits, std::uint16_t(1u << (c - '0')), 0, 0, 0, {}});
        }
        if (take("\\d"))
            return add({Kind::Digits, allDigits, 0, 0, 0, {}});
        if (take('['))
            return digitClass();
        if (take('$')) {
            m_pattern.m_hasEnd = true;
            return add({Kind::End, 0, 0, 0, 0, {}});
        }
        if (take("(?:")) {
            const int inner = choice();
            return take(')') ? inner : -1;
        }
        if (take('(')) {
            if (!atEnd() && m_text[m_at] == '?')
                return -1;
            const int group = ++m_pattern.m_groupCount;
            const int inner = choice();
            if (inner < 0 || !take(')'))
                return -1;
            return add({Kind::Group, 0, 0, 0, group, {inner}});
        }
        return -1;
    }
    int digitClass()
    {
        std::uint16_t mask = 0;
        while (!take(']')) {
            if (take("\\d")) {
                mask = allDigits;
                continue;
            }
            if (atEnd() || !isDigit(m_text[m_at]))
                return -1;
            const int first = m_text[m_at++] - '0';
            int last = first;
            if (take('-')) {
                if (atEnd() || !isDigit(m_text[m_at]))
                    return -1;
                last = m_text[m_at++] - '0';
            }
            if (last < first)
                return -1;
            for (int digit = first; digit <= last; ++digit)
                mask = std::uint16_t(mask | (1u << digit));
        }
        return mask == 0 ? -1 : add({Kind::Digits, mask, 0, 0, 0, {}});
    }
    int number()
    {
        int value = -1;
        while (!atEnd() && isDigit(m_text[m_at]) && value <= maxRepeat)
            value = (value < 0 ? 0 : value * 10) + (m_text[m_at++] - '0');
        return value > maxRepeat ? -1 : value;
    }
    int quantified(int part)
    {
        int min = 1, max = 1;
        if (take('?')) {
            min = 0;
        } else if (take('{')) {
            min = max = number();
            if (min >= 0 && take(','))
                max = number();
            if (min < 0 || max < min || !take('}'))
                return -1;
        } else {
            return part;
        }
        // Lazy and possessive forms and a quantifier behind a quantifier are refused by atom(), which meets them next.
        if (m_pattern.m_nodes[std::size_t(part)].kind == Kind::End)
            return -1;
        return add({Kind::Repeat, 0, min, max, 0, {part}});
    }

    std::string_view m_text;
    NumberPattern &m_pattern;
    std::size_t m_at = 0;
    int m_depth = 0;
};

std::optional<NumberPattern> NumberPattern::parse(std::string_view text)
{
    NumberPattern pattern;
    Parser parser(text, pattern);
    pattern.m_root = parser.choice();
    if (pattern.m_root < 0 || !parser.atEnd())
        return std::nullopt;
    return pattern;
}

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
