// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/contactids.h"
#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/frozenorder.h"
#include "models/sources/tableformat.h"
#include "models/store/backupfile.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/enrichment.h"
#include "network/wire/result.h"

#include <QStringList>
#include <optional>
#include <vector>

namespace muster {

class UndoValues;

/// A file and how it is to be read.
struct EnrichSource
{
    QString file; ///< Absolute path.
    TableFormat format;
    bool operator==(const EnrichSource &) const = default;
};

/// Look what of a file fits; nothing is sent.
struct EnrichCheckOrder
{
    EnrichSource source;
    EnrichmentMapping mapping;
    ListSchema schema; ///< As it was read from the tenant.
    QString rejectsFile; ///< Rows that do not fit, with their reasons, for this file; empty: none. Must not exist.
    bool proposesRepairs = true; ///< CheckReport::repairs are wanted.
};

/// What a check said would become of the values that contacts hold; what a person has seen and agreed to.
struct AgreedValues
{
    qint64 fills = 0; ///< Of contacts that have none.
    qint64 changes = 0; ///< Written over another one: no more than these will be.
    bool operator==(const AgreedValues &) const = default;
};

/// Merge a file's values into the contacts of a list.
struct EnrichOrder
{
    QString listId, listName;
    QString campaignId, campaignName;
    EnrichSource source;
    QString sourceDigest; ///< SHA-256 of the file as it was checked; a changed file is refused.
    EnrichmentMapping mapping;
    bool sendValid = false; ///< Leave out rows that do not fit; without it one such row refuses the run.
    bool plainBackup = false; ///< As ListApplyOrder::plainBackup.
    bool refresh = true; ///< Have the list evaluated anew at the end.
    qint64 contacts = 0; ///< That the check found fit to be sent.
    /// Of a person, that dialers may call because of this run.
    DialConsent dialConsent = {};
    std::optional<AgreedValues> agreed; ///< Where the check could read what contacts hold: then the run has to, too.
};

/// An enrichment order as the journal keeps it: exactly this runs.
struct FrozenEnrich : FrozenFor
{
    EnrichOrder order;
};

[[nodiscard]] FrozenEnrich freeze(const EnrichOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenEnrich> thawEnrich(const QByteArray &json, const QString &digest);

/// For which contacts of an enrichment an undo is.
struct UndoChoice
{
    /// More bytes of ids would not go into the order that the journal keeps (4 MiB, see frozenObject()).
    static constexpr qint64 maxBytes = maxContactIdBytes;

    enum class Kind {
        All, ///< `ids` is empty.
        Only, ///< For those in `ids`.
        Except, ///< For all but those.
    };
    Kind kind = Kind::All;
    QStringList ids;
    bool operator==(const UndoChoice &) const = default;
};

/// Per unit of `values` whether the choice leaves it out; empty: nobody. BadInput "not_in_backup" (`subject`: the id)
/// for one that the enrichment did not touch: whoever names it means another run.
[[nodiscard]] Result<std::vector<bool>> leftOutBy(const UndoChoice &choice, const UndoValues &values);

/// Bring back what an enrichment has written over.
struct EnrichUndoOrder
{
    QString backupFile; ///< That the enrichment made.
    QString campaignId; ///< Whose time counts.
    bool refresh = true; ///< Have the list evaluated anew at the end.
    UndoChoice choice = {};
    std::optional<qint64> typedCount = std::nullopt; ///< What the person typed; see UndoGate.
    std::optional<BackupInfo> known
        = std::nullopt; ///< What it is, where that was read already; else the start reads it.
    DialConsent dialConsent = {}; ///< As EnrichOrder::dialConsent.
};

/// An undo order as the journal keeps it.
struct FrozenEnrichUndo : FrozenFor
{
    EnrichUndoOrder order;
    QString runId; ///< Of the enrichment.
    QString backupDigest; ///< BackupInfo::digest.
    QString listId, listName;
};

[[nodiscard]] FrozenEnrichUndo freeze(const FrozenEnrichUndo &unfrozen); ///< Sets json and digest.
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenEnrichUndo> thawEnrichUndo(const QByteArray &json, const QString &digest);

} // namespace muster
