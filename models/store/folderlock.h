// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"

namespace muster {

/// Says that this process is the one writer of a data folder (F97). A lock of the kernel's on the file `.lock`, not a
/// file with a process number: it ends with the process, however that ends, and no reused number can keep it. Released
/// by the destructor. Child processes do not inherit it.
class FolderLock
{
public:
    /// InUse ("folder_in_use", subject: the folder) when another process, or another object of this one, holds it.
    [[nodiscard]] static Result<FolderLock> acquire(const QString &folder);

private:
    explicit FolderLock(PosixFile file);
    PosixFile m_file;
};

} // namespace muster
