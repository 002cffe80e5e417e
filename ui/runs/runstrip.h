// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QWidget>

class QVBoxLayout;

namespace muster {

class RunListModel;

/// The bottom of the window: one line a run with a small bar; a click opens the run in full. Hidden when there is none.
/// It leaves the page its room: of many runs those that go on come first, then the latest, and the rest are counted.
class RunStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RunStrip(RunListModel *runs, QWidget *parent = nullptr);

    /// Where the runs are shown in full anyway, the strip stays away.
    void setSuppressed(bool suppressed);

Q_SIGNALS:
    void runClicked(muster::Run *run);
    void moreClicked(); ///< The runs that have no line of their own.

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void rebuildIfOthers(); ///< Where other runs have become the ones to be shown.
    [[nodiscard]] QList<int> chosen() const; ///< Rows of the model, in its order.
    [[nodiscard]] QWidget *lineOf(int row);
    [[nodiscard]] QWidget *moreLine(int count);
    void refresh(int row);

    RunListModel *const m_runs;
    QVBoxLayout *m_lines = nullptr;
    QList<QWidget *> m_rows; ///< The lines.
    QList<int> m_shown; ///< Rows of the model, of the first lines.
    bool m_suppressed = false;
};

} // namespace muster
