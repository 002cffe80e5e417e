// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArray>
#include <QString>

namespace muster {

struct JournalRun;
class Workspace;

/// What is done about a run that applies a plan while it is not under way: the journal and the disk have all of it.
class InterruptedApply
{
public:
    /// A person's word that a halted run may send again (F21), and that one whose purge is locked may go on to it
    /// (F23); audited. Resuming alone says neither. The services' own breakers are re-armed by
    /// TenantSession::rearmBreakers(). BadInput "not_halted". For StoreThread: it waits for the disk twice.
    [[nodiscard]] static Result<void> rearm(Workspace &workspace, const QString &runId);
    [[nodiscard]] static QByteArray rearmed(const QByteArray &progress); ///< What the journal has of it afterwards.
    /// Whether the states of its units are wanted after its end: they say which numbers it has put into a do-not-call
    /// group, which the way back goes by.
    [[nodiscard]] static bool keepsItsUnits(const JournalRun &entry);
    /// Removes what the run alone has on disk; the backup stays, which is somebody's way back.
    [[nodiscard]] static Result<void> discard(Workspace &workspace, const QString &runId);
};

} // namespace muster
