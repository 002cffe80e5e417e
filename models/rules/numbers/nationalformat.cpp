// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/nationalformat.h"

namespace muster {

namespace {
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendDigits(std::string &text, DigitSpan digits)
{
    for (const std::uint8_t digit : digits)
        text += char('0' + digit);
}
} // namespace

bool NationalFormat::compile(const NumberFormatRule &source, Rule &rule)
{
    auto pattern = PatternMatcher::compile(source.pattern);
    auto leading = PatternMatcher::compile(source.leadingDigits);
    if (!pattern || !leading)
        return false;
    rule.pattern = std::move(*pattern);
    rule.hasLeading = !source.leadingDigits.empty();
    rule.leading = std::move(*leading);
    // The national prefix rule takes the place of the first group: "$1 $2" with "(0$1)" is "(0$1) $2".
    std::string format = source.format;
    if (!source.nationalPrefixRule.empty()) {
        std::size_t group = format.find('$');
        while (group != std::string::npos && (group + 1 >= format.size() || !isDigit(format[group + 1])))
            group = format.find('$', group + 1);
        if (group != std::string::npos) {
            const std::string name = format.substr(group, 2);
            std::string replacement;
            const std::string &text = source.nationalPrefixRule;
            for (std::size_t i = 0; i < text.size(); ++i) {
                if (text[i] == '\\')
                    return false;
                if (text[i] != '$') {
                    replacement += text[i];
                } else if (i + 1 < text.size() && text[i + 1] == '1'
                           && (i + 2 == text.size() || !isDigit(text[i + 2]))) {
                    replacement += name;
                    ++i;
                } else {
                    return false;
                }
            }
            format.replace(group, 2, replacement);
        }
    }
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '\\')
            return false;
        if (format[i] != '$') {
            text += format[i];
            continue;
        }
        // A digit right behind a group could belong to its number in ICU's reading.
        if (i + 1 >= format.size() || !isDigit(format[i + 1]) || (i + 2 < format.size() && isDigit(format[i + 2]))
            || format[i + 1] - '0' > rule.pattern.groupCount() || format[i + 1] == '0')
            return false;
        rule.parts.emplace_back(std::move(text), format[++i] - '0');
        text.clear();
    }
    rule.parts.emplace_back(std::move(text), 0);
    return true;
}

NationalFormat::NationalFormat(const RegionPlan &plan)
    : m_extensionPrefix(plan.extensionPrefix)
{
    for (const NumberFormatRule &source : plan.formats) {
        Rule rule;
        m_covered = m_covered && compile(source, rule);
        m_rules.push_back(std::move(rule));
    }
}

std::string NationalFormat::write(DigitSpan national, std::string_view extension) const
{
    std::string result;
    const Rule *chosen = nullptr;
    PatternMatcher::Match match;
    for (const Rule &rule : m_rules) {
        if ((!rule.hasLeading || rule.leading.matchAt(national, 0, match)) && rule.pattern.matchesAll(national)) {
            chosen = &rule;
            break;
        }
    }
    std::size_t at = 0;
    while (chosen != nullptr && at < national.size() && chosen->pattern.find(national, at, match)) {
        appendDigits(result, national.subspan(at, match.begin - at));
        for (const auto &[text, number] : chosen->parts) {
            result += text;
            const PatternMatcher::Group &group = match.groups[std::size_t(number)];
            if (number > 0 && !group.empty())
                appendDigits(result, national.subspan(std::size_t(group.begin), std::size_t(group.end - group.begin)));
        }
        if (match.end == match.begin)
            break;
        at = match.end;
    }
    appendDigits(result, national.subspan(at));
    if (!extension.empty())
        result.append(m_extensionPrefix).append(extension);
    return result;
}

} // namespace muster
