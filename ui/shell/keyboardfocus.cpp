// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/keyboardfocus.h"

#include "ui/common/commands.h"

#include <QApplication>
#include <QEvent>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QWidget>
#include <utility>

namespace muster {

bool takesFocus(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->isVisible() && widget->isEnabled()
        && !widget->focusProxy();
}

namespace {

/// The first in the order of Tab; nullptr: there is none.
QWidget *firstControl(QWidget *in)
{
    for (QWidget *next = in->nextInFocusChain(); next != in; next = next->nextInFocusChain()) {
        if (in->isAncestorOf(next) && takesFocus(next))
            return next;
    }
    return nullptr;
}

/// Where Qt moves the focus to from a control that can no longer have it.
QWidget *nextControl(QWidget *from)
{
    for (QWidget *next = from->nextInFocusChain(); next != from; next = next->nextInFocusChain()) {
        if (takesFocus(next))
            return next;
    }
    return nullptr;
}

} // namespace

FocusKeeper::FocusKeeper(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *before, QWidget *now) {
        // Where Qt moves the focus to from a control that is disabled or hidden nobody chose: it is the next in the
        // order of Tab, wherever that is, or none. That one may go, too; what is waited for is the first.
        const bool isGone
            = before && !(before->isVisible() && before->isEnabled()) && (!now || now == nextControl(before));
        if (isGone && !m_lost)
            m_lost = before;
        else if (!isGone && now)
            m_lost = nullptr;
        // Later: who hides, shows and moves at once has often a better place in mind.
        QMetaObject::invokeMethod(this, [this, now = QPointer<QWidget>(now)] { moved(now); }, Qt::QueuedConnection);
    });
}

void FocusKeeper::moved(QWidget *now)
{
    if (now != QApplication::focusWidget() || (now && now->window() != m_window))
        return; // it went on since, or elsewhere
    if (const QPointer<QWidget> lost = std::exchange(m_lost, nullptr); lost && lost->window() == m_window)
        return standInFor(lost);
    if (!now)
        return keep();
    if (!takesFocus(now)) {
        if (QWidget *control = firstControl(now))
            return control->setFocus(Qt::OtherFocusReason);
    }
    if (now != m_standIn)
        await(nullptr);
    remember(now);
}

void FocusKeeper::standInFor(QWidget *lost)
{
    if (takesFocus(lost)) // it was off for a moment only
        return lost->setFocus(Qt::OtherFocusReason);
    remember(lost); // a click may have given it the focus only just now
    keep();
    await(lost);
    if (QWidget *now = QApplication::focusWidget())
        remember(now);
}

void FocusKeeper::remember(QWidget *control)
{
    m_around.clear();
    for (QWidget *one = control; one; one = one->parentWidget())
        m_around << one;
}

void FocusKeeper::await(QWidget *control)
{
    for (QWidget *one : {m_awaited.data(), m_standIn.data()}) {
        if (one)
            one->removeEventFilter(this);
    }
    m_awaited = control;
    m_standIn = control ? QApplication::focusWidget() : nullptr;
    for (QWidget *one : {m_awaited.data(), m_standIn.data()}) {
        if (one)
            one->installEventFilter(this);
    }
}

bool FocusKeeper::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (watched == m_standIn && (type == QEvent::KeyPress || type == QEvent::MouseButtonPress)) {
        await(nullptr); // that is where one works now
    } else if (watched == m_awaited && (type == QEvent::EnabledChange || type == QEvent::Show)
               && takesFocus(m_awaited)) {
        const QPointer<QWidget> control = m_awaited;
        const bool isFree = m_standIn && QApplication::focusWidget() == m_standIn;
        await(nullptr);
        if (isFree)
            control->setFocus(Qt::OtherFocusReason);
    }
    return false;
}

