// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditentry.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// The event of the entry by which closed files of the history leave it. Facts: `before` (what was older went), `first`
/// and `last` (numbers of the entries that went with these files), `digest` (of the last one), `entries`, `bytes`,
/// `files`; of a history that did not pass its check, `broken_at` and `broken_reason`.
inline constexpr QLatin1String auditFilesRemoved("audit.files_removed");

/// A closed file that was removed, or is going to be.
struct RemovedAuditFile
{
    qint64 first = 0, last = 0; ///< Numbers of its entries.
    qint64 bytes = 0;
    QDateTime from, until; ///< Of its oldest and its newest entry, UTC.
    QString digest; ///< Of its last entry: what the first one of the next file has as `previous`.
    QString sha256; ///< Of the file, as sha256sum(1) says it.
    bool operator==(const RemovedAuditFile &) const = default;

    [[nodiscard]] qint64 entries() const { return last - first + 1; }
};

/// What an entry "audit.files_removed" says: everything up to `last` is gone, and in which files the newest part of
/// that was. An earlier removal is said by the entry of the latest one, too, since its own entry may go.
struct AuditRemoval
{
    QDateTime before; ///< Each entry that went is older, UTC.
    QList<RemovedAuditFile> files; ///< The oldest first.
    qint64 last = 0; ///< Of the last entry that went, of all removals.
    QString digest; ///< Of that entry.
    bool isCopied = false; ///< The files were copied to a folder before.
    /// A break that was known in what went; it stays told. 0: none.
    qint64 brokenAt = 0;
    QString brokenReason; ///< As AuditVerdict::reasonKey.
    // Of the entry itself:
    qint64 recordedIn = 0; ///< Its number; 0: nothing was removed.
    QDateTime at; ///< Its time.
    bool operator==(const AuditRemoval &) const = default;

    static constexpr qsizetype mostFiles = 100; ///< That one entry has room for.

    [[nodiscard]] qint64 entries() const; ///< Of `files`.
    [[nodiscard]] qint64 bytes() const; ///< Of `files`.
    [[nodiscard]] QJsonObject facts() const;
    /// nullopt: no such entry, or one that cannot be: files that do not follow each other, that end elsewhere, or that
    /// come after it.
    [[nodiscard]] static std::optional<AuditRemoval> of(const AuditEntry &entry);

    /// Facts for the link at the beginning of a file, so that a start need not look for the entry in closed ones.
    void addTo(QJsonObject &link) const;
    /// Without `files` and `before`.
    [[nodiscard]] static std::optional<AuditRemoval> ofLink(const AuditEntry &link);
};

/// Whether a line may be such an entry: a look at one place of it, for who reads hundreds of thousands.
[[nodiscard]] bool mayTellOfRemoval(const QByteArray &line);

} // namespace muster
