// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/latencytrace.h"
#include "models/text/latencytexts.h"
#include "ui/plots/timeplot.h"

#include <optional>

namespace muster {

class LatencyModel;

/// Latency of a run's requests over its time: p50, p95 and p99 as lines, stretches of waiting shaded; the same as a
/// table.
class LatencyPlot final : public TimePlot
{
    Q_OBJECT

public:
    explicit LatencyPlot(QWidget *parent = nullptr);
    void setTrace(const LatencyTrace &trace);
    /// The row of the cursor; nullopt: there is none.
    [[nodiscard]] std::optional<LatencyRow> current() const;

protected:
    [[nodiscard]] bool isEmpty() const override;
    void takeRows() override;
    [[nodiscard]] qsizetype rowCount() const override { return m_rows.size(); }
    [[nodiscard]] QDateTime rowBegin(qsizetype row) const override { return m_rows[row].from; }
    [[nodiscard]] QDateTime rowTime(qsizetype row) const override;
    [[nodiscard]] QString rowText(qsizetype row) const override;
    [[nodiscard]] TimeChart::Content content() const override;
    [[nodiscard]] QAbstractItemModel &table() override;
    void arrange(DataTable &table) override;
    [[nodiscard]] std::function<QByteArray()> csv() const override;

private:
    LatencyTrace m_trace;
    QList<LatencyRow> m_rows; ///< As they are drawn.
    LatencyModel *const m_model;
};

} // namespace muster
