// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QHash>
#include <functional>

namespace muster {

/// Which tenant each connection led to when it was opened last: a digest of its addresses, API flavour and client id.
/// So that a connection which was made anew can be told to be of the same tenant as one that is gone (F118). JSON in
/// the data folder, beside what hangs on connections; what cannot be read counts as not known. GUI thread.
class TenantMemory
{
public:
    explicit TenantMemory(QString folder);

    /// The work that puts it on the disk, for StoreThread; none when it is known already.
    [[nodiscard]] std::function<Result<void>()> remember(const ConnectionProfile &profile);
    /// Ids of connections that led to the tenant of `profile`, but its own.
    [[nodiscard]] QStringList sameTenant(const ConnectionProfile &profile) const;
    /// SHA-256, hexadecimal.
    [[nodiscard]] static QString identityOf(const ConnectionProfile &profile);

private:
    const QString m_file;
    QHash<QString, QString> m_identities; ///< By connection's id.
};

} // namespace muster
