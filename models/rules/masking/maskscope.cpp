// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskscope.h"

#include "models/rules/masking/addresswords.h"
#include "models/rules/masking/networknames.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/particulars.h"
#include "models/rules/masking/personalwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>

namespace muster {

MaskScope MaskScope::of(const MaskPolicy &policy)
{
    MaskScope scope{.spoken = policy.spokenForms, .context = policy.context};
    bool more = policy.spokenForms || policy.context || !policy.regions.isEmpty();
    for (const Entity entity : allEntities) {
        const bool wanted = entity == Entity::Own || policy.rule(entity).action != MaskAction::Keep;
        scope.wanted[static_cast<std::size_t>(entity)] = wanted;
        const bool contracts = entity == Entity::Email || entity == Entity::Phone || entity == Entity::Ssn;
        more = more || (wanted && !contracts && entity != Entity::Own);
    }
    scope.contractOnly = !more;
    if (scope.contractOnly)
        return scope;
    scope.numbers = &NumberEngine::shared();
    if (scope.wants(Entity::PersonName) || scope.wants(Entity::Address))
        (void)PersonalWords::shared(); // now, on the worker that makes the engine
    // Regions of one calling code share their plan: asking twice would change nothing.
    const NumberTables *tables = scope.numbers->tables();
    const auto code = [tables](RegionIndex one) {
        const RegionRules *rules = tables != nullptr ? tables->region(one) : nullptr;
        return rules != nullptr ? rules->callingCode : -int(one);
    };
    const auto hasCode = [&](const std::vector<RegionIndex> &list, RegionIndex index) {
        return std::ranges::any_of(list, [&](RegionIndex one) { return code(one) == code(index); });
    };
    for (const QString &region : policy.regions) {
        const RegionIndex index = scope.numbers->regions().indexOf(region.toUpper().toStdString());
        if (index != 0 && !hasCode(scope.regions, index))
            scope.regions.push_back(index);
    }
    // Where English, German, Spanish, French, Portuguese, Italian and Dutch are spoken, and neighbours.
    for (const char *region : {"US", "GB", "IE", "AU", "NZ", "DE", "AT", "CH", "FR", "BE", "LU", "NL",
                               "IT", "ES", "PT", "BR", "MX", "AR", "CL", "CO", "PE", "SE", "DK", "PL"}) {
        const RegionIndex index = scope.numbers->regions().indexOf(region);
        if (policy.context && index != 0 && !hasCode(scope.regions, index) && !hasCode(scope.foreign, index))
            scope.foreign.push_back(index);
    }
    static constexpr std::array<std::string_view, spokenLanguageCount> countries
        = {"US GB IE AU NZ", "DE AT CH", "FR BE CH LU", "ES MX AR CO CL PE", "PT BR", "IT CH", "NL BE"};
    for (std::size_t language = 0; policy.context && language < countries.size(); ++language) {
        for (std::string_view rest = countries[language]; rest.size() >= 2;
             rest.remove_prefix(rest.size() > 2 ? 3 : 2)) {
            if (const RegionIndex index = scope.numbers->regions().indexOf(rest.substr(0, 2)); index != 0)
                scope.spokenIn[language].push_back(index);
        }
    }
    return scope;
}

std::vector<LocatorPattern> MaskScope::patterns() const
{
    if (contractOnly)
        return {{MaskMark::At, "@"},
                {MaskMark::DigitGroup, "[0-9]{3}[-.]?[0-9]{3}[-.]?[0-9]{4}"},
                {MaskMark::DigitGroup, "[0-9]{3}-[0-9]{2}-[0-9]{4}"}};
    std::vector<LocatorPattern> patterns = {{MaskMark::At, "@"}, {MaskMark::DigitGroup, "[0-9][^0-9]"}};
    if (wants(Entity::IpAddress))
        patterns.push_back({MaskMark::Colons, ":[0-9a-f]{0,4}:"});
    if (wants(Entity::BirthDate)) {
        for (const std::string &word : birthWordExpressions())
            patterns.push_back({MaskMark::BirthWord, word});
    }
    if (context && wants(Entity::PaymentCard)) {
        for (const std::string &word : cardCheckExpressions())
            patterns.push_back({MaskMark::CardCheckWord, word});
    }
    if (spoken) {
        for (const std::string &word : numberWordExpressions())
            patterns.push_back({MaskMark::NumberWord, word});
        for (const std::string &end : spokenDomainExpressions())
            patterns.push_back({MaskMark::SpokenDot, end});
    }
    return patterns;
}

namespace {

constexpr std::size_t widestTie = 12; // bytes of a UUID's groups

bool isTie(char byte)
{
    return byte == '-' || byte == '_' || byte == '/';
}

bool isWordPart(char byte)
{
    return isAsciiAlnum(byte) || isWide(byte);
}

} // namespace

void findDigitGroups(std::string_view text, const std::vector<std::uint32_t> &marks, std::vector<DigitGroup> &groups)
{
    groups.clear();
    std::uint32_t done = 0;
    for (const std::uint32_t mark : marks) {
        const std::uint32_t end = mark - 1;
        std::uint32_t begin = end;
        while (begin > done && isAsciiDigit(text[begin - 1]))
            --begin;
        groups.push_back({begin, end});
        done = end;
    }
}

bool joinsDigits(std::string_view text, const DigitGroup &first, const DigitGroup &next)
{
    if (next.begin - first.end > 3)
        return false;
    for (std::uint32_t at = first.end; at < next.begin; ++at) {
        const char byte = text[at];
        if (byte != ' ' && byte != '-' && byte != '.' && byte != '/' && byte != '(' && byte != ')')
            return false;
        if (byte == '.' && text[at + 1] == ' ')
            return false; // the end of a sentence
    }
    return true;
}

std::string digitsOf(std::string_view text, DigitRun groups)
{
    std::string digits;
    for (const DigitGroup &group : groups)
        digits += text.substr(group.begin, group.size());
    return digits;
}

std::size_t countDigits(DigitRun groups)
{
    std::size_t count = 0;
    for (const DigitGroup &group : groups)
        count += group.size();
    return count;
}

bool isTiedBefore(std::string_view text, std::size_t begin)
{
    if (begin == 0)
        return false;
    const char before = text[begin - 1];
    if (isWordPart(before) || before == '_')
        return true;
    if (!isTie(before))
        return false;
    const std::size_t stop = begin > widestTie + 1 ? begin - widestTie - 1 : 0;
    for (std::size_t at = begin - 1; at > stop && (isWordPart(text[at - 1]) || isTie(text[at - 1])); --at) {
        if (isAsciiLetter(text[at - 1]) || isWide(text[at - 1]))
            return true;
    }
    return false;
}

bool isTiedBehind(std::string_view text, std::size_t end)
{
    if (end >= text.size())
        return false;
    if (isWordPart(text[end]) || text[end] == '_')
        return true;
    if (!isTie(text[end]))
        return false;
    const std::size_t stop = std::min(text.size(), end + widestTie + 1);
    for (std::size_t at = end + 1; at < stop && (isWordPart(text[at]) || isTie(text[at])); ++at) {
        if (isAsciiLetter(text[at]) || isWide(text[at]))
            return true;
    }
    return false;
}

} // namespace muster
