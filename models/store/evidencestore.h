// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/consentevidence.h"
#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QDateTime>
#include <QObject>
#include <QThreadPool>
#include <memory>
#include <stop_token>
#include <string>

namespace muster {

class KeyVault;

/// What outlasts contacts that are removed although they carry consent or an opt-out (S38): a suppression entry and a
/// fingerprint of the evidence for each, as keyed digests. The key is in the system's key store and nowhere else; where
/// that has none, nothing can be kept and such contacts must stay. No number, no name, no expiry; never erased by
/// Muster.
///
/// File `entries` (0600): a line "muster-evidence 1 KEYPRINT", then one a contact: digest of the number, digest of the
/// evidence, kind, time. Appended and synced by a worker; a torn last line was never acknowledged and is cut. GUI
/// thread.
class EvidenceStore : public QObject
{
    Q_OBJECT

public:
    /// What one contact carries.
    struct Entry
    {
        std::string number; ///< E.164, or the text where it has none.
        std::string evidence; ///< The members that are evidence, names and values.
        ConsentEvidence kind = ConsentEvidence::None;
    };
    using Kept = std::shared_ptr<const KeptEvidence>;

    /// `folder` is the store's own; made when something is kept.
    EvidenceStore(QString folder, KeyVault &keys, bool readOnly, DiskAccess &disk = DiskAccess::system(),
                  QObject *parent = nullptr);
    ~EvidenceStore() override;

    /// Resumes when all are on the disk; those that are there already are not written again. Cannot be stopped once the
    /// disk is written to. KeyStore "evidence_no_key": none can be kept, or the one that is in use cannot be had; File;
    /// Damaged "evidence_damaged"; InUse "read_only".
    [[nodiscard]] QCoro::Task<Result<void>> keep(QList<Entry> entries, QDateTime now, std::stop_token stop);
    /// For judging; null when nothing was ever kept, and then the key store is not asked. The same errors.
    [[nodiscard]] QCoro::Task<Result<Kept>> load(std::stop_token stop);

Q_SIGNALS:
    void changed(); ///< More is kept.

private:
    struct Content;
    [[nodiscard]] QCoro::Task<Result<Secret>> key(bool mayMake, std::stop_token stop);
    [[nodiscard]] QString file() const;

    const QString m_folder;
    KeyVault &m_keys;
    const bool m_readOnly;
    DiskAccess &m_disk;
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

} // namespace muster
