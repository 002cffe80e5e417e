// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/menubutton.h"

#include "ui/common/icons.h"

#include <QMenu>

namespace muster {

MenuButton::MenuButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_menu(new QMenu(this))
{
    connect(this, &QPushButton::clicked, m_menu, [this] { m_menu->popup(mapToGlobal(QPoint(0, height()))); });
    connect(this, &QObject::objectNameChanged, m_menu, [this](const QString &name) {
        m_menu->setObjectName(QString(name).replace(QLatin1String("Button"), QLatin1String("Menu")));
    });
}

QAction *MenuButton::add(const char *objectName, const QString &text, const QString &iconName)
{
    QAction *action = iconName.isEmpty() ? m_menu->addAction(text) : m_menu->addAction(themedIcon(iconName), text);
    action->setObjectName(QString::fromLatin1(objectName));
    return action;
}

} // namespace muster
