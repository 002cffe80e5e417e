// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/registryreader.h"
#include "network/wire/keytable.h"

#include <QDate>
#include <QDateTime>
#include <QFileInfo>
#include <QUrl>

namespace muster {

/// What being in a registry says of a number.
enum class RegistryKind : std::uint8_t {
    DoNotCall, ///< Its owner does not want to be called.
    Disposable, ///< It was made to be thrown away.
};
template <>
inline constexpr KeyTable<RegistryKind, 2> keyTable<RegistryKind> = {{
    {RegistryKind::DoNotCall, QLatin1String("do-not-call")},
    {RegistryKind::Disposable, QLatin1String("disposable")},
}};

/// An imported registry, without its numbers.
struct Registry
{
    /// How old a registry may be before it is warned of: the US Telemarketing Sales Rule asks for a version that was
    /// obtained no more than 31 days before a call (16 CFR 310.4(b)(3)(iv)).
    static constexpr int freshDays = 31;

    QString id; ///< Made once.
    QString name; ///< 1 to 200 characters; unique, without regard to case.
    RegistryKind kind = RegistryKind::DoNotCall;
    QString source; ///< Where it came from: a file, absolute, or an https address.
    RegistryFormat format;
    QDate asOf; ///< Of which day it is: as a person said, else the file's own date.
    QDateTime importedAt; ///< UTC.
    qint64 numbers = 0, prefixes = 0;
    qint64 unreadable = 0; ///< Rows that were left out.
    QString digest; ///< Of the numbers, see NumberSetFile::digest().
    QString sourceDigest; ///< SHA-256 of the file as it was read.
    bool operator==(const Registry &) const = default;

    /// The file's name, or the host, since an address may hold what only the person may know: what is said of the
    /// source where others read it.
    [[nodiscard]] QString sourceName() const
    {
        const QUrl address(source);
        return address.scheme() == QLatin1String("https") ? address.host() : QFileInfo(source).fileName();
    }
    [[nodiscard]] bool isOld(const QDate &today) const { return asOf.addDays(freshDays) < today; }
};

} // namespace muster
