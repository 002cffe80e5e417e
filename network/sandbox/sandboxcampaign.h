// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace muster {

/// An outbound campaign of the sandbox. Immutable.
struct SandboxCampaign
{
    QString id;
    QString name;
    QString status;
    QString contactListId; ///< Several campaigns may share one.
    int maxEnrichmentTimeout = 0; ///< Milliseconds.
    bool takesUpdates = true; ///< Else it has ended, and its timeout binds nobody.

    /// All campaigns, in the order of the index.
    [[nodiscard]] static const QList<SandboxCampaign> &all();
    /// nullptr when there is none of that id.
    [[nodiscard]] static const SandboxCampaign *find(QStringView id);
    /// How many contacts one batch for that list may have: one per 10 ms of the tightest campaign that takes updates
    /// (contract section 4); -1: no such campaign calls it, so any number.
    [[nodiscard]] static int contactsPerBatch(QStringView contactListId);
};

} // namespace muster
