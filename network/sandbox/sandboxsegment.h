// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"

#include <QDateTime>
#include <QList>
#include <chrono>

namespace muster {

/// An audience segment of the sandbox: which contacts are in it, in which order (that of the contacts), and how it
/// presents itself. Immutable; size and position are found without looking at the contacts.
struct SandboxSegment
{
    QString id; ///< Bare uuid, the same at every start.
    QString name;
    QString status; ///< "Active" or "Inactive".
    int block = 1; ///< See SandboxData::place().
    int from = 0; ///< Members are the contacts whose place is in [from, to).
    int to = 1;
    quint64 salt = 0;
    std::chrono::seconds age{0}; ///< Of the last evaluation on the day of the start; else the shift of its hours.
    bool reevaluated = true; ///< Evaluated anew every 12 h; otherwise it just gets older.

    [[nodiscard]] qint64 size(const SandboxData &data) const;
    /// The contact at `ordinal`, which must be in [0, size).
    [[nodiscard]] qint64 contactAt(const SandboxData &data, qint64 ordinal) const;
    [[nodiscard]] QDateTime lastUpdated(const QDateTime &started, const QDateTime &now) const;
};

/// All segments of the sandbox: everyone, two fresh selections, a stale one, an inactive one and an empty one.
[[nodiscard]] const QList<SandboxSegment> &sandboxSegments();
/// nullptr when there is none of that id.
[[nodiscard]] const SandboxSegment *sandboxSegment(QStringView id);

} // namespace muster
