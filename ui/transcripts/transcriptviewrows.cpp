// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How rows of a TranscriptView are laid out and painted.
#include "models/items/transcriptmodel.h"
#include "models/rules/masking/maskfinding.h"
#include "models/text/maskingtexts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/transcriptview.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextDocument>
#include <QTextLayout>
#include <QToolTip>

namespace muster {

namespace {

constexpr int sideIndent = 40; // of every other speaker
constexpr int chipRounding = 3;

/// Sure, to be looked at, or not known: colour is one sign, the word on hover and in the side panel the other.
ColourRole chipRole(const TranscriptText::Finding &finding)
{
    if (finding.score == 0)
        return ColourRole::Info;
    return finding.score < reviewScore ? ColourRole::Warn : ColourRole::Good;
}

} // namespace

const TranscriptView::Row &TranscriptView::row(int number) const
{
    if (const Row *known = m_rows.object(number))
        return *known;
    auto *made = new Row;
    const TranscriptText &transcript = *m_transcript->transcript();
    const TranscriptText::Segment &segment = transcript.segments[std::size_t(number)];
    made->visible = m_transcript->visible(number);
    made->first = transcript.isFirstOfTurn(std::size_t(number));
    // The first speaker at the left, everybody else indented.
    made->indent = transcript.turns[segment.turn].speaker > 1 ? sideIndent : 0;
    made->layout = std::make_unique<QTextLayout>(made->visible.text, font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    made->layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    QTextCharFormat chip;
    chip.setFontWeight(QFont::DemiBold);
    for (const VisibleSegment::Chip &one : std::as_const(made->visible.chips))
        formats << QTextLayout::FormatRange{int(one.begin), int(one.end - one.begin), chip};
    made->layout->setFormats(formats);
    const int width = std::max(80, viewport()->width() - made->indent - 2 * space::l);
    qreal y = 0;
    made->layout->beginLayout();
    for (QTextLine line = made->layout->createLine(); line.isValid(); line = made->layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y));
        y += line.height() + 2;
    }
    made->layout->endLayout();
    const bool last
        = std::size_t(number) + 1 == transcript.segments.size() || transcript.isFirstOfTurn(std::size_t(number) + 1);
    made->textTop = made->first ? space::s + QFontMetrics(Theme::secondaryFont()).height() + 2 : 0;
    made->height = made->textTop + std::max(int(y), fontMetrics().height()) + (last ? space::xs : 0);
    m_rows.insert(number, made);
    return *made;
}

QList<QRectF> TranscriptView::placesOf(const Row &row, qsizetype begin, qsizetype end) const
{
    QList<QRectF> places;
    for (int number = 0; number < row.layout->lineCount(); ++number) {
        const QTextLine line = row.layout->lineAt(number);
        const qsizetype from = std::max<qsizetype>(begin, line.textStart());
        const qsizetype to = std::min<qsizetype>(end, line.textStart() + line.textLength());
        if (from >= to)
            continue;
        const qreal a = line.cursorToX(int(from)), b = line.cursorToX(int(to));
        places << QRectF(std::min(a, b), line.y(), std::abs(b - a), line.height());
    }
    return places;
}

void TranscriptView::paintChips(QPainter &painter, const Row &row, const QPointF &origin) const
{
    const DesignTokens &tokens = Theme::instance().tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const VisibleSegment::Hit &hit : row.visible.hits) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.selection);
        for (const QRectF &place : placesOf(row, hit.begin, hit.end))
            painter.drawRect(place.translated(origin));
    }
    for (const VisibleSegment::Chip &chip : row.visible.chips) {
        const TranscriptText::Finding &finding = m_transcript->transcript()->findings[chip.finding];
        const bool current = m_finding == chip.finding;
        painter.setPen(QPen(colourOf(tokens, chipRole(finding)), current ? 2 : 1));
        painter.setBrush(current ? tokens.selection : tokens.surface);
        for (const QRectF &place : placesOf(row, chip.begin, chip.end))
            painter.drawRoundedRect(place.translated(origin).adjusted(-1.5, -0.5, 1.5, 0.5), chipRounding,
                                    chipRounding);
    }
}

void TranscriptView::paintRow(QPainter &painter, int number, const QRect &place) const
{
    const DesignTokens &tokens = Theme::instance().tokens();
    const Row &one = row(number);
    const TranscriptText &transcript = *m_transcript->transcript();
    const TranscriptText::Turn &turn = transcript.turns[transcript.segments[std::size_t(number)].turn];
    painter.save();
    painter.setClipRect(place); // nothing of a row reaches another
    const bool isCurrent = currentIndex().row() == number;
    if (isCurrent) {
        painter.fillRect(place, tokens.raised);
        painter.fillRect(QRect(place.left(), place.top(), 3, place.height()),
                         hasFocus() ? tokens.accent : tokens.border);
    }
    const int left = place.left() + space::l + one.indent;
    if (one.first) {
        QFont head = Theme::secondaryFont();
        head.setWeight(QFont::DemiBold);
        const QString who = turnHeadText(transcript, turn), when = turnTimeText(turn);
        const QRect line(left, place.top() + space::s, place.right() - left - space::l, one.textTop - space::s);
        painter.setFont(head);
        painter.setPen(turn.speaker > 0 ? tokens.text : tokens.muted);
        const QString shown = QFontMetrics(head).elidedText(who, Qt::ElideRight, line.width() * 2 / 3);
        painter.drawText(line, int(Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine), shown);
        painter.setFont(Theme::secondaryFont());
        painter.setPen(tokens.muted);
        const int beside = QFontMetrics(head).horizontalAdvance(shown) + space::s;
        painter.drawText(line.adjusted(beside, 0, 0, 0), int(Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine), when);
    }
    const QPointF origin(left, place.top() + one.textTop);
    paintChips(painter, one, origin);
    QList<QTextLayout::FormatRange> colours;
    for (const VisibleSegment::Chip &chip : one.visible.chips) {
        QTextCharFormat format;
        format.setForeground(colourOf(tokens, chipRole(transcript.findings[chip.finding])));
        colours << QTextLayout::FormatRange{int(chip.begin), int(chip.end - chip.begin), format};
    }
    painter.setPen(tokens.text);
    one.layout->draw(&painter, origin, colours);
    painter.restore();
}

void TranscriptView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::instance().tokens().surface);
    if (rowCount() == 0)
        return;
    auto [number, above] = top();
    for (int y = -above; number < rowCount() && y < viewport()->height(); ++number) {
        const int height = heightOf(number);
        paintRow(painter, number, QRect(0, y, viewport()->width(), height));
        y += height;
    }
}

std::optional<std::size_t> TranscriptView::findingAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    if (!index.isValid())
        return std::nullopt;
    const Row &one = row(index.row());
    const QRect place = visualRect(index);
    const QPointF origin(place.left() + space::l + one.indent, place.top() + one.textTop);
    for (const VisibleSegment::Chip &chip : one.visible.chips) {
        for (const QRectF &part : placesOf(one, chip.begin, chip.end)) {
            if (part.translated(origin).contains(point))
                return chip.finding;
        }
    }
    return std::nullopt;
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto finding = findingAt(help->pos());
        const QString text = finding
            ? findingText(*m_transcript->transcript(), m_transcript->transcript()->findings[*finding])
            : QString();
        QToolTip::showText(help->globalPos(), toolTips::text(text), this);
        return true;
    }
    return QAbstractItemView::viewportEvent(event);
}

} // namespace muster
