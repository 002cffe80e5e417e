// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the program in front of the C library: counts what it does to its files (writes, syncs, renamings,
// removals), and ends it as kill -9 does, right before or right after the so many-th of them. The count lies in a file
// that the test reads, also when the program is dead.

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

std::atomic<std::uint32_t> *steps = nullptr;
std::uint32_t killAt = 0;
bool killAfter = false;

__attribute__((constructor)) void begin()
{
    const char *count = std::getenv("MUSTER_STEPS");
    if (count == nullptr)
        return;
    const int file = ::open(count, O_RDWR | O_CLOEXEC);
    if (file < 0)
        std::abort();
    void *shared = ::mmap(nullptr, sizeof(*steps), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (shared == MAP_FAILED)
        std::abort();
    if (const char *before = std::getenv("MUSTER_KILL_BEFORE_STEP"))
        killAt = std::uint32_t(std::atoi(before));
    if (const char *after = std::getenv("MUSTER_KILL_AFTER_STEP")) {
        killAt = std::uint32_t(std::atoi(after));
        killAfter = true;
    }
    steps = static_cast<std::atomic<std::uint32_t> *>(shared);
}

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool isFile(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

template <typename Call>
auto step(bool counts, Call call)
{
    const bool last = counts && steps != nullptr && ++*steps == killAt;
    if (last && !killAfter)
        ::kill(::getpid(), SIGKILL);
    const auto result = call();
    if (last)
        ::kill(::getpid(), SIGKILL);
    return result;
}

} // namespace

#define MUSTER_IN_FRONT extern "C" __attribute__((visibility("default")))

MUSTER_IN_FRONT ssize_t write(int descriptor, const void *data, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    return step(isFile(descriptor), [&] { return real(descriptor, data, size); });
}

MUSTER_IN_FRONT ssize_t pwrite(int descriptor, const void *data, size_t size, off_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite");
    return step(true, [&] { return real(descriptor, data, size, offset); });
}

MUSTER_IN_FRONT ssize_t pwrite64(int descriptor, const void *data, size_t size, off64_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    return step(true, [&] { return real(descriptor, data, size, offset); });
}

MUSTER_IN_FRONT int fsync(int descriptor)
{
    static const auto real = next<int (*)(int)>("fsync");
    return step(true, [&] { return real(descriptor); });
}

MUSTER_IN_FRONT int fdatasync(int descriptor)
{
    static const auto real = next<int (*)(int)>("fdatasync");
    return step(true, [&] { return real(descriptor); });
}

MUSTER_IN_FRONT int rename(const char *from, const char *to) noexcept
{
    static const auto real = next<int (*)(const char *, const char *)>("rename");
    return step(true, [&] { return real(from, to); });
}

MUSTER_IN_FRONT int renameat2(int fromFolder, const char *from, int toFolder, const char *to,
                              unsigned int flags) noexcept
{
    static const auto real = next<int (*)(int, const char *, int, const char *, unsigned int)>("renameat2");
    return step(true, [&] { return real(fromFolder, from, toFolder, to, flags); });
}

MUSTER_IN_FRONT int unlink(const char *path) noexcept
{
    static const auto real = next<int (*)(const char *)>("unlink");
    return step(true, [&] { return real(path); });
}
