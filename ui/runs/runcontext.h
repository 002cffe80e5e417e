// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/runhistory.h"

#include <QObject>

namespace muster {

class Run;
class RunPane;
class Workspace;

/// What a pane shows of its run beyond the run's own signals: its entries in the history, its notices, the
/// answers of its earlier lives, and beside its shares those of the last run of the same kind on the same thing. GUI thread; nothing is read on it.
class RunContext : public QObject
{
    Q_OBJECT

public:
    /// `workspace` outlives it; it belongs to the pane. Once a pane.
    RunContext(RunPane *pane, Workspace &workspace);

Q_SIGNALS:
    void entryAsked(qint64 sequence); ///< A person wants to see that entry in the history.

private:
    void follow(const Run *run);
    void showKept(const RunRecord &shown);
    void lookForLast(const RunRecord &shown);

    RunPane *const m_pane;
    Workspace &m_workspace;
};

} // namespace muster
