// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/diskaccess.h"

#include "network/wire/keytable.h"

#include <cerrno>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

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

constexpr KeyTable<FileTrouble, 10> troubles{{
    {FileTrouble::DiskFull, QLatin1String("disk_full")},
    {FileTrouble::InputOutput, QLatin1String("io_error")},
    {FileTrouble::NotWritable, QLatin1String("not_writable")},
    {FileTrouble::NotFound, QLatin1String("not_found")},
    {FileTrouble::Exists, QLatin1String("exists")},
    {FileTrouble::IsLink, QLatin1String("is_link")},
    {FileTrouble::NotAFile, QLatin1String("not_a_file")},
    {FileTrouble::TooLarge, QLatin1String("too_large")},
    {FileTrouble::TooManyFiles, QLatin1String("too_many_files")},
    {FileTrouble::Other, QLatin1String("file_error")},
}};

FileTrouble troubleOf(int errnoValue)
{
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        return FileTrouble::DiskFull;
    case EIO:
        return FileTrouble::InputOutput;
    case EACCES:
    case EPERM:
    case EROFS:
    case ETXTBSY:
        return FileTrouble::NotWritable;
    case ENOENT:
        return FileTrouble::NotFound;
    case EEXIST:
        return FileTrouble::Exists;
    case ELOOP: // what O_NOFOLLOW answers
        return FileTrouble::IsLink;
    case EISDIR:
    case ENOTDIR:
    case ENXIO: // a FIFO without a reader
        return FileTrouble::NotAFile;
    case EFBIG:
        return FileTrouble::TooLarge;
    case EMFILE:
    case ENFILE:
        return FileTrouble::TooManyFiles;
    default:
        return FileTrouble::Other;
    }
}

} // namespace

ApiError fileError(int errnoValue, const QString &path)
{
    return ApiError{.kind = ErrorKind::File,
                    .code = keyOf(troubles, troubleOf(errnoValue)),
                    .detail = QString::fromStdString(std::generic_category().message(errnoValue)),
                    .subject = path};
}

FileTrouble fileTrouble(const ApiError &error)
{
    return valueOf(troubles, error.code).value_or(FileTrouble::Other);
}

} // namespace muster
