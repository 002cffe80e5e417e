// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listverdict.h"

#include <QList>
#include <QPair>
#include <optional>
#include <stop_token>

namespace muster {

struct ContactFilter;
struct JudgedContacts;
struct OverrideTally;

/// Counts of the whole list by each facet; what the facets pane, the charts and the report show.
struct ListSummary
{
    qint64 contacts = 0;
    std::array<qint64, listVerdictCount> verdicts{};
    std::array<qint64, listReasonCount> reasons{};
    QList<QPair<QString, qint64>> regions; ///< ISO code ("" for none) and count, most first.
    std::array<qint64, 12> lineTypes{}; ///< By NumberType.
    std::array<qint64, 3> sources{}; ///< By KnowledgeSource.
    qint64 uncertainLines = 0; ///< Fixed or mobile by plan, VoIP not excluded.
    qint64 overridden = 0;
    bool operator==(const ListSummary &) const = default;
};

/// Counted by class of contacts, so in microseconds for a list of any size. `tally`: of the list's answers and
/// overrides; may be null where nobody decided anything.
[[nodiscard]] ListSummary summarise(const JudgedContacts &list, const OverrideTally *tally);

/// `whole`, the summary of the list, with each facet counted only of the contacts that the rest of the filter lets
/// through: what a choice of that value would show. As quick as summarise() where the filter has neither a search nor a
/// comparison; else row by row and for a worker. nullopt when stopped.
[[nodiscard]] std::optional<ListSummary> countFacets(const ListSummary &whole, const JudgedContacts &list,
                                                     const OverrideTally *tally, const ContactFilter &filter,
                                                     const std::stop_token &stop = {});

} // namespace muster
