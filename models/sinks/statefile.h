// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/recordsink.h"
#include "models/sinks/recordwriter.h"
#include "models/store/posixfile.h"
#include "models/store/runningdigest.h"

#include <QJsonObject>
#include <array>
#include <optional>

namespace muster {

/// Length and SHA-256 of what an output file holds.
struct FileMark
{
    qint64 bytes = 0;
    QString sha256;
    bool operator==(const FileMark &) const = default;
};

/// Renames within a folder, which the caller syncs. Refuses ("exists") a name that is taken unless it is to be
/// replaced.
[[nodiscard]] Result<void> giveName(const QString &from, const QString &to, bool replace, DiskAccess &disk);

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
    /// The same with the finished file only.
    [[nodiscard]] Result<void> openFinished();
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
    [[nodiscard]] Result<void> openAnew(bool finished);

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

/// The files of an export in the order in which marks of them are kept.
enum class SinkFile { Data, Conflicts, Extras, Quarantined };
inline constexpr std::size_t sinkFileCount = 4;

/// A checkpoint with what proves it: length and digest of every file at that moment. Digest of an empty file: "".
struct SinkRecord
{
    SinkCheckpoint checkpoint;
    std::array<FileMark, sinkFileCount> marks;
};

/// The JSON of a line of the state file: {"type":"page",...}.
[[nodiscard]] QByteArray sinkRecordToJson(const SinkRecord &record);
/// Nothing when a member is missing, of another type or out of range. Unknown members are ignored.
[[nodiscard]] std::optional<SinkRecord> sinkRecordFromJson(const QJsonObject &object);

/// What a state file says.
struct SinkState
{
    QString runId;
    QString orderDigest;
    QList<SinkRecord> records; ///< Oldest first; those after a failed sync are left out (F95).
    qint64 goodBytes = 0; ///< Up to the last whole line.
};

/// TARGET.partial.state: the checkpoints of an export that is not complete. Lines of text, each
///     LENGTH CHECK JSON LF
/// with the JSON's length in 8 and the first 64 bits of its SHA-256 in 16 hexadecimal digits. The first line is the
/// header (version, run, digest of the order), then one line a page, "synced" behind every sync that worked, "damaged"
/// behind one that failed. The last whole line counts; a torn one is cut off. Written without a sync of its own per
/// page: kill -9 does not lose what the kernel has, and for a loss of power the marks tell how far the files are good.
class StateFile
{
public:
    /// So many of the newest pages are kept however short the file is made.
    static constexpr int recentPages = 128;

    /// A new file with its header. "exists" when there is one.
    [[nodiscard]] static Result<StateFile> create(const QString &path, const QString &runId, const QString &orderDigest,
                                                  DiskAccess &disk);
    /// Reads a state file. Damaged when its header does not read.
    [[nodiscard]] static Result<SinkState> read(const QString &path, DiskAccess &disk);
    /// Only the bytes: any input.
    [[nodiscard]] static Result<SinkState> parse(QByteArrayView bytes);
    /// Opens for more lines after `state`; what is behind it is cut off.
    [[nodiscard]] static Result<StateFile> reopen(const QString &path, const SinkState &state, DiskAccess &disk);

    /// Whole or not at all, as far as the disk lets it.
    [[nodiscard]] Result<void> append(const SinkRecord &record);
    /// Durable; to be called after a sync of the files that the marks are about. Keeps the file short: beyond 1 MiB it
    /// is written anew with the newest pages and the newest synced one.
    [[nodiscard]] Result<void> sync();
    /// Notes that a sync failed: what came after the last good one is not to be trusted, whatever the cache says.
    void markDamaged();

private:
    StateFile(PosixFile file, QByteArray header, DiskAccess &disk);
    [[nodiscard]] Result<void> appendLine(const QByteArray &line);
    [[nodiscard]] Result<void> rewrite();
    void remember(const QByteArray &line);

    PosixFile m_file;
    QByteArray m_header;
    DiskAccess *m_disk;
    QList<QByteArray> m_recent; ///< Lines of the newest pages, ready to be written again.
    qsizetype m_recentSynced = 0; ///< How many of them, from the oldest on.
    QByteArray m_syncedPage; ///< The newest one that is synced, recent or not.
};

/// TARGET.manifest.json: what a finished export is, for people and programs. Indented JSON; members: version (1), file,
/// rows, columns (header names in order), bytes, sha256, orderDigest, runId, segmentId, segmentName, format,
/// textProfile, pages, duplicates, conflicts, quarantined, formulaCells, filled {attribute: rows with a value},
/// sideFiles (names in the same folder), facts (the caller's); of a file with a byte order mark byteOrderMark (true);
/// of one with treated columns treated {column: {treatment, and of pseudonyms keyId}}.
[[nodiscard]] QByteArray manifestJson(const FrozenExportOrder &order, const QString &runId, const SinkRecord &record,
                                      const QJsonObject &facts);
/// What manifestJson() wrote for that run and order; nothing for any other file or none.
[[nodiscard]] std::optional<SinkRecord> readManifest(const QString &path, const FrozenExportOrder &order,
                                                     const QString &runId, DiskAccess &disk);

} // namespace muster
