// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undochoice.h"
#include "models/store/backupfile.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <optional>

namespace muster {

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
