// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace muster {

class RunListModel;

/// The bottom of the window: one line a run with a small bar; a click opens the run in full. Hidden when nothing runs.
class RunStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RunStrip(RunListModel *runs, QWidget *parent = nullptr);

    /// Where the runs are shown in full anyway, the strip stays away.
    void setSuppressed(bool suppressed);

Q_SIGNALS:
    void runClicked(muster::Run *run);

private:
    void rebuild();
    void refresh(int row);

    RunListModel *const m_runs;
    QVBoxLayout *m_lines = nullptr;
    QList<QWidget *> m_rows;
    bool m_suppressed = false;
};

} // namespace muster
