// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QString>

namespace muster {

/// Ids that name a person of the tenant's, an interaction's for instance, stand in the history as keyed digests (S36).
/// Nobody reads an id out of one; with the key an id can be asked for. The key is the file `audit.subjects` (32 random
/// bytes, 0600) beside the history: destroyed, no digest made with it can be told from any other again, and the chain,
/// which covers digests only, is as it was. Blocks on the disk; StoreThread, or before any run.
class AuditSubjects
{
public:
    explicit AuditSubjects(const QString &auditFile, DiskAccess &disk = DiskAccess::system());

    /// Durable when it returns. Made where there is none, or where what is there is no key. File.
    [[nodiscard]] Result<Secret> key() const;
    /// Empty where there is none; makes none. File.
    [[nodiscard]] Result<Secret> find() const;
    /// Destroys the key, durably; the next key() makes another. Who wants to prove when that was audits it first. File.
    [[nodiscard]] Result<void> forget() const;

    /// 32 hexadecimal digits, of HMAC-SHA-256. `key` is not empty.
    [[nodiscard]] static QString digest(const Secret &key, const QString &id);

private:
    const QString m_file;
    DiskAccess &m_disk;
};

} // namespace muster