void FocusKeeper::keep()
{
    // Another window, a menu: the focus comes back from there by itself.
    if (QApplication::activeWindow() != m_window || QApplication::activePopupWidget())
        return;
    for (const QPointer<QWidget> &around : std::as_const(m_around)) {
        if (!around || !around->isVisible())
            continue;
        QWidget *control = takesFocus(around) ? around.data() : firstControl(around);
        if (control)
            return control->setFocus(Qt::OtherFocusReason);
    }
}

namespace {

void collect(QWidget *part, QList<QWidget *> &into);

/// The panes of the splitters within, at any depth; a pane that is a splitter is only its own panes.
void collectPanes(QWidget *from, QList<QWidget *> &into)
{
    if (const auto *splitter = qobject_cast<QSplitter *>(from)) {
        for (int pane = 0; pane < splitter->count(); ++pane)
            collect(splitter->widget(pane), into);
        return;
    }
    for (QObject *object : from->children()) {
        auto *child = qobject_cast<QWidget *>(object);
        if (child && child->isVisible() && !child->isWindow())
            collectPanes(child, into);
    }
}

/// The part itself, then its panes: in the order in which they are read.
void collect(QWidget *part, QList<QWidget *> &into)
{
    if (!part->isVisible())
        return;
    into << part;
    collectPanes(part, into);
}

/// The innermost region that holds the widget.
QWidget *regionOf(QWidget *widget, const QList<QWidget *> &regions)
{
    for (; widget; widget = widget->parentWidget()) {
        if (regions.contains(widget))
            return widget;
    }
    return nullptr;
}

void bringIntoView(QWidget *widget)
{
    for (QWidget *around = widget->parentWidget(); around; around = around->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(around))
            area->ensureWidgetVisible(widget);
    }
}

} // namespace

RegionKeys::RegionKeys(QWidget *window, const QList<QWidget *> &parts)
    : QObject(window)
    , m_window(window)
    , m_parts(parts.begin(), parts.end())
{
    connect(addCommandKeys(Command::NextRegion, window, Qt::WindowShortcut), &QShortcut::activated, this,
            [this] { go(1); });
    connect(addCommandKeys(Command::PreviousRegion, window, Qt::WindowShortcut), &QShortcut::activated, this,
            [this] { go(-1); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { remember(now); });
}

QList<QWidget *> RegionKeys::all() const
{
    QList<QWidget *> all;
    for (const QPointer<QWidget> &part : m_parts) {
        if (part)
            collect(part, all);
    }
    return all;
}

QList<QWidget *> RegionKeys::regions() const
{
    const QList<QWidget *> among = all();
    QList<QWidget *> open;
    for (QWidget *region : among) {
        if (entry(region, among))
            open << region;
    }
    return open;
}

void RegionKeys::remember(QWidget *focus)
{
    if (!focus || focus->window() != m_window)
        return;
    if (const QWidget *region = regionOf(focus, all()))
        m_last.insert(region, focus);
}

QWidget *RegionKeys::entry(QWidget *region, const QList<QWidget *> &all) const
{
    QWidget *last = m_last.value(region);
    if (last && takesFocus(last) && regionOf(last, all) == region)
        return last;
    for (QWidget *next = region->nextInFocusChain(); next != region; next = next->nextInFocusChain()) {
        if (takesFocus(next) && regionOf(next, all) == region)
            return next;
    }
    return takesFocus(region) ? region : nullptr;
}

void RegionKeys::go(int step)
{
    const QList<QWidget *> among = all(), open = regions();
    if (open.isEmpty())
        return;
    const QWidget *here = regionOf(QApplication::focusWidget(), among);
    qsizetype place = -1;
    for (qsizetype i = 0; i < open.size(); ++i) {
        if (open[i] == here)
            place = i;
    }
    // From nowhere forwards to the first, backwards to the last.
    place = place < 0 ? (step > 0 ? 0 : open.size() - 1) : (place + step + open.size()) % open.size();
    QWidget *goal = entry(open[place], among);
    goal->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    bringIntoView(goal);
}

} // namespace muster
