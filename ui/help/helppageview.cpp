// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helppageview.h"

#include "models/text/errortexts.h"
#include "ui/common/theme.h"
#include "ui/help/helpdocument.h"

#include <QAbstractTextDocumentLayout>
#include <QFile>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QWheelEvent>
#include <algorithm>

namespace muster {

namespace {

constexpr int smallestZoom = 50, largestZoom = 300;
constexpr int paperPictureWidth = 460;
constexpr std::chrono::milliseconds restOfResizing{120};
constexpr int slice = 1'000; ///< Characters that are laid out at once.
constexpr int screenful = 4'500; ///< Characters that are seen at once, at most.

QFont scaled(QFont font, int percent)
{
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    return font;
}

QString licenceText(const QString &name)
{
    QFile file(QStringLiteral(":/LICENSES/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool isLicence(const QString &page)
{
    return page.endsWith(QStringLiteral(".txt"));
}

} // namespace

HelpPageView::HelpPageView(const HelpIndex &index, QWidget *parent)
    : QTextBrowser(parent)
    , m_index(index)
    , m_fresh([this](const FreshDocument &fresh) { showDocument(std::move(*fresh)); },
              [this](const ApiError &error) {
                  showDocument(plainDocument(m_place.page, errorSentence(error), screenLook()));
              })
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Manual page"));
    connect(this, &QTextBrowser::anchorClicked, this, &HelpPageView::follow);
    m_refill.setSingleShot(true);
    connect(&m_refill, &QTimer::timeout, this, &HelpPageView::refill);
    m_nearer.setSingleShot(true);
    connect(&m_nearer, &QTimer::timeout, this, &HelpPageView::comeNearer);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_marks, qOverload<>(&QTimer::start));
    m_marks.setSingleShot(true);
    connect(&m_marks, &QTimer::timeout, this, &HelpPageView::showMarks);
    connect(&Theme::instance(), &Theme::changed, this, &HelpPageView::refill);
}

bool HelpPageView::showPlace(const HelpPlace &place)
{
    if (isLicence(place.page) ? licenceText(place.page).isEmpty() : !m_index.page(place.page))
        return false;
    const bool isSamePage = place.page == m_place.page;
    m_place = place;
    if (const HelpPage *page = m_index.page(place.page); page && page->section(place.anchor))
        m_place.anchor = page->section(place.anchor)->anchor; // as the contents have it
    m_found = -1;
    if (isSamePage && m_filledWidth > 0 && !m_fresh.isRunning()) {
        goToPlace();
        return true;
    }
    m_goal = -1; // it was one of the page before
    m_goesToPlace = true;
    if (!isSamePage || m_filledWidth == 0)
        refill();
    return true;
}

void HelpPageView::goToPlace()
{
    const auto isPlace = [this](const QTextBlock &block) {
        return !block.begin().atEnd() && block.begin().fragment().charFormat().anchorNames().contains(m_place.anchor);
    };
    if (m_place.anchor.isEmpty())
        return goTo(0);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (isPlace(block))
            return goTo(block.position());
    }
}

void HelpPageView::goTo(int position)
{
    m_goal = position;
    if (position == 0)
        verticalScrollBar()->setValue(0); // not where the page before was, until the beginning is laid out
    if (document()->characterCount() <= slice)
        comeNearer();
    else
        m_nearer.start();
}

void HelpPageView::comeNearer()
{
    // What follows it counts as well: without that the view could not go down so far. And behind that the rest, which
    // the document would lay out by itself in ever larger pieces.
    const int end = document()->characterCount() - 1;
    const int wanted = m_goal < 0 ? end : std::min(m_goal + screenful, end);
    m_laidOut = std::max(m_laidOut, std::min(m_laidOut + slice, wanted));
    const QAbstractTextDocumentLayout *layout = document()->documentLayout();
    (void)layout->blockBoundingRect(document()->findBlock(m_laidOut)); // lays out whatever is before it
    if (m_laidOut < end)
        m_nearer.start();
    if (m_laidOut < wanted || m_goal < 0)
        return;
    const int goal = std::exchange(m_goal, -1);
    if (goal == m_found) {
        QTextCursor there(document());
        there.setPosition(m_found);
        setTextCursor(there);
        ensureCursorVisible();
    } else {
        verticalScrollBar()->setValue(int(layout->blockBoundingRect(document()->findBlock(goal)).top()));
    }
    m_marks.start();
}

QString HelpPageView::title() const
{
    const HelpPage *page = m_index.page(m_place.page);
    return page ? page->title : m_place.page;
}

void HelpPageView::setTerms(const QStringList &terms)
{
    m_terms = terms;
    m_marks.start();
}

std::pair<int, int> HelpPageView::findText(const QString &text, int step)
{
    m_wanted = text;
    QList<int> places; // QTextDocument::find() would have the page laid out as far as the last one
    for (QTextBlock block = document()->begin(); block.isValid() && !text.isEmpty(); block = block.next()) {
        const QString words = block.text().replace(QChar::Nbsp, u' ');
        for (qsizetype at = words.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
             at = words.indexOf(text, at + text.size(), Qt::CaseInsensitive))
            places << block.position() + int(at);
    }
    if (places.isEmpty()) {
        m_found = -1;
        m_marks.start();
        return {0, 0};
    }
    const int seen = m_goal >= 0 ? m_goal : cursorForPosition(QPoint(0, 0)).position(); // or about to be
    const int from = m_found >= 0 ? m_found : seen;
    auto next = step > 0 ? std::ranges::upper_bound(places, from) : std::ranges::lower_bound(places, from);
    if (step < 0)
        next = next == places.begin() ? std::prev(places.end()) : std::prev(next);
    else if (next == places.end())
        next = places.begin();
    m_found = *next;
    m_marks.start();
    goTo(m_found);
    return {int(next - places.begin()) + 1, int(places.size())};
}

void HelpPageView::setZoom(int percent)
{
    const int wanted = std::clamp(percent, smallestZoom, largestZoom);
    if (wanted == m_zoom)
        return;
    m_zoom = wanted;
    refill();
    Q_EMIT zoomChanged(m_zoom);
}

std::function<QString()> HelpPageView::toPaper() const
{
    const HelpIndex index = m_index;
    return [maker = documentMaker({lightTokens(), font(), Theme::monoFont(), paperPictureWidth, 0,
                                   [index](const QString &link) { return index.fileOf(link); }})] {
        return maker()->toHtml();
    };
}

std::function<std::unique_ptr<QTextDocument>()> HelpPageView::documentMaker(HelpLook look) const
{
    if (const HelpPage *page = m_index.page(m_place.page))
        return [page = *page, look = std::move(look)] { return helpDocument(page, look); };
    return [name = m_place.page, look = std::move(look)] { return plainDocument(name, licenceText(name), look); };
}

QVariant HelpPageView::loadResource(int, const QUrl &)
{
    return {}; // the pictures of a page are in its document; the base class would look for files
}

void HelpPageView::showEvent(QShowEvent *event)
{
    QTextBrowser::showEvent(event);
    if (m_filledWidth == 0)
        m_refill.start(0); // an event of its own: a window that opens has enough to do
}

void HelpPageView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (m_filledWidth > 0 && room() != m_filledWidth)
        m_refill.start(restOfResizing);
    m_marks.start();
}

