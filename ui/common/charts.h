// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/runs/runmetrics.h"

#include <QList>
#include <QWidget>

namespace muster {

/// Counts as horizontal bars with name and number, most first; as many as there is height for, the rest summed up. The
/// accessible description says all of them in words.
class CountBars : public QWidget
{
    Q_OBJECT

public:
    struct Bar
    {
        QString name;
        qint64 count = 0;
        Tone tone = Tone::Info;
        bool operator==(const Bar &) const = default;
    };

    explicit CountBars(QWidget *parent = nullptr);
    void setBars(const QList<Bar> &bars); ///< Those with a count of 0 are left out.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {140, 60}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Bar> m_bars;
};

/// Fill rate per attribute as bars with name and percentage; as many as there is height for, the emptiest first.
class FillBars : public QWidget
{
    Q_OBJECT

public:
    explicit FillBars(QWidget *parent = nullptr);
    void setFill(const QList<RunMetrics::FieldFill> &fill);
    [[nodiscard]] QSize sizeHint() const override { return {260, 96}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 48}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<RunMetrics::FieldFill> m_fill;
};

/// Latency of the last requests as a line, with the 95th percentile as a dashed one. Light painting of its own: at most
/// 240 points, repainted only when values change, so ten times a second at most.
class SparkLine : public QWidget
{
    Q_OBJECT

public:
    explicit SparkLine(QWidget *parent = nullptr);
    void setValues(const QList<int> &milliseconds, int p95);
    [[nodiscard]] QSize sizeHint() const override { return {220, 64}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 40}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<int> m_values;
    int m_p95 = 0;
};

} // namespace muster
