// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/contactids.h"
#include "models/store/backupfile.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QStringList>
#include <optional>
#include <vector>

namespace muster {

class UndoValues;

/// For which contacts of an enrichment an undo is.
struct UndoChoice
{
    /// More bytes of ids would not go into the order that the journal keeps (4 MiB, see readFrozen()).
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
};

/// An undo order as the journal keeps it.
struct FrozenEnrichUndo
{
    EnrichUndoOrder order;
    QString runId; ///< Of the enrichment.
    QString backupDigest; ///< BackupInfo::digest.
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
    QString listId, listName;
    QByteArray json; ///< Canonical.
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

[[nodiscard]] FrozenEnrichUndo freeze(const FrozenEnrichUndo &unfrozen); ///< Sets json and digest.
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenEnrichUndo> thawEnrichUndo(const QByteArray &json, const QString &digest);

} // namespace muster
