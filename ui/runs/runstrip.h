// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "ui/common/forward.h"

#include <QWidget>

class QProgressBar;

namespace muster {

class RunListModel;

/// The bottom of the window: one line, whose click opens a run in full. The run that was begun last of those that go on,
/// else the last that ended, until it is dismissed; the others are counted. Hidden where there is none.
class RunStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RunStrip(RunListModel *runs, QWidget *parent = nullptr);

    /// Where the runs are shown in full anyway, the strip stays away.
    void setSuppressed(bool suppressed);

Q_SIGNALS:
    void runClicked(muster::Run *run);
    void moreClicked(); ///< The runs that have no line.
    void dismissAsked(muster::Run *run); ///< It has ended.

private:
    void refresh();
    [[nodiscard]] int chosen() const; ///< Row of the model; -1: there is none.
    void showRun(int row);

    RunListModel *const m_runs;
    QToolButton *m_open = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_tenant = nullptr;
    StatusBadge *m_state = nullptr;
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_figures = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_dismiss = nullptr;
    bool m_suppressed = false;
};

} // namespace muster
