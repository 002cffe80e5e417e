// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QString>

namespace muster {

/// Where a history stood: kept elsewhere, it proves later that the entries up to there were not replaced (S33).
/// As a file: `{"format": "muster-audit-checkpoint", "version": 1, "sequence": N, "digest": "64 hexadecimal digits"}`.
struct AuditCheckpoint
{
    qint64 sequence = 0; ///< Of the last entry; 0: the history was empty, or the number is not known.
    QString digest; ///< Of that entry, 64 lower-case hexadecimal digits; 64 zeros: the history was empty.
    bool operator==(const AuditCheckpoint &) const = default;

    [[nodiscard]] QByteArray toJson() const;
    /// BadInput "not_a_checkpoint", "newer_checkpoint".
    [[nodiscard]] static Result<AuditCheckpoint> fromJson(const QByteArray &bytes);
    /// Never overwrites: "exists". Blocks on the disk.
    [[nodiscard]] Result<void> writeTo(const QString &file, DiskAccess &disk = DiskAccess::system()) const;
    /// Of a file, or a digest as it was noted down. BadInput as above, File.
    [[nodiscard]] static Result<AuditCheckpoint> named(const QString &fileOrDigest);
};

} // namespace muster
