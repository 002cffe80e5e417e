// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <optional>

namespace muster {

/// Continuation tokens: a place in a segment, signed, so that a tampered token or one of another query is found out.
/// The key depends on the seed and the number of contacts only: a token outlives a restart of the same sandbox, which
/// is what makes an interrupted export resumable.
class SandboxCursor
{
public:
    SandboxCursor(quint64 seed, qint64 contacts);

    /// `salt` tells apart tokens of one place; 0 unless an empty page must not repeat its own token.
    [[nodiscard]] QByteArray token(qint64 place, quint32 salt, const QByteArray &segmentId,
                                   const QByteArray &queryDigest) const;
    /// The place; nothing when the token was not made here for this segment and query.
    [[nodiscard]] std::optional<qint64> place(const QByteArray &token, const QByteArray &segmentId,
                                              const QByteArray &queryDigest) const;

private:
    [[nodiscard]] QByteArray signature(const QByteArray &payload, const QByteArray &segmentId,
                                       const QByteArray &queryDigest) const;

    QByteArray m_key;
};

} // namespace muster
