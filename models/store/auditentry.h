// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace muster {

/// The system account that runs this process, its number if it has no name: the audit's actor. Not a claim of the
/// environment's ($USER), which anybody can set. GUI thread.
[[nodiscard]] QString accountName();

/// One entry of the audit file. No personal data: ids of runs and orders, counts, digests, kinds of errors.
struct AuditEntry
{
    qint64 sequence = 0; ///< From 1, without gaps; keeps the order when clocks do not (F101).
    QDateTime at; ///< UTC wall time, milliseconds.
    QString event; ///< "export.started", "export.page", "export.freshness_waived", "run.paused", "audit.recovered", ...
    QString runId; ///< Empty for events of no run.
    QString actor; ///< The system account's name: who.
    QJsonObject facts;
    QString previous; ///< Digest of the entry before; 64 zeros for the first.
    QString seal; ///< HMAC-SHA-256 over the above with the key beside the head: written by this installation.
    QString digest; ///< SHA-256 over the canonical encoding of all the above.
    bool operator==(const AuditEntry &) const = default;
};

/// What is appended; sequence, time, actor and digests are the log's business.
struct AuditDraft
{
    QString event;
    QString runId;
    QJsonObject facts;
};

/// The canonical encoding: one JSON object on one line, members in the order of AuditEntry, keys of `facts` sorted, no
/// white space, control characters escaped. So a line break or separator in a name cannot end an entry (S34), and there
/// is exactly one way to write one: decoding refuses all others.
[[nodiscard]] QByteArray encodeAuditEntry(const AuditEntry &entry); ///< Without line end.
/// nullopt unless the line is canonical and its digest is right. The seal is not looked at.
[[nodiscard]] std::optional<AuditEntry> decodeAuditEntry(const QByteArray &line);
/// Fills in `seal` and `digest`.
void sealAuditEntry(AuditEntry &entry, const QByteArray &key);
/// Of a line that decodeAuditEntry() takes.
[[nodiscard]] bool auditSealFits(const QByteArray &line, const QByteArray &key);
[[nodiscard]] bool isAuditDigest(const QString &text); ///< 64 lower-case hexadecimal digits.
/// What `previous` of the first entry is.
[[nodiscard]] QString auditGenesis();

inline constexpr qsizetype maxAuditLine = 64 * 1024; ///< Bytes; longer ones are neither written nor read.

} // namespace muster
