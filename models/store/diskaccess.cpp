// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/diskaccess.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace muster {

DiskAccess &DiskAccess::system()
{
    static DiskAccess disk;
    return disk;
}

int DiskAccess::open(const QByteArray &path, int flags, mode_t mode)
{
    return ::open(path.constData(), flags, mode);
}

int DiskAccess::close(int fd)
{
    return ::close(fd);
}

ssize_t DiskAccess::pwrite(int fd, const char *data, size_t size, off_t offset)
{
    return ::pwrite(fd, data, size, offset);
}

ssize_t DiskAccess::pread(int fd, char *data, size_t size, off_t offset)
{
    return ::pread(fd, data, size, offset);
}

int DiskAccess::truncate(int fd, off_t size)
{
    return ::ftruncate(fd, size);
}

int DiskAccess::sync(int fd)
{
    return ::fsync(fd);
}

int DiskAccess::syncData(int fd)
{
    return ::fdatasync(fd);
}

int DiskAccess::rename(const QByteArray &from, const QByteArray &to)
{
    return ::rename(from.constData(), to.constData());
}

int DiskAccess::renameToNew(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    // Network file systems lack the flag; a hard link refuses an existing name just as well.
    if (::link(from.constData(), to.constData()) != 0)
        return -1;
    return ::unlink(from.constData());
}

int DiskAccess::remove(const QByteArray &path)
{
    return ::unlink(path.constData());
}

int DiskAccess::makeFolder(const QByteArray &path, mode_t mode)
{
    return ::mkdir(path.constData(), mode);
}

namespace {

QString codeOf(int errnoValue)
{
    static constexpr std::pair<int, const char *> codes[] = {
        {ENOSPC, "disk_full"},   {EDQUOT, "disk_full"},      {EIO, "io_error"},          {EACCES, "not_writable"},
        {EPERM, "not_writable"}, {EROFS, "not_writable"},    {ETXTBSY, "not_writable"},  {ENOENT, "not_found"},
        {EEXIST, "exists"},      {ELOOP, "is_link"}, // what O_NOFOLLOW answers
        {EISDIR, "not_a_file"},  {ENOTDIR, "not_a_file"},    {ENXIO, "not_a_file"}, // a FIFO without a reader
        {EFBIG, "too_large"},    {EMFILE, "too_many_files"}, {ENFILE, "too_many_files"},
    };
    const auto *const found = std::ranges::find(codes, errnoValue, &std::pair<int, const char *>::first);
    return QString::fromLatin1(found == std::end(codes) ? "file_error" : found->second);
}

} // namespace

ApiError fileError(int errnoValue, const QString &path)
{
    return ApiError{.kind = ErrorKind::File,
                    .code = codeOf(errnoValue),
                    .detail = QString::fromStdString(std::generic_category().message(errnoValue)),
                    .subject = path};
}

} // namespace muster
