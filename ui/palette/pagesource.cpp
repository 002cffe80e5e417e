// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/pagesource.h"

#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/menubutton.h"
#include "ui/palette/actionsource.h"
#include "ui/palette/buttonneeds.h"

#include <QAction>
#include <QCheckBox>
#include <QMenu>
#include <QRadioButton>
#include <QShortcut>
#include <QToolButton>

namespace muster {

namespace {

/// What belongs to a field or a table, and what Qt made by itself, is no command of the page.
bool isOfThePage(const QAbstractButton *button)
{
    const QString name = button->objectName();
    const QWidget *parent = button->parentWidget();
    return !name.isEmpty() && !name.startsWith(QLatin1String("qt_")) && !qobject_cast<const QCheckBox *>(button)
        && !qobject_cast<const QRadioButton *>(button) && !button->property("chip").toBool()
        && !parent->inherits("QLineEdit") && !parent->inherits("QAbstractItemView") && !parent->inherits("QTabBar");
}

QString titleOf(const QAbstractButton *button)
{
    const QString spoken = button->accessibleName();
    return spoken.isEmpty() ? plainLabel(button->text())
                            : plainLabel(QString(spoken).replace(u'&', QLatin1String("&&")));
}

} // namespace

PageSource::PageSource(std::function<QWidget *()> page, QObject *parent)
    : PaletteSource(parent)
    , m_page(std::move(page))
{
}

void PageSource::prepare()
{
    m_found.clear();
    m_titles.clear();
    if (const QWidget *page = m_page()) {
        m_pageName = page->objectName();
        const QList<QWidget *> parts = page->findChildren<QWidget *>();
        for (QWidget *part : parts) {
            if (!part->isVisibleTo(page))
                continue;
            if (auto *button = qobject_cast<QAbstractButton *>(part))
                takeButton(button);
            const QList<QAction *> actions = part->actions();
            for (QAction *action : actions)
                takeAction(action);
        }
        const QList<QAction *> actions = page->actions();
        for (QAction *action : actions)
            takeAction(action);
        const QList<QShortcut *> shortcuts = page->findChildren<QShortcut *>();
        for (QShortcut *shortcut : shortcuts)
            takeShortcut(shortcut);
    }
    Q_EMIT changed();
}

void PageSource::takeButton(QAbstractButton *button)
{
    if (!isOfThePage(button))
        return;
    const auto *menuButton = qobject_cast<MenuButton *>(button);
    const auto *toolButton = qobject_cast<QToolButton *>(button);
    const auto *pushButton = qobject_cast<QPushButton *>(button);
    const QMenu *menu = menuButton ? menuButton->popupMenu()
        : toolButton               ? toolButton->menu()
        : pushButton               ? pushButton->menu()
                                   : nullptr;
    if (menu) {
        takeMenu(menu, button);
        return;
    }
    PaletteEntry entry;
    entry.id = button->objectName();
    entry.title = titleOf(button);
    entry.keys = button->shortcut();
    entry.iconName = QStringLiteral("chevron-right");
    if (const std::optional<Command> command = commandOf(button))
        entry.iconName = QString::fromLatin1(commandInfo(*command).icon);
    if (!button->isEnabled())
        entry.reason = buttonNeed(*button);
    else if (button->isCheckable() && button->isChecked())
        entry.detail = tr("on");
    else if (qobject_cast<ConfirmButton *>(button))
        entry.detail = tr("goes to the button, which is pressed by hand");
    take(entry, button);
}

void PageSource::takeMenu(const QMenu *menu, const QWidget *button)
{
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions)
        takeAction(action, button->isEnabled() ? QString() : buttonNeed(*button));
}

void PageSource::takeAction(QAction *action, const QString &whyNot)
{
    if (action->isSeparator() || !action->isVisible() || action->menu() || action->objectName().isEmpty()
        || action->text().isEmpty())
        return;
    PaletteEntry entry;
    entry.id = action->objectName();
    entry.title = plainLabel(action->text());
    entry.keys = action->shortcut();
    entry.iconName = QStringLiteral("chevron-right");
    if (const std::optional<Command> command = commandOf(action))
        entry.iconName = QString::fromLatin1(commandInfo(*command).icon);
    entry.reason = !whyNot.isEmpty() ? whyNot : action->isEnabled() ? QString() : actionNeed(*action);
    if (entry.reason.isEmpty() && action->isCheckable() && action->isChecked())
        entry.detail = tr("on");
    take(entry, action);
}

void PageSource::takeShortcut(QShortcut *shortcut)
{
    const std::optional<Command> command = commandOf(shortcut);
    const auto *owner = qobject_cast<const QWidget *>(shortcut->parent());
    // The main button of a sheet stands in the list by its own name.
    if (!command || command == Command::Confirm || !owner || !owner->isVisible())
        return;
    const CommandInfo info = commandInfo(*command);
    PaletteEntry entry;
    entry.id = QString::fromLatin1(info.id);
    entry.title = info.text;
    entry.keys = info.keys.value(0);
    entry.iconName = QString::fromLatin1(info.icon);
    take(entry, shortcut);
}

void PageSource::take(PaletteEntry entry, QObject *what)
{
    if (entry.title.isEmpty() || m_titles.contains(entry.title))
        return;
    m_titles << entry.title;
    entry.id = QString(QStringLiteral("page/") % m_pageName % u'/' % entry.id);
    entry.kind = tr("on this page");
    m_found << Found{std::move(entry), what};
}

void PageSource::open(const QString &id)
{
    for (const Found &found : std::as_const(m_found)) {
        if (found.entry.id != id || !found.what)
            continue;
        QObject *const what = found.what;
        if (auto *confirm = qobject_cast<ConfirmButton *>(what))
            confirm->setFocus(Qt::OtherFocusReason);
        else if (auto *button = qobject_cast<QAbstractButton *>(what))
            button->click();
        else if (auto *action = qobject_cast<QAction *>(what))
            action->trigger();
        else if (auto *shortcut = qobject_cast<QShortcut *>(what))
            Q_EMIT shortcut->activated();
        return;
    }
}

} // namespace muster
