// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace muster::test {

/// A disk that fails on demand for code that calls the C library itself, as SQLite does: this object file defines
/// pwrite, fsync and the like, which the dynamic linker prefers to the library's (link the test with ENABLE_EXPORTS).
/// Process-wide; only regular files are affected, and nothing until asked for.
class InterposedDisk
{
public:
    /// Of files whose path contains `part`; empty: of all.
    static void failWrites(int errnoValue, const QByteArray &part = {});
    static void failSyncs(int errnoValue, const QByteArray &part = {});
    static void heal();
    [[nodiscard]] static int failures(); ///< Calls that failed since the last heal().
    [[nodiscard]] static int syncs(); ///< fsync and fdatasync so far.
    [[nodiscard]] static int syncsHere(); ///< Those of the calling thread.
};

} // namespace muster::test
