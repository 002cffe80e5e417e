// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

namespace muster {

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
