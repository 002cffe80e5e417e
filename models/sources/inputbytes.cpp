// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/inputbytes.h"

#include "models/store/diskaccess.h"

#include <QFileInfo>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace muster {

namespace {
constexpr int pollMs = 200; // how soon a stop is heard
}

Result<InputBytes> InputBytes::open(const QString &name, std::stop_token stop)
{
    auto file = std::make_unique<QFile>();
    if (name == QLatin1String("-")) {
        if (!file->open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered))
            return failure(fileError(EBADF, name));
        return InputBytes(std::move(file), std::move(stop));
    }
    if (QFileInfo(name).isDir())
        return failure(ErrorKind::File, "not_a_file", name);
    file->setFileName(name);
    errno = 0;
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(fileError(errno == 0 ? EIO : errno, name));
    return InputBytes(std::move(file), std::move(stop));
}

Result<QByteArray> InputBytes::read(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (;;) {
        if (m_stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        pollfd ready{.fd = m_file->handle(), .events = POLLIN, .revents = 0};
        const int count = ::poll(&ready, 1, pollMs);
        if (count == 0 || (count < 0 && errno == EINTR))
            continue;
        const auto got = ::read(m_file->handle(), bytes.data(), std::size_t(size));
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return failure(fileError(errno, m_file->fileName()));
        bytes.truncate(got);
        return bytes;
    }
}

Result<QByteArray> InputBytes::readAll(qsizetype limit)
{
    QByteArray all;
    while (all.size() <= limit) {
        TRY(some, read(limit + 1 - all.size()));
        if (some->isEmpty())
            break;
        all += *some;
    }
    return all;
}

Result<QByteArray> readInput(const QString &name, qsizetype limit, const std::stop_token &stop)
{
    TRY(input, InputBytes::open(name, stop));
    return input->readAll(limit);
}

} // namespace muster
