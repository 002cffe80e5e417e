// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectiontestpane.h"

#include "models/items/connectionstepsmodel.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"

#include <QHeaderView>
#include <QPushButton>
#include <QUrl>

namespace muster {

ConnectionTestPane::ConnectionTestPane(QWidget *parent)
    : QWidget(parent)
    , m_steps(new ConnectionStepsModel(this))
    , m_table(new DataTable("testStepsTable", tr("Steps of the connection test"), m_steps, this))
    , m_state(named("testStateBadge", new StatusBadge(this)))
    , m_test(pushButton(this, "testConnectionButton", tr("Test connection"), QStringLiteral("activity")))
{
    connect(m_test, &QPushButton::clicked, this, &ConnectionTestPane::testAsked);
    new EmptyOverlay(m_table, tr("Test the connection to see each step, how long it took, and how to fix failures."));
    m_table->setColumnWidths({{ConnectionStepsModel::Result, 100},
                              {ConnectionStepsModel::Step, 210},
                              {ConnectionStepsModel::Target, 170},
                              {ConnectionStepsModel::Latency, 70}});
    m_table->setWordWrap(true); // few rows, and the advice must be read whole
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setMinimumHeight(124);
    m_approval = named("approvalBox", new QWidget(this));
    m_approvalText = wrappedLabel(m_approval, "approvalLabel");
    m_approve = primaryButton(m_approval, "approveOriginButton", tr("Approve and test again"));
    connect(m_approve, &QPushButton::clicked, this, [this] { Q_EMIT approveAsked(m_origin); });
    fillRow(m_approval, space::m, {{m_approvalText, 1}, {m_approve, 0, Qt::AlignTop}});
    auto *row = rowLayout(space::m, {m_test, {m_state, 1}});
    fillColumn(this, space::s, {row, m_approval, {m_table, 1}});
    reset();
}

QSize ConnectionTestPane::sizeHint() const
{
    return minimumSizeHint(); // room beyond that is first that of the fields above
}

void ConnectionTestPane::setReadOnly()
{
    m_approve->setEnabled(false);
}

void ConnectionTestPane::start()
{
    m_steps->clear();
    m_approval->hide();
    m_test->setEnabled(false);
    m_state->setStatus(Tone::Info, tr("Testing…"));
}

void ConnectionTestPane::addStep(const ConnectionHop &step)
{
    m_steps->add(step);
    const QString code = step.error ? step.error->code : QString();
    const bool hasMoved = code == u"origin_changed";
    if (!hasMoved && code != u"origin_not_approved")
        return;
    m_origin = step.error->subject;
    const QString shown = visibleText(QUrl(m_origin).host(), 200);
    m_approvalText->setPlainText(hasMoved ? tr("The server now reports %1, but a different address was approved "
                                               "before. Ask the tenant’s administrator before you approve it.")
                                                .arg(shown)
                                          : tr("Your tenant’s server reports its address as %1. Approve it if that "
                                               "host belongs to your provider; Muster signs in only to approved hosts.")
                                                .arg(shown));
    m_approval->show();
}

void ConnectionTestPane::finish(bool passed)
{
    m_test->setEnabled(true);
    m_state->setStatus(passed ? Tone::Good : Tone::Bad,
                       passed ? tr("Everything works") : tr("Something doesn’t work; see the steps"));
}

void ConnectionTestPane::fail(const ApiError &error)
{
    m_test->setEnabled(true);
    m_state->setStatus(Tone::Bad, errorSentence(error));
}

void ConnectionTestPane::reset()
{
    m_steps->clear();
    m_approval->hide();
    m_test->setEnabled(true);
    m_state->setStatus(Tone::Neutral, tr("Not tested yet"));
}

} // namespace muster
