// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvrows.h"
#include "models/uploadcheck/uploadcheck.h"

#include <QJsonObject>

namespace muster {

class AuditLog;

/// How a copy is made.
struct UploadCopyOrder
{
    QString folder; ///< Exists; the files are NAME-upload-1.csv, …, and NAME-rejected.csv.
    qint64 rowsPerFile = UploadLimits().rows; ///< 1 to UploadLimits::rows.
    qint64 bytesPerFile = UploadLimits().bytes; ///< leastBytes to UploadLimits::bytes.
    /// Whether rows that break a rule go into a file of their own, with the rules; else they are in the copy as they
    /// are.
    bool rejects = true;

    static constexpr qint64 leastBytes = 64 * 1024;
    static constexpr int mostFiles = 100; ///< All of them fit into one entry of the history.
};

/// A file of a copy, with its digest.
struct UploadPart
{
    QString file;
    QString sha256; ///< 64 hexadecimal digits.
    qint64 rows = 0; ///< The header aside.
    qint64 bytes = 0;
    bool operator==(const UploadPart &) const = default;
};

/// What a copy is made of.
struct UploadCopy
{
    QList<UploadPart> parts; ///< To be uploaded, in the file's order; none where every row was rejected.
    std::optional<UploadPart> rejected; ///< Nothing: no row was.
    qint64 formulaCells = 0; ///< Of `rejected`: cells that a spreadsheet would not take for text.

    [[nodiscard]] qint64 rows() const;
};

/// Writes a copy that an upload takes: UTF-8 without byte order mark, commas, CRLF, quotes only where they are needed;
/// no empty rows, no empty cells behind the last column. Values are what they were. The file that was checked is only
/// read, and read whole again.
///
/// Each file gets its name when it is complete and synced, mode 0600; a name that is taken is refused, and nothing is
/// replaced. What goes wrong takes away again what this call had written; after kill -9 complete files of it may be
/// left. The history tells of it, "upload.copied": names, digests, counts; where that fails the files go, too.
///
/// Errors of UploadCheck::copyable(); BadInput "upload_copy_size"; LimitExceeded "upload_many_files"; Conflict
/// "upload_file_changed" (`subject`: the file) where it is not what was checked; "exists"; the disk's, AuditLog's;
/// Cancelled. Blocks; for a worker.
[[nodiscard]] Result<UploadCopy> writeUploadCopy(const UploadCheck &check, const UploadCopyOrder &order,
                                                 AuditLog &audit, const UploadCheck::Progress &progress,
                                                 const std::stop_token &stop, DiskAccess &disk = DiskAccess::system());

/// What the history keeps of a check and its copy: counts, names of files, digests.
[[nodiscard]] QJsonObject uploadCopyFacts(const UploadCheck &check, const UploadCopy &copy);

} // namespace muster
