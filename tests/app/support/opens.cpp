// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the program in front of the C library: writes down every file below the folder MUSTER_TEST_FOLDER, and
// every one without a whole path, that the program opens (S41).

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

template <typename Function>
Function *real(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

void tell(const char *path)
{
    const char *folder = std::getenv("MUSTER_TEST_FOLDER");
    const char *trace = std::getenv("MUSTER_TEST_OPENS");
    if (folder == nullptr || trace == nullptr || path == nullptr
        || (path[0] == '/' && std::strncmp(path, folder, std::strlen(folder)) != 0))
        return;
    using Open = int(const char *, int, ...);
    const int fd = real<Open>("open")(trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    (void)!::write(fd, path, std::strlen(path));
    (void)!::write(fd, "\n", 1);
    ::close(fd);
}

mode_t modeOf(int flags, va_list more)
{
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(more, int)) : 0;
}

} // namespace

#define MUSTER_OPEN(name)                                                                                              \
    __attribute__((visibility("default"))) int name(const char *path, int flags, ...)                                  \
    {                                                                                                                  \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        const mode_t mode = modeOf(flags, more);                                                                       \
        va_end(more);                                                                                                  \
        tell(path);                                                                                                    \
        return real<int(const char *, int, ...)>(#name)(path, flags, mode);                                            \
    }
#define MUSTER_OPENAT(name)                                                                                            \
    __attribute__((visibility("default"))) int name(int folder, const char *path, int flags, ...)                      \
    {                                                                                                                  \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        const mode_t mode = modeOf(flags, more);                                                                       \
        va_end(more);                                                                                                  \
        if (folder == AT_FDCWD || path[0] == '/')                                                                      \
            tell(path);                                                                                                \
        return real<int(int, const char *, int, ...)>(#name)(folder, path, flags, mode);                               \
    }
#define MUSTER_FOPEN(name)                                                                                             \
    __attribute__((visibility("default"))) std::FILE *name(const char *path, const char *mode)                         \
    {                                                                                                                  \
        tell(path);                                                                                                    \
        return real<std::FILE *(const char *, const char *)>(#name)(path, mode);                                       \
    }

extern "C" {
MUSTER_OPEN(open)
MUSTER_OPEN(open64)
MUSTER_OPENAT(openat)
MUSTER_OPENAT(openat64)
MUSTER_FOPEN(fopen)
MUSTER_FOPEN(fopen64)
}
