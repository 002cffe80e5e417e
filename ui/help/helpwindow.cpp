// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpwindow.h"

#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/help/helpcontentspane.h"
#include "ui/help/helppageview.h"
#include "ui/print/reportprinter.h"

#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>

namespace muster {

namespace {

constexpr int fieldWidth = 240;

} // namespace

HelpFindBar::HelpFindBar(QWidget *parent)
    : QWidget(parent)
    , m_field(lineEdit(this, "helpFindField", tr("Find on this page"), tr("Find on this page")))
    , m_result(elidedLabel(this, "helpFindLabel", ColourRole::Muted))
{
    m_field->setFixedWidth(fieldWidth);
    auto *previous
        = iconButton(this, "helpFindPreviousButton", QStringLiteral("chevron-up"), tr("Previous match (Shift+F3)"));
    auto *next = iconButton(this, "helpFindNextButton", QStringLiteral("chevron-down"), tr("Next match (F3)"));
    auto *end = iconButton(this, "helpFindCloseButton", QStringLiteral("x"), tr("Close (Esc)"));
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) { Q_EMIT findAsked(text, 0); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT findAsked(text(), 1); });
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT findAsked(text(), -1); });
    connect(end, &QToolButton::clicked, this, &HelpFindBar::closeBar);
    fillRow(this, space::xs, {m_field, previous, next, {m_result, 1}, end},
            QMargins(space::m, space::xs, space::m, space::xs));
    hide();
}

void HelpFindBar::openBar()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    Q_EMIT findAsked(text(), 0);
}

void HelpFindBar::closeBar()
{
    hide();
    Q_EMIT findAsked(QString(), 0);
    Q_EMIT closed();
}

QString HelpFindBar::text() const
{
    return m_field->text();
}

void HelpFindBar::showResult(int current, int count)
{
    const QLocale locale;
    if (text().isEmpty())
        m_result->setPlainText(QString());
    else if (count == 0)
        m_result->setPlainText(tr("Not on this page"));
    else
        //: The third of twelve places: "3 of 12".
        m_result->setPlainText(tr("%1 of %2").arg(locale.toString(current), locale.toString(count)));
}

void HelpFindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Escape)
        closeBar();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT findAsked(text(), isBack ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

namespace {

constexpr int contentsWidth = 280, pageWidth = 720, windowHeight = 720;
constexpr int wholeZoom = 100;
constexpr qint32 layoutVersion = 1;

} // namespace

HelpWindow::HelpWindow(HelpIndex index)
    : QWidget(nullptr, Qt::Window)
    , m_index(std::move(index))
    , m_printer(new ReportPrinter(this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Manual \u00b7 Muster"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/muster.svg")));
    // The manual outlives no other window: closing the last one of the work ends the program.
    setAttribute(Qt::WA_QuitOnClose, false);
    setMinimumSize(560, 400);
    resize(QSize(contentsWidth + pageWidth, windowHeight).boundedTo(screen()->availableSize()));
    build();
    addKeys();
    connect(m_printer, &ReportPrinter::printed, this, [this](bool sent) {
        if (!sent)
            Prompts::instance().tell(this, tr("The page wasn’t printed"),
                                     tr("The printer didn’t accept the page. Check that it’s on, then print again."));
    });
    if (!m_index.pages().isEmpty())
        go({m_index.pages().first().id, {}});
}

void HelpWindow::build()
{
    m_splitter = named("helpSplitter", new QSplitter(this));
    m_contents = new HelpContentsPane(m_index, m_splitter);
    auto *right = new QWidget(m_splitter);
    m_page = named("helpPageView", new HelpPageView(m_index, right));
    m_find = new HelpFindBar(right);
    fillColumn(right, 0, {buildTools(), {m_page, 1}, m_find});
    fillSplitter(m_splitter, {m_contents, {right, 1}});
    m_splitter->setSizes({contentsWidth, pageWidth});
    fillColumn(this, -1, {m_splitter});
    connect(m_contents, &HelpContentsPane::placeChosen, this, &HelpWindow::go);
    connect(m_contents, &HelpContentsPane::searched, this, [this] { m_page->setTerms({}); });
    connect(m_page, &HelpPageView::placeAsked, this, [this](const HelpPlace &place) { go(place); });
    connect(m_page, &HelpPageView::zoomChanged, this, &HelpWindow::showState);
    const auto find = [this](const QString &text, int step) {
        const auto [current, count] = m_page->findText(text, step);
        m_find->showResult(current, count);
    };
    connect(m_find, &HelpFindBar::findAsked, this, find);
    connect(m_page, &HelpPageView::pageShown, this, [this, find] {
        if (m_find->isVisible())
            find(m_find->text(), 0);
    });
    connect(m_find, &HelpFindBar::closed, m_page, qOverload<>(&QWidget::setFocus));
}

QToolButton *HelpWindow::addTool(QWidget *bar, const char *name, const QString &icon, const QString &label)
{
    QToolButton *button = iconButton(bar, name, icon, label);
    bar->layout()->addWidget(button);
    return button;
}

