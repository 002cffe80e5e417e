// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/secret.h"

#include <QString>
#include <QUrl>
#include <deque>

namespace muster {

/// Masks secrets in whatever words come back (S06): every secret it was told of, by value, also percent-encoded,
/// JSON-escaped, inside base64 and split over lines; and by pattern whatever looks like a credential, a telephone
/// number or an e-mail address (S07). GUI thread.
class Redactor
{
public:
    /// The last 32 are remembered; shorter than 4 bytes is left to the patterns.
    void addSecret(const Secret &secret);
    [[nodiscard]] QString masked(const QString &text) const;
    /// At most `longest` characters, cut only when masked: nothing of a secret that the cut would divide is shown.
    [[nodiscard]] QString maskedStart(const QString &text, qsizetype longest) const;
    /// The address without its query. Remembers the last one: a run asks for the same again and again.
    [[nodiscard]] QString maskedAddress(const QUrl &url);
    /// Every text of the error that a server may have written, cut to 200 characters; `detail` to 2,000, or to 240
    /// where it quotes a body.
    void mask(ApiError &error) const;

private:
    [[nodiscard]] qsizetype reach() const;
    [[nodiscard]] QString masked(const QByteArray &bytes, qsizetype shown) const;

    std::deque<Secret> m_secrets;
    QUrl m_lastAddress;
    QString m_lastMasked; ///< Of m_lastAddress, with the secrets that are known now; empty: none.
};

} // namespace muster
