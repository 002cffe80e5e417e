// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/appearance.h"

#include "ui/common/commands.h"
#include "ui/common/theme.h"
#include "ui/shell/windowmemory.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace muster {

namespace {

constexpr Command colours[] = {Command::AppearanceSystem, Command::AppearanceLight, Command::AppearanceDark};
constexpr Theme::Mode modes[] = {Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark};
constexpr Command contrasts[] = {Command::ContrastSystem, Command::ContrastStandard, Command::ContrastHigh};
constexpr Theme::Contrast degrees[] = {Theme::Contrast::System, Theme::Contrast::Standard, Theme::Contrast::High};
constexpr int groupSize = 3;

} // namespace

Appearance::Appearance(QWidget *window, WindowMemory &memory)
    : QObject(window)
    , m_memory(memory)
{
    for (const auto &group : {colours, contrasts}) {
        auto *exclusive = new QActionGroup(this);
        for (int i = 0; i < groupSize; ++i) {
            QAction *action = addCommand(group[i], window, Qt::WindowShortcut);
            action->setCheckable(true);
            exclusive->addAction(action);
            connect(action, &QAction::triggered, this, [this, action] { apply(action); });
            m_actions << action;
        }
    }
    connect(&Theme::instance(), &Theme::changed, this, &Appearance::showChosen);
    showChosen();
}

QMenu *Appearance::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("appearanceMenu"));
    for (int i = 0; i < m_actions.size(); ++i) {
        if (i == groupSize)
            menu->addSeparator();
        menu->addAction(m_actions[i]);
    }
    return menu;
}

void Appearance::apply(const QAction *action)
{
    const auto chosen = int(m_actions.indexOf(action));
    Theme &theme = Theme::instance();
    if (chosen < groupSize)
        theme.apply(modes[chosen], theme.contrast());
    else
        theme.apply(theme.mode(), degrees[chosen - groupSize]);
    m_memory.keepAppearance(theme.mode(), theme.contrast());
    m_memory.save();
}

void Appearance::showChosen()
{
    for (int i = 0; i < groupSize; ++i) {
        m_actions[i]->setChecked(modes[i] == Theme::instance().mode());
        m_actions[groupSize + i]->setChecked(degrees[i] == Theme::instance().contrast());
    }
}

} // namespace muster
