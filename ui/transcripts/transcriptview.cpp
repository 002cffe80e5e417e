// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/transcriptview.h"

#include "models/items/transcriptmodels.h"
#include "ui/common/theme.h"

#include <QMouseEvent>
#include <QScrollBar>
#include <QTextLayout>
#include <QWheelEvent>

namespace muster {

namespace {

constexpr int keptRows = 400; // a few screens of them

} // namespace

TranscriptView::Row::Row() = default;
TranscriptView::Row::~Row() = default;

TranscriptView::TranscriptView(QWidget *parent)
    : QListView(parent)
    , m_rows(keptRows)
{
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the width of a row must not depend on the rows
    setVerticalScrollMode(ScrollPerItem);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, this, [this] { viewport()->update(); });
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setTranscriptModel(TranscriptModel *model)
{
    m_transcript = model;
    setModel(model);
}

void TranscriptView::setModel(QAbstractItemModel *model)
{
    m_transcript = qobject_cast<TranscriptModel *>(model);
    QListView::setModel(m_transcript);
}

void TranscriptView::reset()
{
    forgetRows();
    m_finding.reset();
    QListView::reset();
    updateGeometries();
    verticalScrollBar()->setValue(0);
}

void TranscriptView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // not the list's: it would lay out every row
}

void TranscriptView::forgetRows()
{
    m_rows.clear();
}

int TranscriptView::rowCount() const
{
    return m_transcript ? m_transcript->rowCount() : 0;
}

void TranscriptView::setCurrentFinding(std::optional<std::size_t> finding)
{
    m_finding = finding;
    viewport()->update();
}

void TranscriptView::scrollToFinding(std::size_t finding)
{
    setCurrentFinding(finding);
    if (const int number = m_transcript ? m_transcript->rowOfFinding(finding) : -1; number >= 0) {
        setCurrentIndex(m_transcript->index(number));
        scrollTo(m_transcript->index(number));
    }
}

std::pair<int, int> TranscriptView::top() const
{
    const int value = verticalScrollBar()->value(), number = value / steps;
    if (number >= rowCount())
        return {0, 0};
    return {number, heightOf(number) * (value % steps) / steps};
}

void TranscriptView::setTop(int number, int pixelsAbove)
{
    const int height = std::max(1, heightOf(number));
    verticalScrollBar()->setValue(number * steps + (pixelsAbove * steps + height - 1) / height);
}

void TranscriptView::updateGeometries()
{
    // How far the bar goes is found from the end: as many of the last rows as fill the viewport.
    int room = viewport()->height(), number = rowCount();
    while (number > 0 && room > 0)
        room -= heightOf(--number);
    int last = number * steps;
    if (room < 0 && rowCount() > 0) {
        const int height = heightOf(number);
        last += (-room * steps + height - 1) / height;
    }
    verticalScrollBar()->setRange(0, room >= 0 ? 0 : last);
    verticalScrollBar()->setSingleStep(steps / 2);
    verticalScrollBar()->setPageStep(std::max(1, rowCount() - number) * steps);
    QAbstractItemView::updateGeometries();
}

QRect TranscriptView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || rowCount() == 0)
        return {};
    const auto [first, above] = top();
    const int width = viewport()->width();
    int y = -above;
    // Rows that are far away have a place that is only roughly right: laying out everything between would take long.
    const int far = index.row() - first;
    if (std::abs(far) > 200)
        return QRect(0, far > 0 ? viewport()->height() + far : far - 100, width, rowHeight);
    for (int number = first; number < index.row(); ++number)
        y += heightOf(number);
    for (int number = first; number > index.row(); --number)
        y -= heightOf(number - 1);
    return QRect(0, y, width, heightOf(index.row()));
}

void TranscriptView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= rowCount())
        return;
    const QRect place = visualRect(index);
    const bool inside = place.top() >= 0 && place.bottom() < viewport()->height();
    if (inside && hint == EnsureVisible)
        return;
    if (place.top() < 0 || hint == PositionAtTop || place.height() >= viewport()->height()) {
        setTop(index.row(), 0);
        return;
    }
    // To the bottom: back from the row until the viewport is full.
    int room = viewport()->height() - heightOf(index.row()), number = index.row();
    if (hint == PositionAtCenter)
        room /= 2;
    while (number > 0 && room > 0)
        room -= heightOf(--number);
    setTop(number, std::max(0, -room));
}

QModelIndex TranscriptView::indexAt(const QPoint &point) const
{
    if (rowCount() == 0)
        return {};
    auto [number, above] = top();
    for (int y = -above; number < rowCount() && y <= viewport()->height(); ++number) {
        y += heightOf(number);
        if (point.y() < y)
            return m_transcript->index(number);
    }
    return {};
}

QModelIndex TranscriptView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = rowCount();
    if (count == 0)
        return {};
    const int now = currentIndex().row();
    int to = std::max(now, 0);
    const auto page = [&](int direction) {
        for (int room = viewport()->height(); room > 0 && to + direction >= 0 && to + direction < count;
             to += direction)
            room -= heightOf(to + direction);
    };
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft:
        to = now - 1;
        break;
    case MoveDown:
    case MoveNext:
    case MoveRight:
        to = now + 1;
        break;
    case MovePageUp:
        page(-1);
        break;
    case MovePageDown:
        page(1);
        break;
    case MoveHome:
        to = 0;
        break;
    case MoveEnd:
        to = count - 1;
        break;
    }
    return m_transcript->index(std::clamp(to, 0, count - 1));
}

void TranscriptView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    if (const QModelIndex index = indexAt(rect.center()); index.isValid())
        selectionModel()->select(index, flags);
}

QRegion TranscriptView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QModelIndex &index : selection.indexes())
        region += visualRect(index);
    return region;
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    if (event->size().width() != event->oldSize().width())
        forgetRows();
    QAbstractItemView::resizeEvent(event); // not the list's, as above
    updateGeometries();
}

void TranscriptView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        forgetRows();
    QAbstractItemView::changeEvent(event);
}

void TranscriptView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    forgetRows();
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    viewport()->update();
}

void TranscriptView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous); // tells screen readers
    viewport()->update();
    Q_EMIT rowMoved(current.row());
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    QAbstractItemView::mousePressEvent(event);
    if (const auto finding = findingAt(event->position().toPoint()); finding && event->button() == Qt::LeftButton)
        Q_EMIT findingActivated(*finding);
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    if (rowCount() == 0)
        return;
    // By pixels, since rows are of different heights: three lines a notch.
    const QPoint pixels = event->pixelDelta();
    int down = -(pixels.isNull() ? event->angleDelta().y() * 3 * fontMetrics().lineSpacing() / 120 : pixels.y());
    auto [number, above] = top();
    above += down;
    while (above < 0 && number > 0)
        above += heightOf(--number);
    while (number + 1 < rowCount() && above >= heightOf(number))
        above -= heightOf(number++);
    setTop(number, std::max(0, above));
    event->accept();
}

} // namespace muster

// How rows of a TranscriptView are laid out and painted.
#include "models/rules/masking/maskfinding.h"
#include "models/text/maskingtexts.h"
#include "ui/common/tooltips.h"

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
