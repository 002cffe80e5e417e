// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/keptevidence.h"

#include "models/rules/numbers/numberengine.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>
#include <algorithm>

namespace muster {

KeptEvidence::KeptEvidence(Secret key, std::vector<Mark> marks)
    : m_key(std::move(key))
    , m_marks(std::move(marks))
{
    std::sort(m_marks.begin(), m_marks.end());
}

QByteArray KeptEvidence::numberDigest(const Secret &key, std::string_view number)
{
    // The word in front keeps this use of the key apart from others.
    const QByteArray text = QByteArrayLiteral("number ") + QByteArray(number.data(), qsizetype(number.size()));
    return QMessageAuthenticationCode::hash(text, key.bytes().toByteArray(), QCryptographicHash::Sha256);
}

KeptEvidence::Mark KeptEvidence::markOf(const QByteArray &digest)
{
    return {qFromBigEndian<std::uint64_t>(digest.constData()), qFromBigEndian<std::uint64_t>(digest.constData() + 8)};
}

bool KeptEvidence::holds(std::uint64_t e164) const
{
    return !m_marks.empty() && e164 != 0
        && std::binary_search(m_marks.begin(), m_marks.end(), markOf(numberDigest(m_key, unpackE164(e164))));
}

} // namespace muster
