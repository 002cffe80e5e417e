// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/transcriptresult.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace muster {

/// What is known of every interaction of a run. Expected ones stand in the order of the request; what the service adds
/// comes behind them. GUI thread.
class TranscriptLedger
{
public:
    /// Adds to what is expected; those that are known already stay as they are.
    void expect(const QStringList &ids);
    /// The newest word on an interaction counts.
    void add(const TranscriptResult &result);
    /// Expected, and still to be had: neither written nor held nor left out.
    [[nodiscard]] QStringList open() const;
    [[nodiscard]] qint64 openCount() const { return m_order.size() - m_settled; }
    [[nodiscard]] bool isOpen(const QString &id) const;
    [[nodiscard]] bool expects(const QString &id) const { return m_expected.contains(id); }
    [[nodiscard]] const QStringList &expected() const { return m_order; }
    [[nodiscard]] qint64 count(TranscriptFate fate) const { return m_fates[std::size_t(fate)]; }
    [[nodiscard]] QStringList idsOf(TranscriptFate fate) const; ///< In the order of results().
    [[nodiscard]] QList<TranscriptResult> results() const;
    [[nodiscard]] const TranscriptResult *find(const QString &id) const;
    /// Findings over all that is written.
    [[nodiscard]] const std::array<std::uint64_t, entityCount> &counts() const { return m_found; }

private:
    /// Takes a result into the sums, or with -1 out of them.
    void tally(const TranscriptResult &result, int sign);

    QStringList m_order; ///< Expected.
    QSet<QString> m_expected;
    QStringList m_others; ///< With a result but not expected, in the order of arrival.
    QHash<QString, TranscriptResult> m_results;
    // Asked for with every metric; adding them up then would cost the square of the results.
    std::array<qint64, transcriptFateCount> m_fates{};
    std::array<std::uint64_t, entityCount> m_found{};
    qint64 m_settled = 0; ///< Expected, and not open.
};

} // namespace muster
