// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/charts.h"

#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/celldelegate.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QLocale>
#include <QPainter>
#include <QTextDocument>
#include <algorithm>

namespace muster {

namespace {

constexpr int barHeight = 7;
constexpr int leastBar = 36; ///< Pixels of a bar beside a long name.

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
    describe();
    updateGeometry();
    update();
}

void FillBars::setLast(const QHash<QString, double> &last)
{
    if (last == m_last)
        return;
    m_last = last;
    describe();
    update();
}

QSize FillBars::sizeHint() const
{
    return {260, int(std::clamp<qsizetype>(m_fill.size(), 2, 8)) * (fontMetrics().height() + 3)};
}

void FillBars::describe()
{
    QStringList lines;
    for (const auto &field : std::as_const(m_fill)) {
        QString line = visibleText(field.name, 60) % u' ' % percentText(field.share());
        if (const auto before = m_last.constFind(field.name); before != m_last.cend())
            line += tr(", last run: %1").arg(percentText(*before));
        lines << line;
    }
    setToolTip(toolTips::lines(lines));
    setAccessibleDescription(lines.join(u'\n'));
}

QString FillBars::changeText(const RunMetrics::FieldFill &field) const
{
    const auto before = m_last.constFind(field.name);
    if (before == m_last.cend())
        return {};
    const int points = qRound(100 * field.share()) - qRound(100 * *before);
    if (points == 0)
        return QStringLiteral("=");
    return (points < 0 ? u"\u25be " : u"\u25b4 ") % QLocale().toString(std::abs(points));
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
    int longestName = 0;
    for (const auto &field : std::as_const(m_fill))
        longestName = std::max(longestName, metrics.horizontalAdvance(visibleText(field.name, 60)));
    const int shareWidth = widestShare(metrics);
    const int lastWidth = m_last.isEmpty() ? 0 : metrics.horizontalAdvance(QStringLiteral("\u25be 100")) + space::s;
    const int nameWidth = std::clamp(longestName + space::s + 2, 0,
                                     std::max(width() / 3, width() - shareWidth - lastWidth - space::s - leastBar));
    for (qsizetype i = 0; i < shown; ++i) {
        const auto &field = m_fill[i];
        const QRect row(0, int(i) * line, width(), line);
        painter.setPen(tokens.text);
        painter.drawText(row.adjusted(0, 0, nameWidth - width(), 0), int(Qt::AlignVCenter | Qt::AlignLeft),
                         metrics.elidedText(visibleText(field.name, 60), Qt::ElideRight, nameWidth - space::s));
        const QRectF bar(nameWidth, row.center().y() - 3, width() - nameWidth - shareWidth - lastWidth - space::s, 7);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::instance().track());
        painter.drawRoundedRect(bar, 3, 3);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * std::min(1.0, field.share()), 7)), 3, 3);
        painter.setPen(tokens.text);
        painter.drawText(row.adjusted(0, 0, -lastWidth, 0), int(Qt::AlignVCenter | Qt::AlignRight),
                         percentText(field.share()));
        painter.setPen(tokens.muted);
        painter.drawText(row, int(Qt::AlignVCenter | Qt::AlignRight), changeText(field));
    }
    if (more) {
        painter.setPen(tokens.muted);
        painter.drawText(QRect(0, int(shown) * line, width(), line), int(Qt::AlignVCenter | Qt::AlignLeft),
                         tr("%Ln more", nullptr, int(m_fill.size() - shown)));
    }
}

} // namespace muster
