// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/secret.h"

#include <QByteArray>
#include <optional>

namespace muster {

/// Seals the numbered pieces of one file so that none can be changed, moved or taken from another file. With a key by
/// AES-256-GCM (NIST SP 800-38D): the number is the nonce, so a key must seal one file only, and each number once.
/// Without one by SHA-256 over the same: against damage, not against people. Any thread, one at a time.
class FrameSeal
{
public:
    static constexpr qsizetype keyBytes = 32;
    static constexpr qsizetype tagBytes = 16; ///< Behind the content.
    /// Number of the piece that ends the file.
    static constexpr quint64 lastNumber = ~quint64(0);

    /// `binding` goes into every seal: what tells this file from others.
    FrameSeal(std::optional<Secret> key, QByteArray binding);

    /// Content, sealed. Throws std::bad_alloc where OpenSSL does not work at all.
    [[nodiscard]] QByteArray seal(quint64 number, QByteArrayView content) const;
    /// nullopt when anything is not as it was sealed.
    [[nodiscard]] std::optional<QByteArray> open(quint64 number, QByteArrayView sealed) const;
    /// The same for content that stays readable: only the tag.
    [[nodiscard]] QByteArray tagOf(quint64 number, QByteArrayView content) const;

    [[nodiscard]] static Secret makeKey();
    /// Tells whether a key is the right one without telling anything of it.
    [[nodiscard]] static QByteArray fingerprint(const Secret &key);

private:
    [[nodiscard]] QByteArray check(quint64 number, QByteArrayView content) const;

    const std::optional<Secret> m_key;
    const QByteArray m_binding;
};

} // namespace muster
