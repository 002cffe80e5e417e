// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runtrend.h"
#include "ui/common/forward.h"

#include <QDialog>

namespace muster {

class TrendPlot;

/// How the complete runs of one kind on one segment or list did over months: fill rate, latency and records, as a plot
/// or as a table.
class RunTrendDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity#trends")

public:
    explicit RunTrendDialog(const RunTrend &trend, QWidget *parent = nullptr);
    /// The same trend, read again because a run has ended. Measure, cursor, selection and focus stay.
    void setTrend(const RunTrend &trend);
    void showStale(const QString &why); ///< It could not be read again; `why` is a sentence.

private:
    void showTrend(const RunTrend &trend);
    void fillChooser(const RunTrend &trend);
    void showMeasure();

    PlainLabel *m_title = nullptr;
    QComboBox *m_measure = nullptr;
    TrendPlot *m_plot = nullptr;
    PlainLabel *m_note = nullptr;
    qsizetype m_shares = 0; ///< Of the trend, drawn or not; 0 while nothing is drawn.
};

} // namespace muster
