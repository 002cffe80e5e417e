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

/// A failed system call as ErrorKind::File. Codes: "disk_full", "io_error", "not_writable", "not_found", "exists",
/// "is_link", "not_a_file", "too_large", "too_many_files", "file_error". `subject` is the path.
[[nodiscard]] ApiError fileError(int errnoValue, const QString &path);

} // namespace muster
