// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/skeletonrows.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QTimer>

namespace muster {

SkeletonRows::SkeletonRows(QWidget *parent)
    : QWidget(parent)
    , m_delay(new QTimer(this))
{
    m_delay->setSingleShot(true);
    m_delay->setInterval(delayMilliseconds);
    connect(m_delay, &QTimer::timeout, this, [this] {
        m_drawn = true;
        update();
    });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SkeletonRows::setSentence(const QString &sentence)
{
    m_sentence = sentence;
    setAccessibleName(sentence);
    update();
}

void SkeletonRows::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_drawn = false;
    m_delay->start();
}

void SkeletonRows::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_delay->stop();
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const DesignTokens &tokens = Theme::instance().tokens();
    painter.setPen(tokens.divider);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    if (!m_drawn)
        return;
    painter.setPen(tokens.muted);
    painter.drawText(rect().adjusted(space::m, 0, -space::m, 0).adjusted(0, 0, 0, rowHeight - height()),
                     int(Qt::AlignLeft | Qt::AlignVCenter), m_sentence);
    painter.setPen(Qt::NoPen);
    // Three columns of uneven length, the same each time: it reads as a table and not as a pattern.
    static constexpr int shares[] = {34, 27, 31, 22, 29};
    painter.setOpacity(1.0);
    for (int row = 1; (row + 1) * rowHeight <= height(); ++row) {
        painter.setOpacity(std::max(0.15, 0.8 - 0.08 * row));
        painter.setBrush(Theme::instance().track());
        const int y = row * rowHeight + rowHeight / 2 - 5;
        const int share = shares[row % 5];
        painter.drawRoundedRect(QRectF(space::m, y, width() * share / 100.0, 10), 3, 3);
        painter.drawRoundedRect(QRectF(width() * 0.48, y, width() * 0.12, 10), 3, 3);
        painter.drawRoundedRect(QRectF(width() * 0.68, y, width() * (share - 12) / 100.0, 10), 3, 3);
    }
}

} // namespace muster
