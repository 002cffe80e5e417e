// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/relativetimes.h"

#include "ui/common/formparts.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace muster {

RelativeTimes::RelativeTimes(QWidget *widget, std::function<void(const QDateTime &)> write)
    : QObject(widget)
    , m_write(std::move(write))
    , m_timer(named("relativeTimesTimer", new QTimer(this)))
{
    m_timer->setInterval(30000); // the finest step that is shown is a minute
    connect(m_timer, &QTimer::timeout, this, &RelativeTimes::write);
    widget->installEventFilter(this);
    if (widget->isVisible())
        m_timer->start();
}

void RelativeTimes::setNow(const QDateTime &now)
{
    m_ahead = QDateTime::currentDateTimeUtc().msecsTo(now);
    m_write(now);
}

void RelativeTimes::write()
{
    m_write(QDateTime::currentDateTimeUtc().addMSecs(m_ahead));
}

bool RelativeTimes::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show) {
        write();
        m_timer->start();
    } else if (event->type() == QEvent::Hide) {
        m_timer->stop();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace muster
