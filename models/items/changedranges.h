// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace muster {

/// Characters `start` to `start + length - 1` of a cell's display text, in UTF-16 units.
struct CharRange
{
    int start = 0, length = 0;
    bool operator==(const CharRange &) const = default;
};

/// What a rewriting takes away from `before` and what it adds in `after`; ascending, not touching one another. The
/// characters in no range are the same in both, in order (a longest common subsequence). Above 128 characters: all.
struct ChangedRanges
{
    QList<CharRange> removed; ///< In `before`.
    QList<CharRange> added; ///< In `after`.
    [[nodiscard]] static ChangedRanges between(const QString &before, const QString &after);
};

} // namespace muster
