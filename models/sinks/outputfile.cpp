// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/outputfile.h"

#include "models/rules/exportorder.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <QFile>
#include <algorithm>
#include <cerrno>

namespace muster {

namespace {

// Some 10 ms of a common disk.
constexpr qint64 beginEvery = 4 << 20;

} // namespace

OutputFile::OutputFile(QString finalName, std::size_t initialBuffer, DiskAccess &disk)
    : m_finalName(std::move(finalName))
    , m_disk(disk)
    , m_buffer(initialBuffer)
{
}

QString OutputFile::partialName() const
{
    return ExportFiles::unfinished(m_finalName);
}

Result<void> OutputFile::create()
{
    TRY(file, PosixFile::createExclusive(partialName(), m_disk));
    m_file = std::move(*file);
    return {};
}

Result<void> OutputFile::openLeftover(bool maybeFinished)
{
    m_file.reset();
    m_finished = false;
    m_flushed = m_begun = 0;
    m_digest = RunningDigest();
    for (const bool finished : {false, true}) {
        if (finished && !maybeFinished)
            break;
        auto file
            = PosixFile::openExisting(finished ? m_finalName : partialName(), PosixFile::Access::ReadWrite, m_disk);
        if (file) {
            m_file = std::move(*file);
            m_finished = finished;
            return {};
        }
        if (fileTrouble(file.error()) != FileTrouble::NotFound)
            return failure(file.error());
    }
    return {};
}

Result<void> OutputFile::drop()
{
    if (!m_file || m_finished)
        return {};
    m_file.reset();
    return removeDurably(partialName(), m_disk);
}

Result<void> OutputFile::flush()
{
    if (m_buffer.size() == 0)
        return {};
    if (!m_file) {
        if (const auto created = create(); !created)
            return created;
    }
    const std::string_view bytes = m_buffer.view();
    if (const auto written = m_file->writeAll({bytes.data(), qsizetype(bytes.size())}); !written)
        return written;
    m_digest.add(bytes);
    m_flushed += qint64(bytes.size());
    m_buffer.cut(0);
    if (m_flushed - m_begun >= beginEvery) {
        startWriting(*m_file, m_begun, m_flushed - m_begun);
        m_begun = m_flushed;
    }
    return {};
}

Result<void> OutputFile::syncData()
{
    return m_file ? m_file->syncData() : Result<void>();
}

Result<void> OutputFile::cutTo(qint64 bytes)
{
    m_buffer.cut(0);
    if (!m_file || m_file->size() == bytes)
        return {};
    return m_file->truncate(bytes);
}

Result<void> OutputFile::readUpTo(qint64 bytes)
{
    while (m_flushed < bytes) {
        const qint64 want = std::min<qint64>(bytes - m_flushed, bufferBytes);
        TRY(part, m_file ? m_file->pread(m_flushed, want) : Result<QByteArray>());
        if (part->size() < want)
            return failure(ErrorKind::Damaged, "file_too_short", m_finalName);
        m_digest.add({part->constData(), std::size_t(part->size())});
        m_flushed += want;
    }
    return {};
}

Result<std::string_view> OutputFile::read(qint64 offset, std::size_t size)
{
    if (offset >= m_flushed) {
        const std::string_view rest = m_buffer.from(std::size_t(offset - m_flushed));
        return rest.substr(0, size);
    }
    // A row never lies on both sides: the buffer is flushed between rows.
    TRY(bytes, m_file->pread(offset, qint64(size)));
    m_readBack = std::move(*bytes);
    return std::string_view(m_readBack.constData(), std::size_t(m_readBack.size()));
}

Result<void> OutputFile::finish(bool replace)
{
    if (!m_file || m_finished)
        return {};
    const QByteArray from = QFile::encodeName(partialName());
    const QByteArray to = QFile::encodeName(m_finalName);
    if ((replace ? m_disk.rename(from, to) : m_disk.renameToNew(from, to)) != 0)
        return failure(fileError(errno, m_finalName));
    m_finished = true;
    return {};
}

} // namespace muster
