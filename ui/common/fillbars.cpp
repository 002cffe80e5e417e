// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/fillbars.h"

#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/celldelegate.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QPainter>
#include <QTextDocument>
#include <algorithm>

namespace muster {

FillBars::FillBars(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Fill rate per attribute"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FillBars::setFill(const QList<RunMetrics::FieldFill> &fill)
{
    if (fill == m_fill)
        return;
    m_fill = fill;
    std::sort(m_fill.begin(), m_fill.end(), [](const auto &a, const auto &b) {
        return a.share() == b.share() ? a.name < b.name : a.share() < b.share();
    });
    QStringList lines;
    for (const auto &field : std::as_const(m_fill))
        lines << QString(visibleText(field.name, 60) % u' ' % percentText(field.share()));
    setToolTip(toolTips::lines(lines));
    setAccessibleDescription(lines.join(u'\n'));
    update();
}

void FillBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const DesignTokens &tokens = Theme::instance().tokens();
    const QFontMetrics metrics = fontMetrics();
    const int line = metrics.height() + 3;
    const int room = std::max(1, height() / line);
    const bool more = m_fill.size() > room;
    const qsizetype shown = more ? room - 1 : m_fill.size();
    const int nameWidth = std::min(width() / 3, 130);
    const int shareWidth = widestShare(metrics);
    for (qsizetype i = 0; i < shown; ++i) {
        const auto &field = m_fill[i];
        const QRect row(0, int(i) * line, width(), line);
        painter.setPen(tokens.text);
        painter.drawText(row.adjusted(0, 0, nameWidth - width(), 0), int(Qt::AlignVCenter | Qt::AlignLeft),
                         metrics.elidedText(visibleText(field.name, 60), Qt::ElideRight, nameWidth - space::s));
        const QRectF bar(nameWidth, row.center().y() - 3, width() - nameWidth - shareWidth - space::s, 7);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::instance().track());
        painter.drawRoundedRect(bar, 3, 3);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * std::min(1.0, field.share()), 7)), 3, 3);
        painter.setPen(tokens.text);
        painter.drawText(row, int(Qt::AlignVCenter | Qt::AlignRight), percentText(field.share()));
    }
    if (more) {
        painter.setPen(tokens.muted);
        painter.drawText(QRect(0, int(shown) * line, width(), line), int(Qt::AlignVCenter | Qt::AlignLeft),
                         tr("%Ln more, fuller ones", nullptr, int(m_fill.size() - shown)));
    }
}

} // namespace muster
