// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QHash>
#include <QObject>
#include <functional>

namespace muster {

/// Connection profiles as documented JSON (profiles.json) in the config folder, mode 0600, folder 0700; no secret.
/// A damaged file is kept beside and the store starts empty with a notice; a newer version is never rewritten (F98).
/// GUI thread.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    explicit ProfileStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    /// Reads the file; the error, if any, is a notice: the store works all the same (empty, or read-only when newer).
    /// Damaged "profiles_damaged": kept beside as `subject`; profiles in it that are sound were taken over. Damaged
    /// "newer_version". File: could not be read; read-only, so that nothing unseen is overwritten.
    /// `readOnly`: the folder is not ours to write (F97, F108). Nothing is moved, rewritten or given another mode, a
    /// damaged file stays where it is (`subject`), and save() refuses with InUse "read_only".
    [[nodiscard]] std::optional<ApiError> load(bool readOnly = false);
    [[nodiscard]] const QList<ConnectionProfile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<ConnectionProfile> byId(const QString &id) const;
    [[nodiscard]] std::optional<ConnectionProfile> byName(const QString &name) const; ///< Without regard to case.
    /// Adds, or replaces the one with the same id. Names are unique without regard to case (BadInput "bad_profile",
    /// issue "name_taken").
    [[nodiscard]] Result<void> save(const ConnectionProfile &profile);
    [[nodiscard]] Result<void> remove(const QString &id);
    /// Without id and secret. Never overwrites.
    [[nodiscard]] Result<void> exportTo(const QString &id, const QString &file) const;
    /// Reads a profile from a file, under a fresh id; does not save it. BadInput names member and reason.
    [[nodiscard]] static Result<ConnectionProfile> importFrom(const QString &file);
    /// What is wrong with a profile before it is used, by field: "name", "base_url", "services.segments.base_url", ...
    /// See profileFaults() for the issues.
    [[nodiscard]] static QList<FieldFault> faults(const ConnectionProfile &profile);
    [[nodiscard]] bool isReadOnly() const { return m_refusal.has_value(); }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString file() const;
    [[nodiscard]] std::optional<ApiError> take(const QByteArray &bytes);
    [[nodiscard]] Result<void> write(const QList<ConnectionProfile> &profiles) const;

    const QString m_folder;
    DiskAccess &m_disk;
    QList<ConnectionProfile> m_profiles;
    std::optional<ApiError> m_refusal; ///< Why nothing is written.
};

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
