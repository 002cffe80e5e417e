// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the program in front of the C library: a machine that has slept, and whose wall clock is set, at a moment
// that the test knows. The test writes how much into a file that both have before them.

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

namespace {

struct Shift
{
    std::atomic<std::int64_t> slept; ///< Seconds that only CLOCK_BOOTTIME has counted; the wall clock has, too.
    std::atomic<std::int64_t> wall; ///< Seconds by which somebody has set the wall clock.
};

Shift *shift = nullptr;

__attribute__((constructor)) void begin()
{
    const char *name = std::getenv("MUSTER_CLOCK_SHIFT");
    if (name == nullptr)
        return;
    const int file = ::open(name, O_RDWR | O_CLOEXEC);
    void *shared = file < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(Shift), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED)
        std::abort();
    ::close(file);
    shift = static_cast<Shift *>(shared);
}

std::int64_t shiftOf(clockid_t clock)
{
    if (shift == nullptr)
        return 0;
    switch (clock) {
    case CLOCK_BOOTTIME:
        return shift->slept;
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
        return shift->slept + shift->wall;
    default:
        return 0;
    }
}

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

#define MUSTER_IN_FRONT extern "C" __attribute__((visibility("default")))

MUSTER_IN_FRONT int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    static const auto real = next<int (*)(clockid_t, timespec *)>("clock_gettime");
    const int outcome = real(clock, time);
    if (outcome == 0)
        time->tv_sec += shiftOf(clock);
    return outcome;
}

MUSTER_IN_FRONT int gettimeofday(timeval *time, void *zone) noexcept
{
    static const auto real = next<int (*)(timeval *, void *)>("gettimeofday");
    const int outcome = real(time, zone);
    if (outcome == 0)
        time->tv_sec += shiftOf(CLOCK_REALTIME);
    return outcome;
}

MUSTER_IN_FRONT time_t time(time_t *where) noexcept
{
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    if (where != nullptr)
        *where = now.tv_sec;
    return now.tv_sec;
}
