// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/interposeddisk.h"

#include <atomic>
#include <cerrno>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

std::atomic<int> writeFailure = 0;
std::atomic<int> syncFailure = 0;
std::atomic<int> syncCount = 0;

ssize_t interposedWrite(int fd, const void *data, size_t size, off_t offset)
{
    if (const int why = writeFailure; why != 0) {
        errno = why;
        return -1;
    }
    return ::syscall(SYS_pwrite64, fd, data, size, offset);
}

int interposedSync(long call, int fd)
{
    ++syncCount;
    if (const int why = syncFailure; why != 0) {
        errno = why;
        return -1;
    }
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

void InterposedDisk::failWrites(int errnoValue)
{
    writeFailure = errnoValue;
}

void InterposedDisk::failSyncs(int errnoValue)
{
    syncFailure = errnoValue;
}

void InterposedDisk::heal()
{
    writeFailure = 0;
    syncFailure = 0;
}

int InterposedDisk::syncs()
{
    return syncCount;
}

} // namespace muster::test
