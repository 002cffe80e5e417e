// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"

#include <atomic>
#include <new>

namespace muster::test {

/// The real disk, until there is no memory to use it with (F109).
class ThrowingDisk : public DiskAccess
{
public:
    std::atomic<bool> throws = false;

    int open(const QByteArray &path, int flags, mode_t mode) override
    {
        refuse();
        return DiskAccess::open(path, flags, mode);
    }
    int remove(const QByteArray &path) override
    {
        refuse();
        return DiskAccess::remove(path);
    }

private:
    void refuse() const
    {
        if (throws)
            throw std::bad_alloc();
    }
};

} // namespace muster::test
