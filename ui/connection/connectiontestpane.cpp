// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectiontestpane.h"

#include "models/items/connectionstepsmodel.h"
#include "models/text/errortexts.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptyover.h"
#include "ui/common/icons.h"
#include "ui/common/statusbadge.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

ConnectionTestPane::ConnectionTestPane(QWidget *parent)
    : QWidget(parent)
    , m_steps(new ConnectionStepsModel(this))
    , m_table(new DataTable(this))
    , m_state(new StatusBadge(this))
    , m_test(new QPushButton(themedIcon(QStringLiteral("activity")), tr("Test connection"), this))
{
    m_test->setObjectName(QStringLiteral("testConnectionButton"));
    connect(m_test, &QPushButton::clicked, this, &ConnectionTestPane::testAsked);
    m_state->setObjectName(QStringLiteral("testStateBadge"));
    m_table->setObjectName(QStringLiteral("testStepsTable"));
    m_table->setAccessibleName(tr("Steps of the connection test"));
    m_table->setModel(m_steps);
    new EmptyOver(m_table,
                  tr("Test the connection to see each step, how long it took, and what to do where it fails."));
    m_table->setColumnWidth(ConnectionStepsModel::Result, 100);
    m_table->setColumnWidth(ConnectionStepsModel::Step, 210);
    m_table->setColumnWidth(ConnectionStepsModel::Target, 170);
    m_table->setColumnWidth(ConnectionStepsModel::Latency, 70);
    m_table->setWordWrap(true); // few rows, and the advice must be read whole
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setMinimumHeight(124);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::m);
    row->addWidget(m_test);
    row->addWidget(m_state, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(row);
    column->addWidget(m_table, 1);
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
