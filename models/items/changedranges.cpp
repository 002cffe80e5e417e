// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/changedranges.h"

#include <algorithm>
#include <vector>

namespace muster {
namespace {

constexpr qsizetype comparedLimit = 128; ///< The table of lengths is quadratic.

void add(QList<CharRange> &ranges, qsizetype at)
{
    if (!ranges.isEmpty() && ranges.last().start + ranges.last().length == at)
        ++ranges.last().length;
    else
        ranges << CharRange{int(at), 1};
}

QList<CharRange> whole(const QString &text)
{
    return text.isEmpty() ? QList<CharRange>() : QList<CharRange>{{0, int(text.size())}};
}

} // namespace

ChangedRanges ChangedRanges::between(const QString &before, const QString &after)
{
    if (before.size() > comparedLimit || after.size() > comparedLimit)
        return {whole(before), whole(after)};
    // longest[i][j]: of the common subsequence of what begins at i and j.
    const auto width = std::size_t(after.size()) + 1;
    std::vector<std::uint8_t> longest((std::size_t(before.size()) + 1) * width);
    const auto at
        = [&](qsizetype i, qsizetype j) -> std::uint8_t & { return longest[std::size_t(i) * width + std::size_t(j)]; };
    for (qsizetype i = before.size() - 1; i >= 0; --i) {
        for (qsizetype j = after.size() - 1; j >= 0; --j)
            at(i, j)
                = before[i] == after[j] ? std::uint8_t(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
    }
    ChangedRanges ranges;
    qsizetype i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        const bool isInBoth = i < before.size() && j < after.size();
        if (isInBoth && before[i] == after[j] && at(i, j) == at(i + 1, j + 1) + 1) {
            ++i;
            ++j;
        } else if (j < after.size() && (i == before.size() || at(i, j + 1) >= at(i + 1, j))) {
            add(ranges.added, j++);
        } else {
            add(ranges.removed, i++);
        }
    }
    return ranges;
}

} // namespace muster
