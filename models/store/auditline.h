// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QVarLengthArray>
#include <optional>
#include <utility>

namespace muster {

/// A line of the audit file taken apart where it stands, without a copy: some fifty times as fast as a JSON document.
/// Knows the spelling that nearly every entry has (printable ASCII without escapes, whole numbers of at most 15 digits)
/// and says nothing of the others, which decodeAuditEntry() then has to judge. What it takes is canonical: that
/// function takes it too, provided the digest is right. Pure; any thread; the views live as long as the line's bytes.
struct AuditLine
{
    using Member = std::pair<QByteArrayView, QByteArrayView>;

    qint64 sequence = 0; ///< From 1.
    qint64 at = 0; ///< UTC, in ms since 1970.
    QByteArrayView event, run, actor;
    QByteArrayView facts; ///< The JSON object as it stands.
    QVarLengthArray<Member, 16> texts; ///< Members of `facts` whose value is a text; not those of objects within.
    QByteArrayView previous, seal, digest; ///< 64 characters each.
    QByteArrayView body; ///< What the seal covers.
    QByteArrayView sealedBody; ///< What the digest covers.

    [[nodiscard]] static std::optional<AuditLine> parse(QByteArrayView line);
    /// The digest is that of the content.
    [[nodiscard]] bool isWhole() const;
    /// The seal was made with `key`.
    [[nodiscard]] bool isSealedWith(QByteArrayView key) const;
};

} // namespace muster
