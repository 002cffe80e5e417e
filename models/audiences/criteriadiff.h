// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "network/wire/audience.h"
#include "network/wire/keytable.h"

namespace muster {

/// One difference between two trees.
struct CriteriaChange
{
    enum class Kind {
        Removed, ///< With all that was in it, but for what moved out of it.
        Added, ///< With all that is in it, but for what moved into it.
        Moved, ///< Into another group, or past others in its own.
        Changed, ///< The condition, or how the group joins.
    };
    Kind kind = Kind::Changed;
    CriteriaNodeId before = noCriteriaNode; ///< In the older tree; none: added.
    CriteriaNodeId after = noCriteriaNode; ///< In the newer tree; none: removed.
    bool operator==(const CriteriaChange &) const = default;
};

/// What is different, in the reading order of the newer tree, what was removed at the end of the group it was in (or,
/// when that went, too, at the end of all). A part that was moved and changed is there twice. Empty when both say the
/// same in the same order. Muted nodes are like any other: give trees of what is sent to compare that.
[[nodiscard]] QList<CriteriaChange> criteriaChanges(const CriteriaTree &before, const CriteriaTree &after);

/// The parts of a definition besides its criteria.
enum class AudiencePart { Name, Description, Criteria, Exclusions, Source, Recalculate };
inline constexpr std::array allAudienceParts{AudiencePart::Name,     AudiencePart::Description,
                                             AudiencePart::Criteria, AudiencePart::Exclusions,
                                             AudiencePart::Source,   AudiencePart::Recalculate};

template <>
inline constexpr KeyTable<AudiencePart, 6> keyTable<AudiencePart>{
    {{AudiencePart::Name, QLatin1String("name")},
     {AudiencePart::Description, QLatin1String("description")},
     {AudiencePart::Criteria, QLatin1String("criteria")},
     {AudiencePart::Exclusions, QLatin1String("exclusions")},
     {AudiencePart::Source, QLatin1String("data_source")},
     {AudiencePart::Recalculate, QLatin1String("recalculate_on_update")}}};

/// Parts that are not the same. Exclusions are a set: their order does not matter.
[[nodiscard]] QList<AudiencePart> differingParts(const AudienceDefinition &before, const AudienceDefinition &after);

/// How a part stands between the version that a draft began with, the draft, and the version that the server has now.
struct AudiencePartState
{
    enum class State {
        Unchanged, ///< The same in all three.
        Mine, ///< Only the draft changed it.
        Theirs, ///< Only the server's changed.
        Both, ///< Both changed it, to the same.
        Conflict, ///< Both changed it, each otherwise: a person must choose.
    };
    AudiencePart part = AudiencePart::Name;
    State state = State::Unchanged;
    bool operator==(const AudiencePartState &) const = default;
};

/// One state for each part, in the order of allAudienceParts.
[[nodiscard]] QList<AudiencePartState> compareThree(const AudienceDefinition &base, const AudienceDefinition &mine,
                                                    const AudienceDefinition &theirs);
/// Mine where only mine changed, theirs where only theirs did; of parts in conflict theirs for those in `takeTheirs`,
/// else mine. Criteria go as a whole: half of one person's and half of another's is nobody's audience.
[[nodiscard]] AudienceDefinition mergedDefinition(const AudienceDefinition &base, const AudienceDefinition &mine,
                                                  const AudienceDefinition &theirs,
                                                  const QList<AudiencePart> &takeTheirs);

} // namespace muster
