// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/contactfacts.h"
#include "models/rules/lists/sanitizationdirective.h"

#include <functional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace muster {

/// A list's columns as the search for duplicates needs them. Everything is of one snapshot; row numbers are places in
/// the spans.
struct DuplicateColumns
{
    std::span<const NumberCode> codes;
    std::span<const std::uint64_t> e164; ///< Packed; see NumberVerdict::e164.
    std::span<const ContactFacts> facts; ///< Damage; duplicate bits in it are not read.
    std::function<std::string_view(std::uint32_t row)> time; ///< Newest: the contact's RFC 3339 time.
    std::function<int(std::uint32_t row)> filledMembers; ///< MostComplete.
};

/// Contacts with the same E.164 number, and which of them survives.
struct DuplicateGroups
{
    /// Rows of all groups, group after group; within a group in the order of the list.
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> ends; ///< Of group g: from ends[g - 1] (0 for the first) to ends[g].
    std::vector<std::uint32_t> survivors; ///< A group: the row that survives, or `undecided`.
    static constexpr std::uint32_t undecided = 0xffffffffu;

    [[nodiscard]] std::size_t size() const { return ends.size(); }
    [[nodiscard]] std::span<const std::uint32_t> members(std::size_t group) const
    {
        const std::size_t begin = group == 0 ? 0 : ends[group - 1];
        return std::span(rows).subspan(begin, ends[group] - begin);
    }
    /// The role of every member, group by group: a survivor is Kept and the others Surplus, or all are Undecided.
    /// Rows that no group names have none.
    void forEachRole(const std::function<void(std::uint32_t row, DuplicateRole role)> &tell) const;
};

/// Only valid numbers can be duplicates. A number that a spreadsheet damaged never survives over one that is whole,
/// even when its reading is proven; a group of damaged ones alone is undecided. Equal by the rule: the first in the
/// list. Newest without a readable time in every member: undecided. Off: no groups. FlagOnly: as First. About 0.1 s a
/// million rows; for a worker. A stop leaves an empty result.
[[nodiscard]] DuplicateGroups findDuplicates(const DuplicateColumns &columns, SurvivorRule rule,
                                             const std::stop_token &stop = {});

} // namespace muster
