// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// A version of an audience that was registered from here, or kept here for a connection whose tenant has no audiences.
struct AudienceVersion
{
    QString profileId, profileName; ///< The tenant.
    QString audienceId; ///< A uuid, told apart without regard to case.
    qint64 version = 0; ///< As the service counts, from 1.
    QDateTime at; ///< UTC.
    QString actor; ///< The system account's name: who.
    QString runId; ///< That registered it; empty: it is kept here, and nobody else has it.
    QString digest; ///< SHA-256 of the payload, 64 lower-case hexadecimal digits.
    bool isErased = false; ///< The payload is not there (any more); found out when versions are read.
    bool operator==(const AudienceVersion &) const = default;
};

/// What was sent to register audiences, and which versions came of it; in a private folder, mode 0600: criteria may
/// hold words of real people. A payload is kept under its digest, as the audit names it, and before it is sent; the
/// versions stand in a file per audience. Nothing is taken away by itself: the audit, which names payloads, is kept for
/// good. A person may erase a payload; that it was sent, when, by whom and its digest stay in the audit.
///
/// All calls block on the disk: for StoreThread and workers. One writer; reading at the same time is safe.
class AudienceVersions
{
public:
    static constexpr qsizetype maxVersions = 1000; ///< Of one audience; the oldest go.
    static constexpr qint64 maxPayload = 2 << 20; ///< Bytes.

    explicit AudienceVersions(QString folder, DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] static QString digestOf(const QByteArray &payload);
    /// Durable when it returns; what is there already stays. File.
    [[nodiscard]] Result<void> keepPayload(const QByteArray &payload) const;
    /// BadInput "not_found"; Damaged "payload_changed" when its bytes do not have that digest (any more).
    [[nodiscard]] Result<QByteArray> payload(const QString &digest) const;

    /// For good. No error when there is none; BadInput "not_found" for what is no digest, File.
    [[nodiscard]] Result<void> erasePayload(const QString &digest) const;

    /// The same run and version again changes nothing. A damaged file is kept beside and begun anew.
    [[nodiscard]] Result<void> add(const AudienceVersion &version) const;
    /// Newest first; empty when none was registered from here. Damaged "newer_version", "versions_damaged".
    [[nodiscard]] Result<QList<AudienceVersion>> versions(const QString &profileId, const QString &audienceId) const;
    /// Of each audience that is kept here for that connection (no run has registered it) the newest version, in no
    /// order. Looks at every file; the first that does not read is the error, as of versions().
    [[nodiscard]] Result<QList<AudienceVersion>> kept(const QString &profileId) const;
    /// The newest version that is kept here of that audience; nothing: none is. Errors as versions().
    [[nodiscard]] Result<std::optional<AudienceVersion>> keptVersion(const QString &profileId,
                                                                     const QString &audienceId) const;

private:
    /// Newest first, as the file has them.
    [[nodiscard]] Result<QList<AudienceVersion>> readVersions(const QString &file) const;
    [[nodiscard]] QString payloadFile(const QString &digest) const;
    [[nodiscard]] QString versionsFile(const QString &profileId, const QString &audienceId) const;

    const QString m_folder;
    DiskAccess &m_disk;
};

} // namespace muster
