// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QByteArray>
#include <QString>
#include <sys/types.h>

namespace muster {

/// The system calls that write files, each as in its manual page: -1 and errno on failure. The seam at which tests put
/// a disk that fails on demand (F93 to F96). Paths are in the file system's encoding (QFile::encodeName).
/// No state: any thread, unless a double says otherwise.
class DiskAccess
{
public:
    virtual ~DiskAccess() = default;
    /// The machine's own.
    [[nodiscard]] static DiskAccess &system();

    [[nodiscard]] virtual int open(const QByteArray &path, int flags, mode_t mode);
    [[nodiscard]] virtual int close(int fd);
    [[nodiscard]] virtual ssize_t pwrite(int fd, const char *data, size_t size, off_t offset);
    [[nodiscard]] virtual ssize_t pread(int fd, char *data, size_t size, off_t offset);
    [[nodiscard]] virtual int truncate(int fd, off_t size);
    [[nodiscard]] virtual int sync(int fd); ///< fsync; folders too.
    [[nodiscard]] virtual int syncData(int fd); ///< fdatasync: the content and the length, not the times.
    [[nodiscard]] virtual int rename(const QByteArray &from, const QByteArray &to);
    /// As rename(), but EEXIST when `to` is there, links included; one step, so nobody can get in between.
    [[nodiscard]] virtual int renameToNew(const QByteArray &from, const QByteArray &to);
    [[nodiscard]] virtual int remove(const QByteArray &path);
    [[nodiscard]] virtual int makeFolder(const QByteArray &path, mode_t mode);
};

/// What is wrong with a file, for whoever acts on it; in an error it stands as a code.
enum class FileTrouble {
    DiskFull, ///< "disk_full": no space or quota left (F94).
    InputOutput, ///< "io_error": what the disk holds is not known (F95).
    NotWritable, ///< "not_writable"
    NotFound, ///< "not_found"
    Exists, ///< "exists"
    IsLink, ///< "is_link"
    NotAFile, ///< "not_a_file": a folder, a pipe, a device.
    TooLarge, ///< "too_large"
    TooManyFiles, ///< "too_many_files": no descriptor left (F104).
    Other ///< "file_error", and of errors that say nothing of a file.
};

/// A failed system call as ErrorKind::File with the code of its FileTrouble. `subject` is the path.
[[nodiscard]] ApiError fileError(int errnoValue, const QString &path);
/// By the code; any kind.
[[nodiscard]] FileTrouble fileTrouble(const ApiError &error);

} // namespace muster
