// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "numbergenerator.h"

#include <algorithm>
#include <map>
#include <set>

namespace muster {

namespace {

/// The numbers at the edges of a pattern: each part at its first and last, the others at their first or last.
std::set<std::string> edges(const NumberPattern &pattern, int index)
{
    const NumberPattern::Node &node = pattern.nodes()[std::size_t(index)];
    std::set<std::string> result;
    switch (node.kind) {
    case NumberPattern::Kind::Digits:
        for (int digit = 0; digit < 10; ++digit) {
            const bool in = (node.mask >> digit) & 1;
            const bool edge
                = digit == 0 || digit == 9 || !((node.mask >> (digit - 1)) & 1) || !((node.mask >> (digit + 1)) & 1);
            if (in && edge)
                result.insert(std::string(1, char('0' + digit)));
        }
        break;
    case NumberPattern::Kind::Sequence: {
        std::vector<std::set<std::string>> parts;
        for (const int child : node.children)
            parts.push_back(edges(pattern, child));
        for (std::size_t varied = 0; varied < parts.size(); ++varied) {
            std::string low, high, lowAfter, highAfter;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (i == varied || parts[i].empty())
                    continue;
                (i < varied ? low : lowAfter) += *parts[i].begin();
                (i < varied ? high : highAfter) += *parts[i].rbegin();
            }
            for (const std::string &part : parts[varied]) {
                result.insert(low + part + lowAfter);
                result.insert(high + part + highAfter);
            }
        }
        if (parts.empty())
            result.insert("");
        break;
    }
    case NumberPattern::Kind::Choice:
        for (const int child : node.children)
            result.merge(edges(pattern, child));
        break;
    case NumberPattern::Kind::Group:
        return edges(pattern, node.children.front());
    case NumberPattern::Kind::Repeat: {
        const auto inner = edges(pattern, node.children.front());
        for (const int count : {node.min, node.max}) {
            std::string low, high;
            for (int i = 0; i < count; ++i) {
                low += *inner.begin();
                high += *inner.rbegin();
            }
            result.insert(low);
            result.insert(high);
        }
        if (node.min == 0)
            result.insert(inner.begin(), inner.end());
        break;
    }
    case NumberPattern::Kind::End:
        result.insert("");
        break;
    }
    return result;
}

std::string neighbour(std::string digits, int step)
{
    for (std::size_t i = digits.size(); i-- > 0;) {
        const int digit = digits[i] - '0' + step;
        digits[i] = char('0' + (digit + 10) % 10);
        if (digit >= 0 && digit <= 9)
            break;
    }
    return digits;
}

constexpr std::array separators = {" ",
                                   "-",
                                   ".",
                                   " - ",
                                   "/",
                                   "(",
                                   ")",
                                   "\xc2\xa0",
                                   "\xe2\x80\x93",
                                   "\xe2\x80\x91",
                                   "\xe2\x80\x8b",
                                   "\xe3\x80\x80",
                                   "~",
                                   "*",
                                   "\xc2\xad",
                                   "\xe2\x81\xa0",
                                   "\xef\xbc\x8d",
                                   "[",
                                   "]",
                                   "x",
                                   "X",
                                   "\xef\xbc\x8e",
                                   "  ",
                                   "\t",
                                   "\xe2\x88\x92"};
constexpr std::array extensionLabels = {" ext. ",
                                        " x",
                                        "x",
                                        " ext ",
                                        "ext",
                                        " extension ",
                                        " EXT:",
                                        ",,",
                                        ",",
                                        ";",
                                        ";ext=",
                                        " #",
                                        "#",
                                        "~",
                                        " int ",
                                        " anexo ",
                                        " xtn ",
                                        " - ",
                                        " extn. ",
                                        "/x",
                                        " / x ",
                                        "\\x",
                                        " xt",
                                        ",ext,",
                                        " EXTENSI\xc3\x93N ",
                                        " \xd0\xb4\xd0\xbe\xd0\xb1 ",
                                        "\xef\xbd\x98",
                                        ",,,",
                                        ", ,",
                                        " ;",
                                        " :",
                                        "ext:- ",
                                        "\xc2\xa0x\xc2\xa0",
                                        ";phone-context=+1",
                                        ";isub="};
constexpr std::array fronts = {"tel:",
                               "Tel. ",
                               "(",
                               "'",
                               "=\"",
                               "\xe2\x80\xaa",
                               "\xe2\x80\x8f",
                               "\xe2\x80\x8e",
                               "\xef\xbb\xbf",
                               "T: ",
                               "* ",
                               "#",
                               "\xc2\xa0",
                               " ",
                               "-",
                               "B\xc3\xbcro ",
                               "\xe2\x98\x8e ",
                               "\t",
                               "ext ",
                               "+",
                               "00",
                               "\xef\xbc\x8b",
                               "++",
                               "0",
                               "1",
                               "00 ",
                               "011",
                               "+ ",
                               "tel:;phone-context=+49 ",
                               "\n"};
constexpr std::array backs = {" ",
                              ".",
                              ")",
                              "\"",
                              " home",
                              "a",
                              "#",
                              "x",
                              "\xe2\x80\xac",
                              "\xc2\xa0",
                              " B\xc3\xbcro",
                              "\xc2\xb2",
                              ".0",
                              "E+11",
                              ",",
                              "-",
                              "\xe2\x80\x8f",
                              " ab",
                              "+",
                              "/",
                              "\r",
                              " (0)",
                              "*",
                              "=",
                              ";",
                              "~",
                              "\xef\xbc\x83",
                              "\xe2\x98\x8e"};

} // namespace

