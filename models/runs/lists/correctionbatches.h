// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <cstdint>
#include <deque>
#include <optional>

namespace muster {

/// Cuts corrections into calls, and a refused call into halves until the bad record stands alone (F12, F17).
class CorrectionBatches
{
public:
    using Batch = QList<std::uint32_t>; ///< Units, in the plan's order.

    CorrectionBatches(const Batch &units, int perCall);

    [[nodiscard]] std::optional<Batch> next(); ///< nullopt: none is left.
    /// Both halves come next, the first one first. For a batch of two at least.
    void halve(const Batch &batch);
    [[nodiscard]] qsizetype left() const { return qsizetype(m_batches.size()); } ///< Calls, if none is refused.

private:
    std::deque<Batch> m_batches;
};

} // namespace muster
