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

} // namespace muster
