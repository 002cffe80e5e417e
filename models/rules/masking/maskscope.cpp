// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskscope.h"

#include "models/rules/masking/birthdates.h"
#include "models/rules/masking/masklocator.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/spokenaddresses.h"

#include <algorithm>

namespace muster {

MaskScope MaskScope::of(const MaskPolicy &policy)
{
    MaskScope scope;
    scope.spoken = policy.spokenForms;
    scope.context = policy.context;
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
    for (const QString &region : policy.regions) {
        const RegionIndex index = scope.numbers->regions().indexOf(region.toUpper().toStdString());
        if (index == 0)
            continue;
        // Regions of one calling code share their plan: asking twice would change nothing.
        const NumberTables *tables = scope.numbers->tables();
        const auto code = [&](RegionIndex one) {
            const RegionRules *rules = tables != nullptr ? tables->region(one) : nullptr;
            return rules != nullptr ? rules->callingCode : -int(one);
        };
        if (std::ranges::none_of(scope.regions, [&](RegionIndex one) { return code(one) == code(index); }))
            scope.regions.push_back(index);
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
    if (spoken) {
        for (const std::string &word : numberWordExpressions())
            patterns.push_back({MaskMark::NumberWord, word});
        patterns.push_back({MaskMark::SpokenDot, spokenDotExpression()});
    }
    return patterns;
}

} // namespace muster
