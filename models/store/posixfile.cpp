// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/posixfile.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <utility>

namespace muster {

PosixFile::PosixFile(int fd, QString path, DiskAccess &disk)
    : m_disk(&disk)
    , m_path(std::move(path))
    , m_fd(fd)
{
}

PosixFile::PosixFile(PosixFile &&other) noexcept
    : m_disk(other.m_disk)
    , m_path(std::move(other.m_path))
    , m_fd(std::exchange(other.m_fd, -1))
    , m_size(other.m_size)
    , m_damage(std::move(other.m_damage))
{
}

PosixFile &PosixFile::operator=(PosixFile &&other) noexcept
{
    std::swap(m_disk, other.m_disk);
    std::swap(m_path, other.m_path);
    std::swap(m_fd, other.m_fd);
    std::swap(m_size, other.m_size);
    std::swap(m_damage, other.m_damage);
    return *this;
}

PosixFile::~PosixFile()
{
    if (m_fd >= 0)
        (void)m_disk->close(m_fd);
}

Result<PosixFile> PosixFile::createExclusive(const QString &path, DiskAccess &disk)
{
    const int fd = disk.open(QFile::encodeName(path), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return failure(fileError(errno, path));
    PosixFile file(fd, path, disk);
    // A umask can only take rights away; one that takes the owner's would lock us out of the file at the next start.
    if (::fchmod(fd, 0600) != 0)
        return failure(file.lastError());
    return file;
}

Result<PosixFile> PosixFile::openExisting(const QString &path, Access access, DiskAccess &disk)
{
    // Not blocking, because a FIFO of that name would hang the open; without effect on regular files.
    const int rights = access == Access::ReadOnly ? O_RDONLY : O_RDWR;
    const int fd = disk.open(QFile::encodeName(path), rights | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0);
    if (fd < 0)
        return failure(fileError(errno, path));
    PosixFile file(fd, path, disk);
    struct stat status = {};
    if (::fstat(fd, &status) != 0)
        return failure(file.lastError());
    if (!S_ISREG(status.st_mode))
        return failure(fileError(EISDIR, path));
    file.m_size = status.st_size;
    return file;
}

bool PosixFile::isAt(const QString &path) const
{
    struct stat ours = {};
    struct stat named = {};
    return ::fstat(m_fd, &ours) == 0 && ::lstat(QFile::encodeName(path).constData(), &named) == 0
        && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

Result<void> PosixFile::writeAll(QByteArrayView bytes)
{
    return writeAt(m_size, bytes);
}

Result<void> PosixFile::writeAt(qint64 offset, QByteArrayView bytes)
{
    if (m_damage)
        return failure(*m_damage);
    while (!bytes.isEmpty()) {
        const ssize_t written = m_disk->pwrite(m_fd, bytes.data(), size_t(bytes.size()), offset);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            ApiError error = lastError();
            if (errno == EIO)
                m_damage = error;
            return failure(std::move(error));
        }
        if (written
            == 0) // Not allowed by POSIX for a regular file; without this a broken file system is an endless loop.
            return failure(fileError(EIO, m_path));
        offset += written;
        bytes = bytes.sliced(written);
        m_size = std::max(m_size, offset);
    }
    return {};
}

Result<QByteArray> PosixFile::pread(qint64 offset, qint64 size) const
{
    QByteArray bytes(size, Qt::Uninitialized);
    qint64 got = 0;
    while (got < size) {
        const ssize_t part = m_disk->pread(m_fd, bytes.data() + got, size_t(size - got), offset + got);
        if (part < 0) {
            if (errno == EINTR)
                continue;
            return failure(lastError());
        }
        if (part == 0)
            break;
        got += part;
    }
    bytes.truncate(got);
    return bytes;
}

Result<void> PosixFile::truncate(qint64 size)
{
    if (m_disk->truncate(m_fd, size) != 0)
        return failure(lastError());
    m_size = size;
    return {};
}

Result<void> PosixFile::sync()
{
    return m_damage ? failure(*m_damage) : finishSync(m_disk->sync(m_fd));
}

Result<void> PosixFile::syncData()
{
    return m_damage ? failure(*m_damage) : finishSync(m_disk->syncData(m_fd));
}

Result<void> PosixFile::finishSync(int outcome)
{
    if (outcome == 0)
        return {};
    m_damage = lastError();
    return failure(*m_damage);
}

Result<void> PosixFile::close()
{
    if (m_fd < 0)
        return {};
    // Whatever close() answers, the descriptor is gone: a second close could hit somebody else's file.
    const int outcome = m_disk->close(std::exchange(m_fd, -1));
    if (outcome != 0 && errno != EINTR)
        return failure(lastError());
    return {};
}

ApiError PosixFile::lastError() const
{
    return fileError(errno, m_path);
}

void startWriting(const PosixFile &file, qint64 offset, qint64 size)
{
    // Only this flag: those that wait would also take the error that the next sync is to report.
    (void)::sync_file_range(file.descriptor(), offset, size, SYNC_FILE_RANGE_WRITE);
}

} // namespace muster
