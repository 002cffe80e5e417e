// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArray>
#include <QFile>
#include <memory>
#include <stop_token>

namespace muster {

/// What a person named to be read: a file, a pipe, "-" for standard input. Waits for a slow one, and can be stopped
/// while it does. One worker.
class InputBytes
{
public:
    /// File "not_found", "not_a_file" (a folder), ....
    [[nodiscard]] static Result<InputBytes> open(const QString &name, std::stop_token stop);

    /// At most `size` bytes, as soon as some are there; none at the end. Cancelled; File.
    [[nodiscard]] Result<QByteArray> read(qsizetype size);
    /// All that there is; at most one byte more than `limit`, so that whoever asks sees that it is too much.
    [[nodiscard]] Result<QByteArray> readAll(qsizetype limit);

private:
    InputBytes(std::unique_ptr<QFile> file, std::stop_token stop)
        : m_file(std::move(file))
        , m_stop(std::move(stop))
    {
    }
    std::unique_ptr<QFile> m_file;
    std::stop_token m_stop;
};

/// Opens and reads all of it, as readAll() does. Blocks; for a worker.
[[nodiscard]] Result<QByteArray> readInput(const QString &name, qsizetype limit, const std::stop_token &stop);

} // namespace muster
