// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/focuskeeper.h"

#include <QApplication>
#include <QWidget>

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

} // namespace

FocusKeeper::FocusKeeper(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    // Later: who hides, shows and moves at once has often a better place in mind.
    connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { moved(now); }, Qt::QueuedConnection);
}

void FocusKeeper::moved(QWidget *now)
{
    if (now != QApplication::focusWidget())
        return; // it went on since
    if (!now)
        return keep();
    if (now->window() != m_window)
        return;
    if (!takesFocus(now)) {
        if (QWidget *control = firstControl(now))
            return control->setFocus(Qt::OtherFocusReason);
    }
    m_around.clear();
    for (QWidget *one = now; one; one = one->parentWidget())
        m_around << one;
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

} // namespace muster
