// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/interposeddisk.h"

#include <QMutex>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

std::atomic<int> writeFailure = 0;
std::atomic<int> syncFailure = 0;
std::atomic<int> syncCount = 0;
thread_local int syncCountHere = 0;
std::atomic<int> failureCount = 0;
QMutex partMutex;
QByteArray failingPart; // guarded by it

bool isConcerned(int fd)
{
    const QMutexLocker lock(&partMutex);
    if (failingPart.isEmpty())
        return true;
    std::array<char, 32> link{};
    (void)std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", fd);
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink(link.data(), path.data(), path.size());
    return length > 0 && QByteArrayView(path.data(), length).contains(failingPart);
}

bool fails(int why, int fd)
{
    if (why == 0 || !isConcerned(fd))
        return false;
    ++failureCount;
    errno = why;
    return true;
}

void setPart(const QByteArray &part)
{
    const QMutexLocker lock(&partMutex);
    failingPart = part;
}

ssize_t interposedWrite(int fd, const void *data, size_t size, off_t offset)
{
    if (fails(writeFailure, fd))
        return -1;
    return ::syscall(SYS_pwrite64, fd, data, size, offset);
}

int interposedSync(long call, int fd)
{
    ++syncCount;
    ++syncCountHere;
    if (fails(syncFailure, fd))
        return -1;
    return int(::syscall(call, fd));
}

} // namespace

extern "C" {
__attribute__((visibility("default"))) ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
    return interposedWrite(fd, data, size, offset);
}
__attribute__((visibility("default"))) ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset)
{
    return interposedWrite(fd, data, size, offset);
}
__attribute__((visibility("default"))) int fsync(int fd)
{
    return interposedSync(SYS_fsync, fd);
}
__attribute__((visibility("default"))) int fdatasync(int fd)
{
    return interposedSync(SYS_fdatasync, fd);
}
}

namespace muster::test {

void InterposedDisk::failWrites(int errnoValue, const QByteArray &part)
{
    setPart(part);
    writeFailure = errnoValue;
}

void InterposedDisk::failSyncs(int errnoValue, const QByteArray &part)
{
    setPart(part);
    syncFailure = errnoValue;
}

void InterposedDisk::heal()
{
    writeFailure = 0;
    syncFailure = 0;
    failureCount = 0;
}

int InterposedDisk::failures()
{
    return failureCount;
}

int InterposedDisk::syncsHere()
{
    return syncCountHere;
}

int InterposedDisk::syncs()
{
    return syncCount;
}

} // namespace muster::test
