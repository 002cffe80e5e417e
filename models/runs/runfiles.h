// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"

#include <QString>
#include <chrono>

namespace muster {

class AuditLog;
class Journal;

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
    /// over the plan, which holds numbers, and the unit log, and after their time the leftovers. Files of runs that can
    /// be taken up again stay, and so do those of runs that the journal does not know (F99). Pasted tables that no open
    /// run names go as well.
    void tidy(const BelievableTime &now);

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