void HelpPageView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QTextBrowser::wheelEvent(event);
        return;
    }
    setZoom(m_zoom + (event->angleDelta().y() > 0 ? zoomStep : -zoomStep));
    event->accept();
}

void HelpPageView::refill()
{
    m_refill.stop();
    m_fresh.cancel();
    if (m_place.page.isEmpty())
        return;
    if (!isVisible()) {
        m_filledWidth = 0; // until it is
        m_goesToPlace = true;
        return;
    }
    m_filledWidth = room();
    // A document of its own, shown when it is whole: one that is shown would be laid out after each change.
    m_fresh.start([maker = documentMaker(screenLook()), reader = thread()](const std::stop_token &) {
        auto document = maker();
        document->moveToThread(reader);
        return std::make_shared<std::unique_ptr<QTextDocument>>(std::move(document));
    });
}

HelpLook HelpPageView::screenLook() const
{
    const HelpIndex index = m_index;
    return {Theme::instance().tokens(),
            scaled(font(), m_zoom),
            scaled(Theme::monoFont(), m_zoom),
            m_filledWidth,
            devicePixelRatioF(),
            [index](const QString &link) { return index.fileOf(link); }};
}

void HelpPageView::showDocument(std::unique_ptr<QTextDocument> fresh)
{
    // Where one reads stays in sight, whatever is larger or smaller now.
    const int top = m_goal >= 0 ? m_goal : cursorForPosition(QPoint(0, 0)).block().position();
    m_nearer.stop();
    QTextDocument *last = document()->parent() == this ? document() : nullptr; // the first one goes with its owner
    setExtraSelections({}); // of the document that goes
    fresh->setParent(this);
    setDocument(fresh.release());
    if (last)
        last->deleteLater(); // in an event of its own: taking a long page apart takes as long as showing one
    m_laidOut = 0;
    m_marks.start();
    if (!std::exchange(m_goesToPlace, false))
        return goTo(top);
    goToPlace();
    Q_EMIT pageShown();
}

