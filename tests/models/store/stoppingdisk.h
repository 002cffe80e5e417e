// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"

#include <cerrno>

namespace muster::test {

/// A disk that is there for some calls, and from then on does nothing: what a kill before that call leaves. The call
/// itself may still have written half of its bytes.
class StoppingDisk final : public DiskAccess
{
public:
    explicit StoppingDisk(bool tears)
        : m_tears(tears)
    {
    }
    void stopAfter(int calls) { m_left = calls; }
    [[nodiscard]] bool hasStopped() const { return m_left == 0; }

    int open(const QByteArray &path, int flags, mode_t mode) override
    {
        return goesOn() ? DiskAccess::open(path, flags, mode) : stopped();
    }
    ssize_t pwrite(int fd, const char *data, size_t size, off_t offset) override
    {
        const bool isLast = m_left == 0 && !m_isOver;
        if (goesOn())
            return DiskAccess::pwrite(fd, data, size, offset);
        if (isLast && m_tears)
            (void)DiskAccess::pwrite(fd, data, size / 2, offset);
        return stopped();
    }
    int truncate(int fd, off_t size) override { return goesOn() ? DiskAccess::truncate(fd, size) : stopped(); }
    int sync(int fd) override { return goesOn() ? DiskAccess::sync(fd) : stopped(); }
    int syncData(int fd) override { return goesOn() ? DiskAccess::syncData(fd) : stopped(); }
    int rename(const QByteArray &from, const QByteArray &to) override
    {
        return goesOn() ? DiskAccess::rename(from, to) : stopped();
    }
    int renameToNew(const QByteArray &from, const QByteArray &to) override
    {
        return goesOn() ? DiskAccess::renameToNew(from, to) : stopped();
    }
    int remove(const QByteArray &path) override { return goesOn() ? DiskAccess::remove(path) : stopped(); }

private:
    bool goesOn()
    {
        if (m_left > 0)
            --m_left;
        else if (m_left == 0)
            m_isOver = true;
        return !m_isOver;
    }
    static int stopped()
    {
        errno = EIO;
        return -1;
    }

    const bool m_tears;
    int m_left = -1; ///< -1: never.
    bool m_isOver = false;
};

} // namespace muster::test
