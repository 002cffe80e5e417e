// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/confirmbutton.h"

#include <QApplication>
#include <QKeyEvent>
#include <QTimer>

namespace muster {

ConfirmButton::ConfirmButton(QWidget *parent)
    : QPushButton(parent)
    , m_arming(new QTimer(this))
    , m_second(new QTimer(this))
{
    setAutoDefault(false);
    setEnabled(false);
    m_arming->setSingleShot(true);
    m_arming->setInterval(armingTime);
    m_second->setSingleShot(true);
    connect(m_arming, &QTimer::timeout, this, [this] { setEnabled(m_allowed); });
    connect(m_second, &QTimer::timeout, this, &ConfirmButton::confirm);
    connect(this, &QPushButton::clicked, this, [this] {
        if (!m_byMouse) {
            confirm();
            return;
        }
        m_byMouse = false;
        m_second->start(QApplication::doubleClickInterval());
    });
}

void ConfirmButton::setAllowed(bool allowed)
{
    if (allowed == m_allowed)
        return;
    m_allowed = allowed;
    rearm();
}

void ConfirmButton::rearm()
{
    m_second->stop();
    m_byMouse = false;
    setDown(false);
    setEnabled(false);
    if (m_allowed)
        m_arming->start();
    else
        m_arming->stop();
}

void ConfirmButton::confirm()
{
    if (!m_allowed)
        return;
    setAllowed(false);
    Q_EMIT confirmed();
}

void ConfirmButton::showEvent(QShowEvent *event)
{
    QPushButton::showEvent(event);
    rearm();
}

void ConfirmButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    // The click that brings the window to the front was not meant for what happens to lie under it.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        rearm();
}

void ConfirmButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->isAutoRepeat()) {
        event->accept(); // swallowed: nor shall a window's default button hear of it
        return;
    }
    QPushButton::keyPressEvent(event);
}

void ConfirmButton::mousePressEvent(QMouseEvent *event)
{
    m_byMouse = true;
    QPushButton::mousePressEvent(event);
}

void ConfirmButton::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->accept();
    rearm();
}

} // namespace muster
