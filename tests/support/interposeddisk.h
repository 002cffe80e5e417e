// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster::test {

/// A disk that fails on demand for code that calls the C library itself, as SQLite does: this object file defines
/// pwrite, fsync and the like, which the dynamic linker prefers to the library's (link the test with ENABLE_EXPORTS).
/// Process-wide; only regular files are affected, and nothing until asked for.
class InterposedDisk
{
public:
    static void failWrites(int errnoValue);
    static void failSyncs(int errnoValue);
    static void heal();
    [[nodiscard]] static int syncs(); ///< fsync and fdatasync so far.
};

} // namespace muster::test
