// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace muster {

/// What SQLite would take of a write-ahead log (sqlite.org/fileformat2.html#walformat), and what it would leave behind
/// without a word.
struct WalState
{
    qint64 wholeBytes = 0; ///< Up to the end of the last transaction that is there in whole.
    /// Of a transaction behind it that a crash cut short: nobody was told that it was on the disk.
    qint64 tornBytes = 0;
    /// Something is wrong before a transaction that was on the disk: what was promised would be lost (F99).
    bool isDamaged = false;
};

/// Of a log that nobody writes meanwhile. Each transaction is synced before the next one begins, so only the last one
/// can be torn.
[[nodiscard]] WalState examineWal(QByteArrayView log);

} // namespace muster
