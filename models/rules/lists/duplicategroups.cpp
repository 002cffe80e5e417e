// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/duplicategroups.h"

#include <QDateTime>
#include <algorithm>
#include <optional>

namespace muster {

namespace {

constexpr std::size_t stopInterval = 65'536; // rows between looks at the token

struct Entry
{
    std::uint64_t e164;
    std::uint32_t row;
    bool operator<(const Entry &other) const { return e164 != other.e164 ? e164 < other.e164 : row < other.row; }
};

/// A number that may not be the one that was meant must not cost another contact its place.
bool maySurvive(const DuplicateColumns &columns, std::uint32_t row)
{
    return !isDoubtful(columns.facts[row]);
}

/// Milliseconds since 1970; nullopt unless it is RFC 3339 with a zone: local times of unknown places do not compare.
std::optional<qint64> readTime(std::string_view text)
{
    constexpr std::size_t shortest = 20, longest = 40; // 2026-01-02T03:04:05Z
    if (text.size() < shortest || text.size() > longest)
        return std::nullopt;
    const bool zoned
        = text.back() == 'Z' || text.back() == 'z' || text[text.size() - 6] == '+' || text[text.size() - 6] == '-';
    const QDateTime time
        = QDateTime::fromString(QString::fromLatin1(text.data(), qsizetype(text.size())), Qt::ISODateWithMs);
    return zoned && time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

/// What the rule compares; more is better. nullopt: cannot be compared.
std::optional<qint64> rank(const DuplicateColumns &columns, SurvivorRule rule, std::uint32_t row)
{
    switch (rule) {
    case SurvivorRule::Newest:
        return columns.time ? readTime(columns.time(row)) : std::nullopt;
    case SurvivorRule::MostComplete:
        return columns.filledMembers ? std::optional<qint64>(columns.filledMembers(row)) : std::nullopt;
    case SurvivorRule::Off:
    case SurvivorRule::First:
    case SurvivorRule::FlagOnly:
        break;
    }
    return 0; // all equal: the first
}

std::uint32_t survivor(const DuplicateColumns &columns, SurvivorRule rule, std::span<const std::uint32_t> members)
{
    std::uint32_t best = DuplicateGroups::undecided;
    qint64 bestRank = 0;
    for (const std::uint32_t row : members) {
        if (!maySurvive(columns, row))
            continue;
        const auto own = rank(columns, rule, row);
        if (!own)
            return DuplicateGroups::undecided;
        if (best == DuplicateGroups::undecided || *own > bestRank) {
            best = row;
            bestRank = *own;
        }
    }
    return best;
}

} // namespace

void DuplicateGroups::forEachRole(const std::function<void(std::uint32_t row, DuplicateRole role)> &tell) const
{
    for (std::size_t group = 0; group < size(); ++group) {
        for (const std::uint32_t row : members(group)) {
            tell(row,
                 survivors[group] == undecided ? DuplicateRole::Undecided
                     : survivors[group] == row ? DuplicateRole::Kept
                                               : DuplicateRole::Surplus);
        }
    }
}

DuplicateGroups findDuplicates(const DuplicateColumns &columns, SurvivorRule rule, const std::stop_token &stop)
{
    DuplicateGroups groups;
    if (rule == SurvivorRule::Off)
        return groups;
    std::vector<Entry> entries;
    entries.reserve(columns.codes.size());
    for (std::size_t row = 0; row < columns.codes.size(); ++row) {
        if (typeOf(columns.codes[row]) < NumberType::Unknown && columns.e164[row] != 0)
            entries.push_back({columns.e164[row], std::uint32_t(row)});
    }
    if (stop.stop_requested())
        return {};
    std::sort(entries.begin(), entries.end());
    for (std::size_t first = 0; first < entries.size();) {
        if (first % stopInterval == 0 && stop.stop_requested())
            return {};
        std::size_t end = first + 1;
        while (end < entries.size() && entries[end].e164 == entries[first].e164)
            ++end;
        if (end - first > 1) {
            for (std::size_t at = first; at < end; ++at)
                groups.rows.push_back(entries[at].row);
            groups.ends.push_back(std::uint32_t(groups.rows.size()));
            groups.survivors.push_back(survivor(columns, rule, groups.members(groups.ends.size() - 1)));
        }
        first = end;
    }
    return groups;
}

} // namespace muster
