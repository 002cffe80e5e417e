// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"

#include <QString>
#include <QStringList>
#include <chrono>

namespace muster {

class AuditLog;
class Journal;
class Workspace;
struct JournalRun;

/// The folder where runs keep what they alone need (Workspace::runFile()): what is put in order when Muster starts.
/// GUI thread; a few files.
class RunFiles
{
public:
    /// How long the list of what a run did not change stays after its end, like the backup that it belongs to.
    static constexpr std::chrono::days leftoversKept{30};

    RunFiles(QString folder, Journal &journal, AuditLog &audit);

    /// Closes apply runs that were cut off before their plan was stored, audited: nothing of them was sent, and nothing
    /// can go on from them. Then removes what is of no use to anybody: files that were never finished; of runs that are
    /// over the plan, which holds numbers, and the unit log, and after their time the leftovers (and the unit log of a
    /// run that has blocked numbers or changed a do-not-call group). Files of runs that can
    /// be taken up again stay, and so do those of runs that the journal does not know (F99). Pasted tables that no open
    /// run names go as well.
    void tidy(const BelievableTime &now);
    /// Ids of runs that have changed something, by their unit logs, and that the journal does not know: it was damaged
    /// and could not be mended, so what they sent is in doubt. Empty where the journal cannot be read.
    [[nodiscard]] static QStringList lostOf(Workspace &workspace);
    /// What the journal is to say of such a run that a person gives up: discarded, and nothing else is known.
    [[nodiscard]] static JournalRun entryOfLost(const QString &runId, const QDateTime &now);

private:
    void closeUnbegun();
    void removeUnfinished();
    void removeFinished(const BelievableTime &now);
    [[nodiscard]] QString file(const QString &runId, const char *suffix) const;

    const QString m_folder;
    Journal &m_journal;
    AuditLog &m_audit;
};

} // namespace muster
