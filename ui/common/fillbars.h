// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmetrics.h"

#include <QWidget>

namespace muster {

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

} // namespace muster
