// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"
#include "network/wire/capability.h"
#include "network/wire/connectionprofile.h"

#include <QMap>
#include <QString>

namespace muster {

[[nodiscard]] QString environmentText(Environment environment); ///< "production", "test", "sandbox"
/// "Acme (production)": wherever something belongs to one tenant of several (F120).
[[nodiscard]] QString tenantText(const QString &name, Environment environment);
[[nodiscard]] QString serviceText(Service service);
/// "Sign in: Enrichment"
[[nodiscard]] QString hopText(const ConnectionHop &hop); ///< "Audience segments", ...
[[nodiscard]] QString hopFindingText(const ConnectionHop &hop); ///< What was learnt by it; empty: nothing.
[[nodiscard]] QString authDialectText(AuthDialect auth);
/// What hangs on a connection: titles of its unfinished runs, and its backups; whole sentences.
[[nodiscard]] QString connectionTiesText(const QStringList &runs, const QList<BackupInfo> &backups);
/// What is wrong with a field of a profile, as ProfileStore::faults() names it; a whole sentence.
[[nodiscard]] QString profileFaultText(const QString &field, const QString &issue);

/// "Export audience segments"
[[nodiscard]] QString jobText(Job job);
/// "native", "emulated", "unavailable", in a person's words.
/// What kind of server a connection is for, as a person would say it; the key itself where it is not known.
[[nodiscard]] QString dialectText(const QString &dialect);
/// What a field means that the kinds of servers call differently.
struct SignInWords
{
    QString address, id, secret;
};
[[nodiscard]] SignInWords signInWords(const QString &dialect);
[[nodiscard]] QString addressText(const QUrl &address); ///< Of those that a dialect offers.
[[nodiscard]] QString dialectOptionText(const QString &key); ///< Label of a DialectOption.
[[nodiscard]] QString dialectOptionHint(const QString &key); ///< What it is for, and how sure its standard is.
[[nodiscard]] QString dialectChoiceText(const QString &choice);

[[nodiscard]] QString capabilityModeText(Capability::Mode mode);
/// What is different, or why it cannot be done, as one sentence; empty for Native. A reason without words of its own
/// stands as it is, quoted.
[[nodiscard]] QString capabilityReasonText(const Capability &capability);
/// "Enrich contacts: emulated." and the reason.
[[nodiscard]] QString capabilityText(Job job, const Capability &capability);
[[nodiscard]] QString emulatedJobsText(const QStringList &jobs); ///< "Emulated: Sanitize contact lists."
/// All jobs of a tenant: one sentence where its API does them all itself, else a line for each.
/// The same in a line a mode, without the reasons.
[[nodiscard]] QString capabilitiesSummary(const QMap<Job, Capability> &capabilities);
[[nodiscard]] QString capabilitiesText(const QMap<Job, Capability> &capabilities);

} // namespace muster
