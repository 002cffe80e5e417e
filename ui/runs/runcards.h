// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "ui/common/forward.h"

#include <QWidget>

class QGridLayout;

namespace muster {

class FillBars;
class LatencyPlot;

/// Of which lives of a run a kept trace is.
enum class KeptLives {
    Earlier, ///< Those before the one that is shown.
    All
};

/// The figures of a run in three cards: latency; fill rate or what stands for it; what became of the records, with
/// other facts. A card that a run has nothing for is not there; in a narrow pane the latency stands above the others.
class RunCards : public QWidget
{
    Q_OBJECT

public:
    explicit RunCards(QWidget *parent = nullptr);
    void setMetrics(RunKind kind, const RunMetrics &metrics);
    /// The shares of the last run of this kind on this target, as runShares() gives them; empty: not known. Shown
    /// beside those of now.
    void setLastFill(const QList<RunMetrics::FieldFill> &last);
    /// What is kept of the answers of the run; empty: not known. The plot shows earlier lives, too, with the pauses
    /// between them.
    void setKeptTrace(const LatencyTrace &kept, KeptLives lives);
    [[nodiscard]] LatencyPlot *plot() const { return m_plot; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void limitHeight();
    void showShares();
    void showTrace();
    [[nodiscard]] static QString factsOf(RunKind kind, const RunMetrics &metrics);

    RunKind m_kind = RunKind::SegmentExport;
    QList<RunMetrics::FieldFill> m_shares, m_last;
    LatencyTrace m_life, m_kept;
    KeptLives m_keptLives = KeptLives::Earlier;
    QGridLayout *m_grid = nullptr;
    LatencyPlot *m_plot = nullptr;
    FillBars *m_fill = nullptr;
    PlainLabel *m_fillCaption = nullptr;
    PlainLabel *m_figures = nullptr;
    PlainLabel *m_facts = nullptr;
    QWidget *m_latencyCard = nullptr;
    QWidget *m_fillCard = nullptr;
    QWidget *m_figuresBox = nullptr;
    QWidget *m_factsCard = nullptr;
    enum class Arrangement { None, Beside, Above };
    Arrangement m_arrangement = Arrangement::None; ///< Where the latency stands, seen from the others.
    bool m_hasFill = false;
};

} // namespace muster
