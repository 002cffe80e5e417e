// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <optional>

namespace muster {

struct JournalRun;
struct RunMaker;

/// A run that ended without being complete and can be taken up again; read from the journal.
struct ResumableRun
{
    QString id;
    RunKind kind = RunKind::SegmentExport;
    QString title;
    QString profileId;
    QString profileName;
    std::optional<Environment> environment = std::nullopt; ///< As the connection says now; nullopt: it is gone.
    QString target; ///< The file of an export; the id of the list otherwise.
    QDateTime startedAt, stoppedAt; ///< UTC.
    qint64 records = 0;
    RunOutcome::Kind ended = RunOutcome::Kind::Paused;
    bool crashed = false; ///< Muster ended while it ran.
    bool changesTenant = false; ///< Going on with it sends more than questions (S42).
    bool purgeLocked = false; ///< Corrections are in doubt; resuming is a person's word to go on (F23).
    QString reasonKey; ///< errorKindKey of why; empty: the person's wish or a crash.
    std::optional<QDateTime> resumeAt = std::nullopt; ///< UTC; until then the server does not want to be asked (F04).
    /// Of an export: its segment was recalculated, and a person has to say what to do, see IfRecalculated.
    bool awaitsChoice = false;
    bool resumesByItself = false; ///< At resumeAt, as long as this Muster is open.

    /// What the journal knows of it: all but `environment` and `resumesByItself`.
    [[nodiscard]] static ResumableRun of(const JournalRun &run, const RunMaker &maker);
};

} // namespace muster
