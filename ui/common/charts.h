// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"
#include "models/runs/runmetrics.h"

#include <QHash>
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

/// Shares as bars with name and percentage: the fill rate of attributes, say. As many as there is height for, the
/// emptiest first. Where the last run's are known, each says how far it is from there.
class FillBars : public QWidget
{
    Q_OBJECT

public:
    explicit FillBars(QWidget *parent = nullptr);
    void setFill(const QList<RunMetrics::FieldFill> &fill);
    /// By name, 0 to 1; a share without one has nothing beside it, and without any there is no column.
    void setLast(const QHash<QString, double> &last);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 48}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    [[nodiscard]] QString changeText(const RunMetrics::FieldFill &field) const; ///< "▾ 4"; empty: not known.

    QList<RunMetrics::FieldFill> m_fill;
    QHash<QString, double> m_last;
};

} // namespace muster