void HelpPageView::showMarks()
{
    if (m_goal >= 0 || m_fresh.isRunning())
        return; // what is in sight now is passed by: they are shown at the goal
    if (m_terms.isEmpty() && m_found < 0) {
        if (!extraSelections().isEmpty())
            setExtraSelections({});
        return;
    }
    const DesignTokens &tokens = Theme::instance().tokens();
    QList<QTextEdit::ExtraSelection> marks;
    const auto add = [&](int start, qsizetype length, const QColor &ground, const QColor &ink) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(start);
        mark.cursor.setPosition(start + int(length), QTextCursor::KeepAnchor);
        mark.format.setBackground(ground);
        mark.format.setForeground(ink);
        marks << mark;
    };
    // Those in sight: a mark further down would have the page laid out as far as there. By the blocks' own places: what
    // is hit beside a table is the end of the page.
    const QAbstractTextDocumentLayout *layout = document()->documentLayout();
    const QRectF seen
        = QRectF(viewport()->rect()).translated(horizontalScrollBar()->value(), verticalScrollBar()->value());
    QTextBlock block = cursorForPosition(QPoint(0, 0)).block();
    for (const int end = block.position() + screenful; block.isValid() && block.position() < end;
         block = block.next()) {
        if (!layout->blockBoundingRect(block).intersects(seen))
            continue; // not the end: the cell beside it may begin higher up
        for (const HelpMark &mark : helpMarks(block.text(), m_terms))
            add(block.position() + int(mark.start), mark.length, tokens.selection, tokens.text);
    }
    if (m_found >= 0)
        add(m_found, m_wanted.size(), tokens.accent, tokens.onAccent);
    setExtraSelections(marks);
}

void HelpPageView::follow(const QUrl &link)
{
    const QString target = link.toString();
    if (target.startsWith(u'#')) {
        Q_EMIT placeAsked({m_place.page, target.sliced(1)});
        return;
    }
    const QString file = m_index.fileOf(target);
    const QString name = file.section(u'/', -1);
    if (isLicence(name))
        Q_EMIT placeAsked({name, {}});
    else if (name.endsWith(QStringLiteral(".md")))
        Q_EMIT placeAsked({name.chopped(3), link.fragment(QUrl::FullyDecoded)});
}

int HelpPageView::room() const
{
    return std::max(100, viewport()->width() - 2 * space::xl - 2);
}

} // namespace muster