NumberGenerator::NumberGenerator(const NumberPlan &plan, std::uint64_t seed)
    : m_plan(plan)
    , m_random(seed)
{
}

void NumberGenerator::examples(const std::function<void(const Text &)> &take) const
{
    for (const RegionPlan &plan : m_plan.regions) {
        for (const NumberShape &shape : plan.types) {
            if (shape.example.empty())
                continue;
            take({'+' + std::to_string(plan.callingCode) + shape.example, "ZZ"});
            take({shape.example, plan.id});
            take({'0' + shape.example, plan.id});
            take({std::to_string(plan.callingCode) + shape.example, plan.id});
        }
    }
}

void NumberGenerator::boundaries(std::size_t first, std::size_t stride,
                                 const std::function<void(const Text &)> &take) const
{
    std::size_t at = 0;
    std::set<std::pair<int, std::string>> known;
    const auto offer = [&](const RegionPlan &plan, const std::string &national) {
        if (at++ % stride == first % stride)
            take({'+' + std::to_string(plan.callingCode) + national, "ZZ"});
    };
    for (const RegionPlan &plan : m_plan.regions) {
        std::vector<std::string> patterns = {plan.general.pattern, plan.leadingDigits};
        for (const NumberShape &shape : plan.types)
            patterns.push_back(shape.pattern);
        for (const std::string &text : patterns) {
            const auto pattern = NumberPattern::parse(text);
            if (text.empty() || !pattern || !known.emplace(plan.callingCode, text).second)
                continue;
            for (const std::string &edge : edges(*pattern, pattern->root())) {
                for (const std::string &number : {edge, neighbour(edge, -1), neighbour(edge, 1)})
                    offer(plan, number);
                offer(plan, edge.substr(0, edge.size() - 1));
                offer(plan, edge + '0');
            }
        }
    }
}

void NumberGenerator::walk(const NumberPattern &pattern, int index, std::string &out)
{
    const NumberPattern::Node &node = pattern.nodes()[std::size_t(index)];
    switch (node.kind) {
    case NumberPattern::Kind::Digits: {
        std::size_t digit = below(10);
        while (!((node.mask >> digit) & 1u))
            digit = (digit + 1) % 10;
        out += char('0' + digit);
        break;
    }
    case NumberPattern::Kind::Choice:
        walk(pattern, node.children[below(node.children.size())], out);
        break;
    case NumberPattern::Kind::Repeat:
        for (std::size_t i = std::size_t(node.min) + below(std::size_t(node.max - node.min + 1)); i > 0; --i)
            walk(pattern, node.children.front(), out);
        break;
    default:
        for (const int child : node.children)
            walk(pattern, child, out);
    }
}

std::string NumberGenerator::byPattern(const std::string &text)
{
    static std::map<std::string, std::optional<NumberPattern>> patterns;
    auto [entry, isNew] = patterns.try_emplace(text);
    if (isNew)
        entry->second = NumberPattern::parse(text);
    std::string digits;
    if (entry->second && !text.empty())
        walk(*entry->second, entry->second->root(), digits);
    return digits;
}

std::string NumberGenerator::randomDigits(std::size_t count)
{
    std::string digits;
    while (digits.size() < count)
        digits += char('0' + below(10));
    return digits;
}

std::string NumberGenerator::nationalNumber(const RegionPlan &plan)
{
    std::string digits = byPattern(chance(20) ? plan.general.pattern : plan.types[below(plan.types.size())].pattern);
    if (digits.empty())
        digits = byPattern(plan.general.pattern);
    if (chance(15))
        digits = randomDigits(1 + below(18));
    else if (chance(10))
        digits[below(digits.size())] = char('0' + below(10));
    else if (chance(6))
        digits.pop_back();
    else if (chance(6))
        digits += randomDigits(1 + below(3));
    return digits;
}

std::string NumberGenerator::international(const RegionPlan &plan, const std::string &national)
{
    return std::to_string(plan.callingCode)
        + (chance(10)      ? "(0)"
               : chance(5) ? byPattern(plan.nationalPrefix)
                           : "")
        + national;
}

