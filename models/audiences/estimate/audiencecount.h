// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditionbits.h"
#include "models/audiences/estimate/criteriaoutline.h"

#include <algorithm>
#include <optional>

namespace muster {

/// How many contacts match: at least `lower`, those that surely do; at most `upper`, with those of which it is not
/// known. Only `lower` may be called a match.
struct CountBounds
{
    qint64 lower = 0, upper = 0;
    [[nodiscard]] bool isExact() const { return lower == upper; }
    bool operator==(const CountBounds &) const = default;
};

/// What one node does to the contacts at hand.
struct NodeCount
{
    CriteriaPath path;
    CountBounds matched; ///< It alone, whatever is around it, muted or not. All or none of it known: 0 to all.
    /// In a group of all: those that match it and every member before it. In one of any: those that match it or a
    /// member before it. Of what does not take part: nothing.
    std::optional<CountBounds> soFar;
    /// Matched by the whole if this muted node were not muted. Only of a muted one in groups that are not muted.
    std::optional<CountBounds> unmuted;
    bool takesPart = true; ///< False: muted, in a muted group, or a group that says nothing.
    bool isFieldMissing = false; ///< Of a condition: the contacts at hand have no such field.
    bool operator==(const NodeCount &) const = default;
};

struct AudienceCount
{
    qint64 contacts = 0; ///< At hand.
    /// Criteria that say nothing (no condition, or all muted) are not known of anybody: 0 to all.
    CountBounds matched;
    QList<NodeCount> nodes; ///< As CriteriaOutline::nodes.

    /// No condition takes part: nothing was counted, whatever fields there are.
    [[nodiscard]] bool saysNothing() const
    {
        return std::none_of(nodes.cbegin(), nodes.cend(), [](const NodeCount &node) { return node.takesPart; });
    }
    /// 0 to 1, of `lower` and `upper`; nothing without contacts.
    [[nodiscard]] std::optional<double> lowerShare() const { return share(matched.lower); }
    [[nodiscard]] std::optional<double> upperShare() const { return share(matched.upper); }
    bool operator==(const AudienceCount &) const = default;

private:
    [[nodiscard]] std::optional<double> share(qint64 count) const
    {
        return contacts == 0 ? std::nullopt : std::optional(double(count) / double(contacts));
    }
};

/// Counts whom criteria match among the cache's contacts, every node on its own and the whole. A million contacts and
/// ten conditions: some milliseconds, and far less after an edit. Nothing after a stop. For a worker.
[[nodiscard]] std::optional<AudienceCount> countAudience(ConditionCache &cache, const CriteriaQuestion &question,
                                                         const std::stop_token &stop);

} // namespace muster
