// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/lists/deletion/listdeletionorder.h"

#include <QString>

namespace muster {

/// Why a list may not be deleted: "a skill uses it, active". Empty for none.
[[nodiscard]] QString deletionObstaclesText(const QList<DeletionObstacle> &obstacles);
/// Where a list stands: "Deleted", "Left alone: changed since it was reviewed".
[[nodiscard]] QString deletionResultText(const ListDeletionResult &result);
/// "3 lists with 1,204 contacts will be deleted; 2 others are left alone."
[[nodiscard]] QString deletionPreviewText(qsizetype lists, qint64 contacts, qsizetype leftAlone);
/// What a person has to type, as one sentence.
[[nodiscard]] QString deletionConfirmText(const QList<PreviewedList> &lists, const QString &profileName);

/// How many contacts of a deleted list's copy go into the new list, what stays behind, and what never comes back.
[[nodiscard]] QString republicationText(const AudiencePublishOrder &order);

} // namespace muster
