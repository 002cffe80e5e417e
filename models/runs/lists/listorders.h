// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/frozenorder.h"
#include "models/rules/lists/linetypes.h"
#include "models/rules/lists/lookupterms.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/store/backupfile.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/dialer.h"

#include <QByteArray>
#include <QUrl>
#include <memory>
#include <vector>

namespace muster {

/// Read a whole contact list into memory. Nothing is changed, nothing has to be resumed: it is read again instead.
struct ListReadOrder
{
    QString listId, listName;
};

/// Carry out a plan: corrections first, then, unless withheld, the purge behind its gate. What was confirmed by whom.
struct ListApplyOrder
{
    SharedPlan plan;
    bool withholdPurge = false; ///< Only the corrections.
    /// Id of the do-not-call group that the purge puts numbers into, while their contacts stay; empty: it removes the
    /// contacts.
    QString blockGroup;
    QString blockGroupName; ///< As the person chose it.
    std::optional<qint64> typedCount; ///< F111: what the person typed; see PurgeGate.
    QString typedName;
    DialConsent dialConsent; ///< What a person typed because numbers may be called.
    QString backupFile; ///< Where the copy of the records goes; empty: Muster's own folder.
    bool plainBackup = false; ///< A person's word that the copy may lie in the clear where there is no key store (S37).
    QUrl aggregator; ///< Told when the run is complete; empty: none.

    [[nodiscard]] bool blocks() const { return !blockGroup.isEmpty() && !withholdPurge; }
};

/// Bring back what a backup holds: removed contacts and old numbers.
struct ListRestoreOrder
{
    QString backupFile;
    QStringList only; ///< Contact ids; empty: all.
    std::optional<BackupInfo> known
        = std::nullopt; ///< What it is, where that was read already; else the start reads it.
    DialConsent dialConsent = {}; ///< What a person typed because numbers may be called.
};

/// Ask a provider for the line types of these numbers, for at most so much. The numbers stay in memory: journal and
/// audit have their count.
struct LineLookupOrder
{
    using Numbers = std::shared_ptr<const std::vector<std::uint64_t>>;

    Numbers numbers; ///< As NumberVerdict::e164, each once; nullptr: none.
    LookupSource source = LookupSource::Twilio;
    LookupTerms terms;
    QString listId, listName; ///< What they were met in; the id is empty for a file.
    QString profileId, profileName;
    Environment environment = Environment::Sandbox; ///< Shown beside the name; no part of the order.
};

/// Canonical JSON for journal and audit: counts and terms, no number.
[[nodiscard]] QByteArray lineLookupOrderJson(const LineLookupOrder &order);

/// An apply order as the journal keeps it: what the run was told, and which plan, without the plan itself. The run
/// keeps its own copy of the plan as Workspace::runFile(id, "plan"), bound by the digest (F115).
struct FrozenListApply : FrozenFor
{
    ListApplyOrder order; ///< `plan` is nullptr when it was thawed: the run reads its copy.
    QString planDigest;
    QString listId, listName;
    qint64 fixes = 0, purges = 0; ///< Of the plan.
    /// What the plan was made by, as PlanHeader has it. Empty in orders of earlier versions, and of their plans.
    QString directiveName;
    QByteArray directive;

    /// To fill the page with again, with its name. BadInput "repeat_settings_missing" where the order does not have it.
    [[nodiscard]] Result<SanitizationDirective> repeatedDirective() const;
};

/// `order.plan` must be there.
[[nodiscard]] FrozenListApply freeze(const ListApplyOrder &order);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenListApply> thawListApply(const QByteArray &json, const QString &digest);

/// A restore order as the journal keeps it; `environment` is no part of it.
struct FrozenListRestore : FrozenFor
{
    ListRestoreOrder order;
    QString backupDigest; ///< BackupInfo::digest: what the restore was confirmed for.
    QString listId, listName;
};
[[nodiscard]] FrozenListRestore freeze(const FrozenListRestore &unfrozen); ///< Sets json and digest.
[[nodiscard]] Result<FrozenListRestore> thawListRestore(const QByteArray &json, const QString &digest);

} // namespace muster
