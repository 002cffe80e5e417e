// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/countbars.h"

#include "models/text/plaintext.h"
#include "ui/common/theme.h"
#include "ui/common/tones.h"
#include "ui/common/tooltips.h"

#include <QLocale>
#include <QPainter>
#include <QTextDocument>
#include <algorithm>

namespace muster {

namespace {

constexpr int barHeight = 7;

} // namespace

CountBars::CountBars(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CountBars::setBars(const QList<Bar> &bars)
{
    QList<Bar> kept;
    std::copy_if(bars.begin(), bars.end(), std::back_inserter(kept), [](const Bar &bar) { return bar.count > 0; });
    std::sort(kept.begin(), kept.end(),
              [](const Bar &a, const Bar &b) { return a.count == b.count ? a.name < b.name : a.count > b.count; });
    if (kept == m_bars)
        return;
    m_bars = kept;
    QStringList lines;
    for (const Bar &bar : std::as_const(m_bars))
        lines << QString(visibleText(bar.name, 80) % u": " % QLocale().toString(bar.count));
    setToolTip(toolTips::lines(lines));
    setAccessibleDescription(lines.join(u'\n'));
    updateGeometry();
    update();
}

QSize CountBars::sizeHint() const
{
    return {240, int(std::clamp<qsizetype>(m_bars.size(), 2, 10)) * (fontMetrics().height() + barHeight + space::s)};
}

void CountBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const DesignTokens &tokens = Theme::instance().tokens();
    const QFontMetrics metrics = fontMetrics();
    const int line = metrics.height() + barHeight + space::s;
    const int room = std::max(1, height() / line);
    const bool more = m_bars.size() > room;
    const qsizetype shown = more ? room - 1 : m_bars.size();
    const double most = m_bars.isEmpty() ? 1 : double(m_bars.first().count);
    for (qsizetype i = 0; i < shown; ++i) {
        const Bar &bar = m_bars[i];
        const QRect words(0, int(i) * line, width(), metrics.height());
        const QString count = QLocale().toString(bar.count);
        const int nameRoom = width() - metrics.horizontalAdvance(count) - space::s;
        painter.setPen(tokens.text);
        painter.drawText(words, int(Qt::AlignLeft | Qt::AlignVCenter),
                         metrics.elidedText(visibleText(bar.name, 80), Qt::ElideRight, nameRoom));
        painter.drawText(words, int(Qt::AlignRight | Qt::AlignVCenter), count);
        const QRectF ground(0, words.bottom() + 2, width(), barHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::instance().track());
        painter.drawRoundedRect(ground, 3, 3);
        painter.setBrush(colourOf(tokens, toneColour(bar.tone)));
        // What is there is never drawn as nothing.
        const double filled = std::max(3.0, ground.width() * double(bar.count) / most);
        painter.drawRoundedRect(QRectF(ground.topLeft(), QSizeF(filled, barHeight)), 3, 3);
    }
    if (more) {
        qint64 rest = 0;
        for (qsizetype i = shown; i < m_bars.size(); ++i)
            rest += m_bars[i].count;
        painter.setPen(tokens.muted);
        painter.drawText(QRect(0, int(shown) * line, width(), line), int(Qt::AlignLeft | Qt::AlignVCenter),
                         tr("%1 in others").arg(QLocale().toString(rest)));
    }
}

} // namespace muster
