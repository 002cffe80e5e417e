// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listverdict.h"
#include "models/rules/numbers/numberverdict.h"

#include <QMetaType>
#include <QStringList>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace muster {

class VerdictMoves;

/// Only contacts whose verdict another directive would change.
struct MoveFilter
{
    std::shared_ptr<const VerdictMoves> moves; ///< Null: no such filter.
    std::optional<std::pair<ListVerdict, ListVerdict>> fromTo; ///< nullopt: whatever the change is.
    bool operator==(const MoveFilter &) const = default; ///< The same comparison, not an equal one.
};

/// What is shown: values of one facet are alternatives, facets and search restrict each other. Empty: everything.
struct ContactFilter
{
    std::vector<ListVerdict> verdicts;
    std::vector<ListReason> reasons;
    QStringList regions;
    std::vector<NumberType> lineTypes;
    std::vector<KnowledgeSource> sources;
    bool invertVerdicts = false, invertReasons = false, invertRegions = false, invertLineTypes = false,
         invertSources = false;
    bool onlyChanges = false; ///< Fix and purge.
    MoveFilter moved; ///< Of a comparison, which does not follow later changes.
    QString search; ///< Part of id, number, E.164 or a member; letter case is ignored.
    [[nodiscard]] bool isEmpty() const;
    /// Stable, for PlanHeader::scope; "all" when empty. Says that there was a search, not for what (S07).
    [[nodiscard]] QString key() const;
    bool operator==(const ContactFilter &) const = default;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::ContactFilter)
