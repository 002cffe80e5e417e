// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runtrend.h"
#include "ui/plots/timeplot.h"

#include <QPointer>

namespace muster {

class TrendModel;

/// What runs on one segment or list measured over months: fill rates, or latencies, or records, a point a run. The
/// table has them all.
class TrendPlot final : public TimePlot
{
    Q_OBJECT

public:
    enum class Measure { Shares, Latency, Records };

    explicit TrendPlot(const RunTrend &trend, QWidget *parent = nullptr);
    /// The same trend, read again: the cursor and what is selected in the table stay with their runs.
    void setTrend(const RunTrend &trend);
    void setMeasure(Measure measure);
    [[nodiscard]] Measure measure() const { return m_measure; }
    [[nodiscard]] QStringList drawnShares() const; ///< Names of those that have a line of their own.
    [[nodiscard]] QSize sizeHint() const override { return {760, 380}; }

protected:
    [[nodiscard]] bool isEmpty() const override { return !m_trend.isEnough(); }
    void takeRows() override { }
    [[nodiscard]] qsizetype rowCount() const override { return m_trend.points.size(); }
    [[nodiscard]] QDateTime rowBegin(qsizetype row) const override { return m_trend.points[row].startedAt; }
    [[nodiscard]] QDateTime rowTime(qsizetype row) const override { return m_trend.points[row].startedAt; }
    [[nodiscard]] QString rowText(qsizetype row) const override;
    [[nodiscard]] TimeChart::Content content() const override;
    [[nodiscard]] QAbstractItemModel &table() override;
    void arrange(DataTable &table) override;
    [[nodiscard]] std::function<QByteArray()> csv() const override;

private:
    void setModel(TrendModel *model);

    RunTrend m_trend;
    Measure m_measure = Measure::Shares;
    TrendModel *m_model = nullptr;
    QPointer<DataTable> m_shownTable; ///< Once it was asked for.
};

} // namespace muster
