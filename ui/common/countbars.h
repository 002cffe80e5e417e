// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"

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

} // namespace muster
