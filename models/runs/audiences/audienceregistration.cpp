// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audienceregistration.h"

#include "models/audiences/criteriadiff.h"
#include "models/store/appsettings.h"

#include <algorithm>
#include <cmath>

namespace muster {

namespace {

constexpr int highestJump = 10'000;

} // namespace

SizeLimits sizeLimits(const AppSettings &settings)
{
    const SizeLimits defaults;
    SizeLimits limits;
    limits.percent
        = std::clamp(settings.number(QStringLiteral("audiences/jump_percent"), defaults.percent), 0, highestJump);
    limits.people = std::max(settings.number(QStringLiteral("audiences/jump_people"), int(defaults.people)), 0);
    return limits;
}

bool isJump(qint64 size, qint64 reference, const SizeLimits &limits)
{
    // As doubles: sizes are what a server says, and may be any 64 bits.
    const double distance = std::abs(double(size) - double(reference));
    return distance >= double(limits.people) && distance * 100 > double(reference) * limits.percent;
}

bool sameAudience(const AudienceDefinition &left, const AudienceDefinition &right)
{
    const QList<AudiencePart> parts = differingParts(left, right);
    return parts.isEmpty() || parts == QList<AudiencePart>{AudiencePart::Recalculate};
}

} // namespace muster
