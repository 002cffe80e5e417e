// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/recordwriter.h"
#include "models/store/posixfile.h"
#include "models/store/runningdigest.h"

#include <QJsonObject>

namespace muster {

/// Length and SHA-256 of what an output file holds.
struct FileMark
{
    qint64 bytes = 0;
    QString sha256;
    bool operator==(const FileMark &) const = default;
};

/// One file of an export while it grows under its ".partial" name: a write buffer, the digest of what was written, and
/// the step to its final name. Side files are created with their first byte.
class OutputFile
{
public:
    static constexpr std::size_t bufferBytes = 1024 * 1024;

    /// `initialBuffer`: side files grow theirs when they need one.
    OutputFile(QString finalName, std::size_t initialBuffer, DiskAccess &disk);

    [[nodiscard]] Result<void> create();
    /// Begins anew with the .partial file, or with the finished one where `maybeFinished` says that a completion may
    /// have been interrupted. That neither is there is no error.
    [[nodiscard]] Result<void> openLeftover(bool maybeFinished);
    /// Removes a .partial file that nothing is to be kept of.
    [[nodiscard]] Result<void> drop();
    [[nodiscard]] bool exists() const { return m_file.has_value(); }
    /// The file has its final name already.
    [[nodiscard]] bool isFinished() const { return m_finished; }

    /// Append here, then flush() at the latest at the end of a page.
    [[nodiscard]] ByteBuffer &buffer() { return m_buffer; }
    /// Offset of the next byte that goes into the buffer.
    [[nodiscard]] qint64 position() const { return m_flushed + qint64(m_buffer.size()); }
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> syncData();
    /// Cuts off what is behind `bytes` and the buffer's content. The digest is not taken back.
    [[nodiscard]] Result<void> cutTo(qint64 bytes);
    [[nodiscard]] qint64 flushedBytes() const { return m_flushed; }
    /// Of what was flushed.
    [[nodiscard]] FileMark mark() const { return {m_flushed, m_digest.hex()}; }
    /// Reads on: the first `bytes` of the file become what was flushed. Damaged when there are fewer.
    [[nodiscard]] Result<void> readUpTo(qint64 bytes);

    /// What lies at `offset`, from file or buffer; fewer bytes than `size` at the end.
    [[nodiscard]] Result<std::string_view> read(qint64 offset, std::size_t size);
    /// Gives the file its final name; the folder is synced by the caller.
    [[nodiscard]] Result<void> finish(bool replace);
    [[nodiscard]] const QString &finalName() const { return m_finalName; }
    [[nodiscard]] QString partialName() const;
    /// Only with exists().
    [[nodiscard]] PosixFile *file() { return m_file ? &*m_file : nullptr; }

private:
    const QString m_finalName;
    DiskAccess &m_disk;
    std::optional<PosixFile> m_file;
    bool m_finished = false;
    ByteBuffer m_buffer;
    qint64 m_flushed = 0;
    qint64 m_begun = 0; ///< So far the disk was told to begin.
    RunningDigest m_digest;
    QByteArray m_readBack;
};

} // namespace muster
