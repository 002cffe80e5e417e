// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"

#include <QByteArrayView>

namespace muster {

/// The bytes of a backup; see resources/decisions/list-backups.md. Pure.
namespace backupformat {

inline constexpr qsizetype maxHeader = 64 * 1024; ///< Bytes of the first line.
inline constexpr qsizetype trailerBytes = 256; ///< Without its seal, which follows.
inline constexpr qsizetype maxFrame = 80 * 1024 * 1024; ///< A record is at most as large as a page of a list.

struct Header
{
    BackupInfo info; ///< Without counts and digest.
    QByteArray keyFingerprint; ///< Empty: not encrypted.
};
struct Trailer
{
    qint64 corrected = 0, purged = 0, enriched = 0, blocked = 0, deleted = 0, frames = 0;
    void count(BackupRecord::Why why); ///< One more of its kind.
    QString digest; ///< SHA-256 of all before the trailer, lower-case hexadecimal.
    bool operator==(const Trailer &) const = default;
};

/// One line with its line end.
[[nodiscard]] QByteArray header(const Header &header);
/// The line that `bytes` begin with. Damaged "backup_damaged" or "newer_version".
[[nodiscard]] Result<Header> parseHeader(QByteArrayView bytes);
[[nodiscard]] QByteArray trailer(const Trailer &trailer);
[[nodiscard]] Result<Trailer> parseTrailer(QByteArrayView bytes); ///< trailerBytes of them.
/// Content of a frame.
[[nodiscard]] QByteArray records(const std::vector<BackupRecord> &records);
[[nodiscard]] Result<std::vector<BackupRecord>> parseRecords(QByteArrayView bytes);
/// A frame's length as it stands before it; 0 ends the frames.
[[nodiscard]] QByteArray frameLength(qsizetype sealedBytes);

[[nodiscard]] tl::unexpected<ApiError> damagedBackup(const char *code = "backup_damaged");

} // namespace backupformat

[[nodiscard]] inline std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace muster
