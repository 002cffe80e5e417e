// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"

namespace muster {

/// How far the audit file had come, signed, in a folder apart from it: finds a tail that was cut off and an older copy
/// put in place (S32). Files `audit.key` (32 random bytes) and `audit.head`, both 0600.
///
/// The head has two slots in different blocks, written in turns: one is always whole and synced, whatever power loss
/// makes of the other. It may lag behind the file by some entries after power loss; those are known by their seals.
/// Who can read the key can forge head and seals: against that only an exported checkpoint helps (S33).
///
/// Several data folders may share one config folder; each has a head of its own there, in a folder named by a digest of
/// the data folder's path. See resources/decisions/audit-chain.md.
class AuditHead
{
public:
    struct Position
    {
        qint64 sequence = 0;
        QString digest;
    };

    /// The folder below `config` where key and head of that audit file lie. For writing, it is made, and takes over
    /// what vouches for the file from where it lies: beside all others, as earlier versions kept it, or under the name
    /// of the place from which the data folder was moved.
    [[nodiscard]] static Result<QString> folderFor(const QString &config, const QString &auditFile, bool readOnly,
                                                   DiskAccess &disk = DiskAccess::system());
    /// For writing, makes the key where there is none; not so the head, see begin().
    [[nodiscard]] static Result<AuditHead> open(const QString &folder, bool readOnly, DiskAccess &disk);

    [[nodiscard]] const QByteArray &key() const { return m_key; } ///< Empty: read-only and there is none.
    [[nodiscard]] bool exists() const { return m_file.has_value(); } ///< The file is there, whatever it holds.
    /// nullopt when there is no head, or none that was signed with the key.
    [[nodiscard]] const std::optional<Position> &position() const { return m_position; }
    /// A new head file, in place of one that is damaged.
    [[nodiscard]] Result<void> begin(const Position &position);
    /// Moves on. Not synced each time (see above), so cheap.
    [[nodiscard]] Result<void> advance(const Position &position);
    /// Where it stands is on the disk when it returns. Before a file is closed: behind it, nothing may be torn.
    [[nodiscard]] Result<void> settle();

private:
    AuditHead(QString path, QByteArray key, DiskAccess &disk);
    [[nodiscard]] QByteArray slot(const Position &position) const;
    [[nodiscard]] std::optional<Position> parse(const QByteArray &slot) const;
    void read();
    /// The file has the very entry at which this head stands.
    [[nodiscard]] bool vouchesFor(const QString &auditFile) const;
    [[nodiscard]] static std::optional<QString> voucher(const QString &config, const QString &auditFile,
                                                        DiskAccess &disk);

    QString m_path;
    QByteArray m_key;
    DiskAccess *m_disk;
    std::optional<PosixFile> m_file;
    std::optional<Position> m_position;
    int m_active = 0; ///< The slot being written.
    int m_unsynced = 0;
};

} // namespace muster
