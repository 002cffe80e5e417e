// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectiontestpane.h"

#include "models/items/connectionstepsmodel.h"
#include "models/text/errortexts.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"

#include <QHeaderView>
#include <QPushButton>

namespace muster {

ConnectionTestPane::ConnectionTestPane(QWidget *parent)
    : QWidget(parent)
    , m_steps(new ConnectionStepsModel(this))
    , m_table(new DataTable("testStepsTable", tr("Steps of the connection test"), m_steps, this))
    , m_state(named("testStateBadge", new StatusBadge(this)))
    , m_test(pushButton(this, "testConnectionButton", tr("Test connection"), QStringLiteral("activity")))
{
    connect(m_test, &QPushButton::clicked, this, &ConnectionTestPane::testAsked);
    new EmptyOverlay(m_table,
                     tr("Test the connection to see each step, how long it took, and what to do where it fails."));
    m_table->setColumnWidths({{ConnectionStepsModel::Result, 100},
                              {ConnectionStepsModel::Step, 210},
                              {ConnectionStepsModel::Target, 170},
                              {ConnectionStepsModel::Latency, 70}});
    m_table->setWordWrap(true); // few rows, and the advice must be read whole
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setMinimumHeight(124);
    auto *row = rowLayout(space::m, {m_test, {m_state, 1}});
    fillColumn(this, space::s, {row, {m_table, 1}});
    reset();
}

void ConnectionTestPane::start()
{
    m_steps->clear();
    m_test->setEnabled(false);
    m_state->setStatus(Tone::Info, tr("Testing\u2026"));
}

void ConnectionTestPane::addStep(const ConnectionHop &step)
{
    m_steps->add(step);
}

void ConnectionTestPane::finish(bool passed)
{
    m_test->setEnabled(true);
    m_state->setStatus(passed ? Tone::Good : Tone::Bad,
                       passed ? tr("Everything works") : tr("Something does not work; see the steps"));
}

void ConnectionTestPane::fail(const ApiError &error)
{
    m_test->setEnabled(true);
    m_state->setStatus(Tone::Bad, errorSentence(error));
}

void ConnectionTestPane::reset()
{
    m_steps->clear();
    m_test->setEnabled(true);
    m_state->setStatus(Tone::Neutral, tr("Not tested yet"));
}

} // namespace muster