std::string NumberGenerator::foreignDigits(const std::string &text)
{
    std::string result;
    const std::size_t script = below(3);
    for (const char c : text) {
        if (c < '0' || c > '9' || chance(10)) {
            result += c;
        } else if (script == 0) {
            result += std::string("\xef\xbc") + char(0x90 + c - '0');
        } else {
            result += (script == 1 ? std::string("\xd9") + char(0xa0 + c - '0')
                                   : std::string("\xdb") + char(0xb0 + c - '0'));
        }
    }
    return result;
}

std::string NumberGenerator::noise(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        result += c;
        if (chance(12))
            result += separators[below(chance(70) ? 10 : separators.size())];
    }
    if (chance(12)) {
        const std::size_t at = result.size() - below(std::min<std::size_t>(result.size(), 8));
        for (std::size_t i = 1 + below(7); i > 0; --i)
            result.insert(at, 1, char((chance(50) ? 'A' : 'a') + below(26)));
    }
    if (chance(25)) {
        result += extensionLabels[below(extensionLabels.size())] + randomDigits(chance(10) ? below(24) : below(8));
        if (chance(12))
            result += '#';
        if (chance(8))
            result += extensionLabels[below(extensionLabels.size())] + randomDigits(below(6));
    }
    if (chance(12))
        result = fronts[below(fronts.size())] + result;
    if (chance(12))
        result += backs[below(backs.size())];
    if (chance(4))
        result = foreignDigits(result);
    if (chance(3) && !result.empty())
        result[below(result.size())] = char(below(256));
    return result;
}

NumberGenerator::Text NumberGenerator::random()
{
    const RegionPlan &plan = anyRegion();
    const std::string national = nationalNumber(plan);
    std::string text, region = chance(85) ? plan.id : anyRegion().id;
    switch (below(8)) {
    case 0:
        text = byPattern(plan.nationalPrefix) + national;
        break;
    case 1:
        text = '0' + national;
        break;
    case 2:
        text = national;
        break;
    case 3:
        text = international(plan, national);
        break;
    case 4:
        text = byPattern(anyRegion().internationalPrefix) + international(plan, national);
        break;
    case 5: {
        const RegionPlan &caller = anyRegion();
        text = byPattern(caller.internationalPrefix) + international(plan, national);
        region = caller.id;
        break;
    }
    default:
        text = '+' + international(plan, national);
        if (chance(50))
            region = "ZZ";
    }
    return {chance(60) ? noise(text) : text, region};
}

const RegionPlan &NumberGenerator::commonRegion()
{
    static const std::array<std::string_view, 12> ids
        = {"US", "US", "US", "GB", "DE", "FR", "CA", "NL", "ES", "IT", "BR", "IN"};
    const std::string_view id = ids[below(ids.size())];
    return *std::find_if(m_plan.regions.begin(), m_plan.regions.end(),
                         [id](const auto &plan) { return plan.id == id; });
}

NumberGenerator::Text NumberGenerator::realistic()
{
    const RegionPlan &plan = chance(90) ? commonRegion() : anyRegion();
    std::string national = byPattern(plan.types[chance(50) ? 8 : 9].pattern);
    if (national.empty())
        national = byPattern(plan.general.pattern);
    if (chance(2))
        national = chance(50) ? national.substr(1) : national + randomDigits(1);
    static constexpr std::array signs = {"", " ", "-", ".", ""};
    const char *sign = signs[below(signs.size())];
    std::string written;
    for (std::size_t i = 0; i < national.size(); ++i)
        written += (i == 3 || i == 6 ? std::string(sign) : std::string()) + national[i];
    std::string text;
    if (chance(60) || plan.id == "001") {
        text = '+' + std::to_string(plan.callingCode) + sign + written;
    } else {
        text = (plan.id == "US" || plan.id == "CA" ? (chance(30) ? "1" : "")
                    : plan.nationalPrefix == "0"   ? "0"
                                                   : "")
            + written;
        if (plan.id == "US" && chance(30) && national.size() == 10)
            text = '(' + national.substr(0, 3) + ") " + national.substr(3, 3) + '-' + national.substr(6);
    }
    if (chance(2))
        text += (chance(50) ? " ext. " : " x") + randomDigits(3);
    if (chance(1))
        text = "n/a";
    if (chance(1))
        text += "\xc2\xa0";
    return {text, plan.id};
}

NumberGenerator::Text NumberGenerator::hostile()
{
    std::string text;
    for (std::size_t i = below(40); i > 0; --i)
        text += chance(60) ? char('0' + below(10)) : chance(50) ? char(0x20 + below(0x5f)) : char(below(256));
    return {text, chance(20) ? "ZZ" : anyRegion().id};
}

} // namespace muster
