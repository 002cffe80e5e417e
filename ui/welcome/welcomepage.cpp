// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/welcomepage.h"

#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/recentpane.h"
#include "ui/welcome/waycard.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_recent(new RecentPane(m_stack))
    , m_sheet(new FileSheet(m_stack))
{
    m_ways = buildWays();
    m_stack->addWidget(m_ways);
    m_stack->addWidget(m_sheet);
    m_sheet->setObjectName(QStringLiteral("fileSheet"));
    m_recent->setObjectName(QStringLiteral("recentPane"));
    connect(m_sheet, &FileSheet::closed, this, &WelcomePage::showWays);
    connect(m_sheet, &FileSheet::otherAsked, this, &WelcomePage::fileAsked);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    setFocusPolicy(Qt::ClickFocus); // takes it only to hand it on
}

QWidget *WelcomePage::buildWays()
{
    auto *ways = new QWidget(m_stack);
    auto *sandbox = new WayCard(QStringLiteral("play"),
                                {tr("Explore the sandbox"),
                                 tr("A tenant inside Muster, with made-up segments, lists, transcripts and audiences. "
                                    "Try everything; nothing leaves this computer."),
                                 tr("Explore the &sandbox")},
                                "exploreSandboxButton", ways);
    auto *tenant = new WayCard(QStringLiteral("plug"),
                               {tr("Connect a tenant"),
                                tr("In four steps: name and address, sign-in, a test of every service, and you are "
                                   "there. Production is for looking only until you allow changes."),
                                tr("&Connect a tenant\u2026")},
                               "connectTenantButton", ways);
    auto *file
        = new WayCard(QStringLiteral("folder-open"),
                      {tr("Open a file for a dry run"),
                       tr("Contacts or CRM data (CSV, TSV, JSON Lines), criteria (JSON), transcripts. Choose one, "
                          "or drop files anywhere on this window."),
                       tr("&Open a file\u2026")},
                      "openFileForDryRunButton", ways);
    sandbox->setPrimary();
    connect(sandbox, &WayCard::chosen, this, &WelcomePage::sandboxAsked);
    connect(tenant, &WayCard::chosen, this, &WelcomePage::connectAsked);
    connect(file, &WayCard::chosen, this, &WelcomePage::fileAsked);
    ways->setFocusProxy(sandbox);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(space::m);
    for (WayCard *card : {sandbox, tenant, file})
        cards->addWidget(card, 1);
    auto *column = new QVBoxLayout(ways);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addWidget(pageTitle(ways, tr("Welcome to Muster")));
    column->addLayout(cards);
    column->addSpacing(space::s);
    column->addWidget(m_recent, 1);
    return ways;
}

void WelcomePage::showWays()
{
    const bool had = isAncestorOf(focusWidget()) || hasFocus();
    m_stack->setCurrentWidget(m_ways);
    if (had)
        m_ways->setFocus();
}

void WelcomePage::showSheet()
{
    m_stack->setCurrentWidget(m_sheet);
}

bool WelcomePage::isSheetShown() const
{
    return m_stack->currentWidget() == m_sheet;
}

void WelcomePage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_stack->currentWidget()->setFocus();
}

} // namespace muster