QWidget *HelpWindow::buildTools()
{
    auto *bar = new QWidget(this);
    auto *row = bareLayout<QHBoxLayout>(bar, space::xs, QMargins(space::m, space::xs, space::m, space::xs));
    m_back = addTool(bar, "helpBackButton", QStringLiteral("arrow-left"), tr("Back (Alt+Left)"));
    m_forward = addTool(bar, "helpForwardButton", QStringLiteral("arrow-right"), tr("Forward (Alt+Right)"));
    connect(m_back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { step(1); });
    row->addStretch(1);
    QToolButton *find = addTool(bar, "helpFindButton", QStringLiteral("search"), tr("Find on this page (Ctrl+F)"));
    connect(find, &QToolButton::clicked, m_find, &HelpFindBar::openBar);
    QToolButton *smaller = addTool(bar, "helpZoomOutButton", QStringLiteral("zoom-out"), tr("Zoom out (Ctrl+-)"));
    m_zoom = elidedLabel(bar, "helpZoomLabel", ColourRole::Muted);
    m_zoom->setAlignment(Qt::AlignCenter);
    m_zoom->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("1000 %")));
    row->addWidget(m_zoom);
    QToolButton *larger = addTool(bar, "helpZoomInButton", QStringLiteral("zoom-in"), tr("Zoom in (Ctrl++)"));
    connect(smaller, &QToolButton::clicked, this, [this] { m_page->setZoom(m_page->zoom() - HelpPageView::zoomStep); });
    connect(larger, &QToolButton::clicked, this, [this] { m_page->setZoom(m_page->zoom() + HelpPageView::zoomStep); });
    QToolButton *paper = addTool(bar, "helpPrintButton", QStringLiteral("printer"), tr("Print this page (Ctrl+P)"));
    connect(paper, &QToolButton::clicked, this, &HelpWindow::print);
    return bar;
}

void HelpWindow::addKeys()
{
    const auto key = [this](const QKeySequence &keys, const auto &what) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, what);
    };
    key(QKeySequence::Find, [this] { m_find->openBar(); });
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] { m_contents->focusSearch(); });
    key(QKeySequence(Qt::Key_F3), [this] { Q_EMIT m_find->findAsked(m_find->text(), 1); });
    key(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { Q_EMIT m_find->findAsked(m_find->text(), -1); });
    key(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { step(-1); });
    key(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { step(1); });
    for (const Qt::Key plus : {Qt::Key_Plus, Qt::Key_Equal})
        key(QKeySequence(Qt::CTRL | plus), [this] { m_page->setZoom(m_page->zoom() + HelpPageView::zoomStep); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Minus), [this] { m_page->setZoom(m_page->zoom() - HelpPageView::zoomStep); });
    key(QKeySequence(Qt::CTRL | Qt::Key_0), [this] { m_page->setZoom(wholeZoom); });
    key(QKeySequence::Print, [this] { print(); });
    key(QKeySequence::Close, [this] { close(); });
}

void HelpWindow::go(const HelpPlace &place, const QStringList &terms)
{
    const bool isKnown = m_index.page(place.page) || place.page.endsWith(QStringLiteral(".txt"));
    const HelpPlace wanted = isKnown ? place : HelpPlace{m_index.pages().value(0).id, {}};
    if (m_past.isEmpty() || m_past.last() != wanted) {
        m_past << wanted;
        m_future.clear();
    }
    showPlace(wanted, terms);
}

const HelpPlace &HelpWindow::place() const
{
    return m_page->place();
}

void HelpWindow::showPlace(const HelpPlace &place, const QStringList &terms)
{
    m_page->showPlace(place);
    m_page->setTerms(terms);
    m_contents->setCurrent(m_page->place());
    setWindowTitle(tr("%1 \u00b7 Manual \u00b7 Muster").arg(m_page->title()));
    m_page->setAccessibleName(m_page->title());
    showState();
}

void HelpWindow::step(int direction)
{
    QList<HelpPlace> &to = direction < 0 ? m_past : m_future;
    if (direction < 0 ? m_past.size() < 2 : m_future.isEmpty())
        return;
    if (direction < 0)
        m_future << to.takeLast();
    else
        m_past << to.takeLast();
    showPlace(m_past.last(), {});
}

void HelpWindow::showState()
{
    m_back->setEnabled(m_past.size() > 1);
    m_forward->setEnabled(!m_future.isEmpty());
    m_zoom->setPlainText(tr("%1 %").arg(QLocale().toString(m_page->zoom())));
}

void HelpWindow::print()
{
    askForPrinter(this, this, [this](const std::shared_ptr<QPrinter> &printer) {
        m_printer->print(m_page->toPaper(), m_page->title(), printer);
    });
}

QByteArray HelpWindow::layoutState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << layoutVersion << saveGeometry() << m_splitter->saveState() << qint32(m_page->zoom());
    return state;
}

void HelpWindow::restoreLayout(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    qint32 version = 0, zoom = wholeZoom;
    QByteArray geometry, splitter;
    stream >> version >> geometry >> splitter >> zoom;
    if (stream.status() != QDataStream::Ok || version != layoutVersion)
        return;
    restoreGeometry(geometry);
    m_splitter->restoreState(splitter);
    m_page->setZoom(zoom);
}

void HelpWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace muster
