// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditioncache.h"

#include <QMetaType>
#include <array>
#include <optional>

namespace muster {

/// A contact that is surely out, and how many conditions would have to turn out differently to let it in.
struct NearMiss
{
    std::uint32_t row = 0;
    int changes = 1;
    bool operator==(const NearMiss &) const = default;
};

/// Some of those that match and of those that nearly do: the same ones for the same contacts and criteria, spread
/// evenly over all there are, in the order of the contacts.
struct AudienceSamples
{
    static constexpr int farthest = 3; ///< Conditions; who misses by more is not near.

    QList<std::uint32_t> matching;
    QList<NearMiss> nearMisses; ///< Those that miss by one condition first, then by two, then by three.
    std::array<qint64, farthest> missedBy{}; ///< All contacts that are surely out and miss by one, two, three.
    bool operator==(const AudienceSamples &) const = default;
};

/// At most `wanted` of each kind. What is not known counts as a condition that does not hold, but a contact that may be
/// in misses nothing. Nothing after a stop. For a worker, some milliseconds a million contacts.
[[nodiscard]] std::optional<AudienceSamples> sampleAudience(ConditionCache &cache, const CriteriaQuestion &question,
                                                            int wanted, const std::stop_token &stop);

} // namespace muster

Q_DECLARE_METATYPE(muster::AudienceSamples)
