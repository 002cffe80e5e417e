// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"

#include <functional>
#include <utility>

namespace muster::test {

/// The system's disk, on which another process does something at the worst moment.
class BusyDisk final : public DiskAccess
{
public:
    std::function<void(const QByteArray &path)> before, after; ///< A file is opened.
    std::function<void()> reading; ///< Something is read next. Once.

    int open(const QByteArray &path, int flags, mode_t mode) override
    {
        if (before)
            before(path);
        const int fd = DiskAccess::open(path, flags, mode);
        if (after)
            after(path);
        return fd;
    }
    ssize_t pread(int fd, char *data, size_t size, off_t offset) override
    {
        if (const auto once = std::exchange(reading, nullptr))
            once();
        return DiskAccess::pread(fd, data, size, offset);
    }
};

} // namespace muster::test
