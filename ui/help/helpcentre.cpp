// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpcentre.h"

#include "resources/resources.h"
#include "ui/common/helpid.h"
#include "ui/help/helpwindow.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace muster {

namespace {

QString placeOfClass(const QMetaObject &meta)
{
    const int place = meta.indexOfClassInfo("help");
    return place < 0 ? QString() : QString::fromLatin1(meta.classInfo(place).value());
}

} // namespace

QString helpIdAt(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const QString own = helpIdOf(*widget); !own.isEmpty())
            return own;
        if (const QString place = placeOfClass(*widget->metaObject()); !place.isEmpty())
            return place;
    }
    return {};
}

HelpCentre::HelpCentre(QObject *parent)
    : QObject(parent)
{
    // A shortcut would not be heard while a dialog is open, and that is where one needs help.
    qApp->installEventFilter(this);
}

HelpCentre::~HelpCentre()
{
    delete m_window;
}

const HelpIndex &HelpCentre::index()
{
    if (!m_index) {
        initResources();
        m_index = HelpIndex::compiledIn(languageInUse());
    }
    return *m_index;
}

void HelpCentre::open(const QString &helpId)
{
    if (!m_window) {
        m_window = new HelpWindow(index());
        m_window->restoreLayout(m_layout);
    }
    if (!helpId.isEmpty() || !m_window->isVisible())
        m_window->go(helpPlace(helpId));
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void HelpCentre::openAt(const QWidget *widget)
{
    open(helpIdAt(widget));
}

void HelpCentre::close()
{
    m_layout = layoutState();
    delete m_window;
}

QString HelpCentre::shownPlace()
{
    if (!m_window || !m_window->isVisible())
        return {};
    HelpPlace place = m_window->place();
    // In the words that every language knows.
    const HelpPage *page = index().page(place.page);
    const HelpSection *section = page ? page->section(place.anchor) : nullptr;
    if (section && !section->sourceAnchor.isEmpty())
        place.anchor = section->sourceAnchor;
    return place.anchor.isEmpty() ? place.page : QString(place.page % u'#' % place.anchor);
}

QByteArray HelpCentre::layoutState() const
{
    return m_window ? m_window->layoutState() : m_layout;
}

bool HelpCentre::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const auto *widget = static_cast<QWidget *>(watched);
    if (key->key() != Qt::Key_F1 || key->modifiers() != Qt::NoModifier || key->isAutoRepeat()
        || widget->window() == m_window)
        return QObject::eventFilter(watched, event);
    openAt(widget);
    return true;
}

} // namespace muster
