// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace muster {

/// What the journal keeps of an apply run beside its order; the truth about units is in the unit log.
struct ApplyProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Units that nothing more will be done for; for showing.
    /// The breaker opened: nothing is sent, also after a resume, until a person has re-armed it (F21).
    bool halted = false;
    /// Corrections were in doubt when the purge could have begun: it waits until a person has looked (F23).
    bool locked = false;
    bool reviewed = false; ///< A person has, and said that it may go on.
    QString backupFile; ///< Whole and synced; empty: not yet (F114).
    QString backupDigest;
    bool operator==(const ApplyProgress &) const = default;

    [[nodiscard]] bool isLocked() const { return locked && !reviewed; }
    [[nodiscard]] bool waitsForAPerson() const { return halted || isLocked(); }

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start, but halted: a doubt never lets anything out.
    [[nodiscard]] static ApplyProgress parse(const QByteArray &json);
};

} // namespace muster
