// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "tests/support/samples.h"

/// Audiences for window and model tests: small, believable, the same each time.
namespace muster::test {

inline AudienceSummary sampleAudience(int number, const char *name, AudienceSource source, EvaluationStatus status,
                                      std::optional<qint64> size, int ageMinutes, qint64 version)
{
    AudienceSummary audience;
    audience.id = QStringLiteral("6e1d0c52-3b7f-4a09-9c51-00000000000%1").arg(number);
    audience.name = QString::fromUtf8(name);
    audience.source = source;
    audience.sourceWord = audienceSourceKey(source);
    audience.version = version;
    audience.evaluation.size = size;
    audience.evaluation.status = status;
    if (ageMinutes >= 0)
        audience.evaluation.lastEvaluated = sampleNow.addSecs(-60 * ageMinutes);
    return audience;
}

inline QList<AudienceSummary> sampleAudiences()
{
    using S = AudienceSource;
    using E = EvaluationStatus;
    QList<AudienceSummary> audiences{
        sampleAudience(1, "Growing technology customers", S::Customer360, E::Completed, 12480, 12, 3),
        sampleAudience(2, "Called twice this quarter", S::InteractionHistory, E::Recalculating, 3120, 125, 7),
        sampleAudience(3, "Contracts that end soon", S::CrmSync, E::Failed, 912, 3 * 24 * 60, 2),
        sampleAudience(4, "Spring visitors, not yet called", S::Customer360, E::Pending, std::nullopt, -1, 1),
    };
    audiences[2].evaluation.error = QStringLiteral("unknown field \"contract_end_date\"");
    return audiences;
}

} // namespace muster::test
