// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/groupundopage.h"

#include "models/text/donotcallchangetexts.h"
#include "models/text/errortexts.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/donotcall/groupchangepane.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace muster {

GroupUndoPage::GroupUndoPage(QWidget *parent)
    : ConfirmPage(parent)
{
    QHBoxLayout *head = buildHead(this, "groupUndoTitleLabel");
    m_title->setPlainText(tr("Undo a change of do-not-call groups"));
    m_what = wrappedLabel(this, "groupUndoLabel");
    auto *rule = hintLabel(this,
                           tr("Only numbers that the change is proved to have changed are changed back. Those that "
                              "somebody has changed since are left alone and named in the result."));
    m_limits = hintLabel(this);
    QWidget *typed = buildTypedCount("groupUndo", tr("Number of numbers"));
    buildProblem(this, "groupUndoProblemLabel");
    fillColumn(
        this, space::s,
        {head, m_what, rule, m_limits, typed, m_problem, buildFoot("UndoGroups", tr("Cancel")), boxStretch(1)});
    setDestructive(m_confirm, true);
    connect(m_confirm, &ConfirmButton::confirmed, this, [this] {
        m_isReady = false; // one confirmation, one run
        DoNotCallChangeOrder order = m_order;
        order.typedCount = typedNumber(*m_count);
        Q_EMIT confirmed(order);
    });
    showButtons();
}

void GroupUndoPage::showReading(const ConnectionProfile &profile)
{
    showProfile(profile);
    m_isReady = false;
    m_error.clear();
    m_order = {};
    m_count->clear();
    m_what->setPlainText(tr("Reading what was changed…"));
    m_limits->setPlainText({});
    showButtons();
    m_cancel->setFocus();
}

void GroupUndoPage::setOrder(const DoNotCallChangeOrder &order)
{
    m_order = order;
    m_isReady = true;
    m_what->setPlainText(undoSentence(order.aim, order.count));
    m_limits->setPlainText(changeLimitsText(order.aim.act));
    m_ask->setPlainText(changeConfirmText(order.count));
    setAct(groupActText(order));
    showButtons();
    m_count->setFocus();
}

void GroupUndoPage::showError(const ApiError &error)
{
    m_what->setPlainText({});
    m_error = errorSentence(error);
    showButtons();
}

void GroupUndoPage::showStartError(const ApiError &error)
{
    m_error = startProblem(error);
    m_isReady = true;
    showButtons();
}

void GroupUndoPage::showButtons()
{
    if (m_confirm == nullptr)
        return; // still being built
    const QString problem = !m_error.isEmpty() ? m_error : m_isReady && m_lookOnly ? lookOnlyProblem() : QString();
    showProblem(problem);
    m_typed->setVisible(m_isReady);
    m_arm->setVisible(m_isReady && m_lookOnly);
    m_confirm->setVisible(m_isReady);
    m_confirm->setAllowed(m_isReady && problem.isEmpty() && typedNumber(*m_count) == m_order.count);
}

} // namespace muster
