// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditremoval.h"
#include "models/store/posixfile.h"
#include "network/wire/result.h"

#include <QList>
#include <QMutex>
#include <optional>

namespace muster {

/// A file of the history that is not written any more. FILE.jsonl becomes FILE-NNNNNNNNNN.jsonl beside it, where the
/// ten digits are the number of its first entry; so names alone tell the order.
struct ClosedAuditFile
{
    QString path;
    qint64 first = 0; ///< Sequence of its first entry, by its name.
    bool operator==(const ClosedAuditFile &) const = default;

    [[nodiscard]] static QString pathFor(const QString &auditFile, qint64 first);
    /// Those of `auditFile`, the oldest first. Blocks on the disk; any thread.
    [[nodiscard]] static QList<ClosedAuditFile> of(const QString &auditFile);
};

/// The files of a history as they are at one moment, also while another process closes one: each entry up to the end of
/// the one that is being written is in one of them, and in one only.
struct AuditFileSet
{
    QList<ClosedAuditFile> closed; ///< The oldest first.
    Result<PosixFile> written; ///< Its name may be that of a closed one by now. "not_found": none was begun yet.

    /// Blocks on the disk; any thread.
    [[nodiscard]] static AuditFileSet open(const QString &auditFile, PosixFile::Access access, DiskAccess &disk);
};

/// SHA-256 of all of it, in 64 lower-case hexadecimal digits.
[[nodiscard]] Result<QString> sha256Of(const PosixFile &file);

/// One file of the history, and where its lines begin, counted from 0. Reading: any thread, also while the one who
/// writes adds lines.
class AuditFile
{
public:
    /// Nothing is opened before it is asked for.
    AuditFile(QString path, DiskAccess &disk);
    explicit AuditFile(PosixFile file);

    /// Opens the file and finds its lines, where that has not been done. "not_found" and the like, or why it cannot be
    /// read.
    [[nodiscard]] Result<void> index() const;
    [[nodiscard]] qint64 lines() const; ///< As far as index() has found them.
    /// `count` lines from `from` on, without line ends; fewer at the end. Empty where one is too long for an entry.
    [[nodiscard]] Result<QList<QByteArray>> read(qint64 from, qint64 count) const;
    [[nodiscard]] QByteArray line(qint64 number) const; ///< Empty when it cannot be one of ours.
    /// The latest removal that its entries told of when it was indexed, those that are sealed with `key`: one of their
    /// own, or the link at its beginning, which has that of the files before.
    [[nodiscard]] std::optional<AuditRemoval> removalTold(const QByteArray &key) const;

    // Of the one who writes.

    [[nodiscard]] PosixFile &file() { return *m_file; } ///< Opened.
    [[nodiscard]] qint64 end() const; ///< Behind the last whole line.
    /// Lines that were written behind the end.
    void grow(const QList<qint64> &starts, qint64 end);
    void forgetFrom(qint64 line); ///< This one and all behind it were cut off.
    [[nodiscard]] qint64 startOf(qint64 line) const; ///< The end, for the one behind the last.

private:
    const QString m_path;
    DiskAccess *m_disk = nullptr;
    mutable QMutex m_mutex; ///< Held for moments, and by whoever finds the lines.
    mutable std::optional<PosixFile> m_file;
    mutable bool m_isIndexed = false;
    mutable QList<qint64> m_starts;
    mutable QList<qint64> m_removals; ///< Numbers of lines.
    mutable qint64 m_end = 0;
};

} // namespace muster
