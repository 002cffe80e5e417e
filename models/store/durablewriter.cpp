// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/durablewriter.h"

#include <QFile>

namespace muster {

namespace {
constexpr qsizetype bufferBytes = 1024 * 1024;
}

Result<DurableWriter> DurableWriter::create(const QString &path, Existing existing, DiskAccess &disk)
{
    const QString side = sideName(path);
    auto file = PosixFile::createExclusive(side, disk);
    if (!file) {
        ApiError error = file.error();
        error.subject = path; // the side name says nothing to a person
        return failure(std::move(error));
    }
    return DurableWriter(path, side, existing, *std::move(file), disk);
}

DurableWriter::DurableWriter(QString path, QString side, Existing existing, PosixFile file, DiskAccess &disk)
    : m_path(std::move(path))
    , m_side(std::move(side))
    , m_existing(existing)
    , m_file(std::move(file))
    , m_disk(&disk)
{
}

DurableWriter::DurableWriter(DurableWriter &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_side(std::exchange(other.m_side, {}))
    , m_existing(other.m_existing)
    , m_file(std::move(other.m_file))
    , m_disk(other.m_disk)
    , m_buffer(std::move(other.m_buffer))
{
}

DurableWriter::~DurableWriter()
{
    if (!m_side.isEmpty())
        (void)m_disk->remove(QFile::encodeName(m_side));
}

Result<void> DurableWriter::append(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    return m_buffer.size() < bufferBytes ? Result<void>() : flush();
}

Result<void> DurableWriter::finish()
{
    const auto written = flush().and_then([this] { return m_file.sync(); }).and_then([this] { return m_file.close(); });
    if (!written)
        return named(written);
    const auto renamed = renameDurably(m_side, m_path, m_existing, *m_disk);
    // A failed sync of the folder comes after the rename: then there is no side file any more, and that is fine.
    if (renamed)
        m_side.clear();
    return named(renamed);
}

Result<void> DurableWriter::flush()
{
    const auto written = named(m_file.writeAll(m_buffer));
    m_buffer.clear();
    return written;
}

Result<void> DurableWriter::named(Result<void> result) const
{
    if (!result)
        result.error().subject = m_path;
    return result;
}

} // namespace muster
