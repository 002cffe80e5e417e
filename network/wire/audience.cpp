// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/audience.h"

#include "network/wire/keytable.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr KeyTable<AudienceSource, 3> sourceKeys = {{
    {AudienceSource::Customer360, QLatin1String("customer_360")},
    {AudienceSource::InteractionHistory, QLatin1String("interaction_history")},
    {AudienceSource::CrmSync, QLatin1String("crm_sync")},
}};
constexpr KeyTable<EvaluationStatus, 4> statusKeys = {{
    {EvaluationStatus::Pending, QLatin1String("pending")},
    {EvaluationStatus::Recalculating, QLatin1String("recalculating")},
    {EvaluationStatus::Completed, QLatin1String("completed")},
    {EvaluationStatus::Failed, QLatin1String("failed")},
}};

bool isHexDigit(QChar character)
{
    const char16_t unit = character.unicode();
    return (unit >= u'0' && unit <= u'9') || (unit >= u'a' && unit <= u'f') || (unit >= u'A' && unit <= u'F');
}

} // namespace

QString audienceSourceKey(AudienceSource source)
{
    return keyOf(sourceKeys, source);
}

std::optional<AudienceSource> audienceSource(QStringView key)
{
    return valueOf(sourceKeys, key);
}

EvaluationStatus evaluationStatus(QStringView word)
{
    return valueOf(statusKeys, word).value_or(EvaluationStatus::Other);
}

bool isUuid(QStringView text)
{
    constexpr std::array<qsizetype, 4> hyphens = {8, 13, 18, 23};
    if (text.size() != 36)
        return false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool hyphen = std::ranges::find(hyphens, at) != hyphens.end();
        if (hyphen ? text[at] != u'-' : !isHexDigit(text[at]))
            return false;
    }
    return true;
}

} // namespace muster
