// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/outsidefile.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster {

Result<std::unique_ptr<QIODevice>> openOutsideFile(const QString &file, QIODevice::OpenMode mode)
{
    const auto failed = [&file](const char *code) {
        return failure({.kind = ErrorKind::File, .code = QString::fromLatin1(code), .subject = file});
    };
    // Not blocking, because opening a pipe waits for its other end; without effect on files. What was opened is looked
    // at, not what has the name by then.
    const int fd = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return failed(errno == ENOENT || errno == ENOTDIR ? "not_found"
                          : errno == ENXIO                ? "file_special"
                                                          : "not_readable");
    struct stat status = {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return failed(S_ISDIR(status.st_mode) ? "file_folder" : "file_special");
    }
    auto device = std::make_unique<QFile>();
    if (!device->open(fd, mode, QFileDevice::AutoCloseHandle)) {
        ::close(fd);
        return failed("not_readable");
    }
    return std::unique_ptr<QIODevice>(std::move(device));
}

} // namespace muster
