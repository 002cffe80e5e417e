// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/sparkline.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace muster {

SparkLine::SparkLine(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Latency of the last requests"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SparkLine::setValues(const QList<int> &milliseconds, int p95)
{
    if (milliseconds == m_values && p95 == m_p95)
        return;
    m_values = milliseconds;
    m_p95 = p95;
    update();
}

void SparkLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const DesignTokens &tokens = Theme::instance().tokens();
    const QRectF area = QRectF(rect()).adjusted(1, 2, -1, -2);
    painter.setPen(QPen(tokens.divider, 1));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_values.isEmpty())
        return;
    int top = std::max(m_p95, 1);
    for (int value : std::as_const(m_values))
        top = std::max(top, value);
    const auto y = [&](int value) { return area.bottom() - area.height() * 0.94 * value / top; };
    if (m_p95 > 0) {
        painter.setPen(QPen(tokens.muted, 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y(m_p95)), QPointF(area.right(), y(m_p95)));
    }
    QPainterPath line;
    const double step = m_values.size() > 1 ? area.width() / double(m_values.size() - 1) : 0;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const QPointF point(area.left() + step * double(i), y(m_values[i]));
        if (i == 0)
            line.moveTo(point);
        else
            line.lineTo(point);
    }
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.drawPath(line);
    if (m_values.size() == 1) {
        painter.setBrush(tokens.accent);
        painter.drawEllipse(QPointF(area.left() + 2, y(m_values[0])), 2, 2);
    }
}

} // namespace muster
