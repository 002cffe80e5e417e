// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <cstdint>
#include <optional>

namespace muster {

/// Which contacts are removed next, and when it is time to look whether they are gone: after the first ten, then after
/// four times as many each (F116), so that a service that only pretends is found out early and a big purge is not
/// read over and over.
class PurgeQueue
{
public:
    static constexpr qsizetype firstRound = 10;
    static constexpr qsizetype growth = 4;

    /// What is still to be removed, as the last reading left it, and a new round of it.
    void beginRound(const QList<std::uint32_t> &units);
    /// nullopt: the round is over; a reading comes before the next.
    [[nodiscard]] std::optional<std::uint32_t> next();
    /// Back for this round: it did not leave. Not for what is in doubt.
    void putBack(std::uint32_t unit);
    [[nodiscard]] bool isRoundOver() const { return m_quota == 0 || m_next == m_units.size(); }
    [[nodiscard]] qsizetype waiting() const { return m_units.size() - m_next; } ///< In later rounds included.

private:
    QList<std::uint32_t> m_units;
    qsizetype m_next = 0;
    qsizetype m_quota = 0; ///< Left in this round.
    qsizetype m_roundSize = 0;
};

} // namespace muster
