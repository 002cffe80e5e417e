// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/groupchangerunpage.h"

#include "models/runs/donotcall/donotcallchangerun.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/runs/runpane.h"

#include <QPushButton>
#include <QShortcut>

namespace muster {

namespace {

constexpr int changePaneHeight = 460; // px: the plot of a run, its figures and some of its events

} // namespace

GroupChangeRunPage::GroupChangeRunPage(QWidget *parent)
    : QWidget(parent)
{
    auto *back = pushButton(this, "leaveGroupChangeButton", tr("‹ &Change groups"));
    back->setAccessibleName(tr("Back to changing groups; the run continues"));
    connect(back, &QPushButton::clicked, this, &GroupChangeRunPage::closed);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &GroupChangeRunPage::closed);
    m_environment = new EnvironmentBadge(this);
    // Where the window is too low for the run it is scrolled: nothing lies over anything else.
    auto *body = named("groupChangeBody", new QWidget(this));
    m_pane = named("groupChangeRunPane", new RunPane(body));
    m_pane->setMinimumHeight(changePaneHeight);
    fillColumn(body, 0, {{m_pane, 1}});
    m_undo = pushButton(this, "undoThisChangeButton", tr("&Undo this change…"), QStringLiteral("archive-restore"));
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (m_run)
            Q_EMIT undoAsked(m_run->id());
    });
    fillColumn(this, space::s,
               {rowLayout(-1, {back, boxStretch(1), m_environment}),
                {formArea(body), 1},
                rowLayout(space::s, {boxStretch(1), m_undo})});
}

Run *GroupChangeRunPage::run() const
{
    return m_run;
}

void GroupChangeRunPage::start(DoNotCallChangeRun *run, Environment environment)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_environment->setEnvironment(environment);
    m_pane->setRun(run);
    connect(run, &Run::finished, this, &GroupChangeRunPage::showButtons);
    showButtons();
}

void GroupChangeRunPage::showButtons()
{
    const bool isUndo = m_run && m_run->order().order.isUndo();
    const bool hasChanged = m_run && m_run->outcome()
        && m_run->count(DoNotCallChangeResult::State::Done) + m_run->count(DoNotCallChangeResult::State::InBoth) > 0;
    m_undo->setVisible(!isUndo);
    m_undo->setEnabled(hasChanged);
}

} // namespace muster
