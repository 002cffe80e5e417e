// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the program in front of the C library: a disk that is mounted read-only (F108). Whatever would change
// something below the folder that MUSTER_TEST_READ_ONLY names fails as it does there. Rights alone do not bind the
// superuser, who runs tests in containers.

#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

template <typename Function>
Function real(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool isReadOnly(const char *path)
{
    const char *folder = std::getenv("MUSTER_TEST_READ_ONLY");
    if (folder == nullptr || path == nullptr)
        return false;
    const std::size_t length = std::strlen(folder);
    return std::strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

int refuse(int why)
{
    errno = why;
    return -1;
}

bool isThere(const char *path)
{
    return ::faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

int opened(const char *name, const char *path, int flags, mode_t mode)
{
    const bool makes = (flags & O_CREAT) != 0;
    if (isReadOnly(path)) {
        const bool there = isThere(path);
        if (makes && there && (flags & O_EXCL) != 0)
            return refuse(EEXIST);
        if ((makes && !there) || (there && (flags & O_ACCMODE) != O_RDONLY))
            return refuse(EROFS);
    }
    return real<int (*)(const char *, int, mode_t)>(name)(path, flags, mode);
}

} // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))
#define OPEN(name)                                                                                                     \
    EXPORTED int name(const char *path, int flags, ...)                                                                \
    {                                                                                                                  \
        va_list more;                                                                                                  \
        va_start(more, flags);                                                                                         \
        const mode_t mode = (flags & O_CREAT) != 0 ? mode_t(va_arg(more, unsigned)) : 0;                               \
        va_end(more);                                                                                                  \
        return opened(#name, path, flags, mode);                                                                       \
    }
OPEN(open)
OPEN(open64)

EXPORTED int mkdir(const char *path, mode_t mode) noexcept
{
    if (isReadOnly(path))
        return refuse(isThere(path) ? EEXIST : EROFS);
    return real<int (*)(const char *, mode_t)>("mkdir")(path, mode);
}

EXPORTED int chmod(const char *path, mode_t mode) noexcept
{
    return isReadOnly(path) ? refuse(EROFS) : real<int (*)(const char *, mode_t)>("chmod")(path, mode);
}

EXPORTED int unlink(const char *path) noexcept
{
    return isReadOnly(path) ? refuse(isThere(path) ? EROFS : ENOENT) : real<int (*)(const char *)>("unlink")(path);
}

EXPORTED int rename(const char *from, const char *to) noexcept
{
    if (isReadOnly(from) || isReadOnly(to))
        return refuse(EROFS);
    return real<int (*)(const char *, const char *)>("rename")(from, to);
}

EXPORTED int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) noexcept
{
    if (isReadOnly(from) || isReadOnly(to))
        return refuse(EROFS);
    return real<int (*)(int, const char *, int, const char *, unsigned)>("renameat2")(fromFolder, from, toFolder, to,
                                                                                      flags);
}

EXPORTED int access(const char *path, int mode) noexcept
{
    if ((mode & W_OK) != 0 && isReadOnly(path))
        return refuse(isThere(path) ? EROFS : ENOENT);
    return real<int (*)(const char *, int)>("access")(path, mode);
}
