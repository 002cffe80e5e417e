// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runnoticespane.h"

#include "models/items/noticemodels.h"
#include "models/runs/noticeactions.h"
#include "models/store/signingkeys.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/recordtexts.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <algorithm>

namespace muster {

namespace {

constexpr int mostShown = 1'000;

/// The rest of an address may hold a secret.
QString nameOf(const QUrl &receiver)
{
    return visibleText(SigningKeys::originOf(receiver), 200);
}

} // namespace

RunNoticesPane::RunNoticesPane(QWidget *parent)
    : QWidget(parent)
    , m_notices(new NoticesModel(this))
{
    setObjectName(QStringLiteral("runNoticesPane"));
    m_table = new DataTable("runNoticesTable", tr("Notifications of this run to other systems"), m_notices, this);
    m_table->setColumnWidths({{NoticesModel::Receiver, 240},
                              {NoticesModel::State, 200},
                              {NoticesModel::Reason, 160},
                              {NoticesModel::Queued, 140}});
    new EmptyOverlay(m_table, tr("This run has not notified any other system."));
    m_counts = elidedLabel(this, "runNoticesLabel", ColourRole::Muted);
    m_again = pushButton(this, "sendRunNoticesButton", tr("Send again"), QStringLiteral("refresh-cw"));
    m_again->setToolTip(tr("Resend this run’s undelivered notifications"));
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_actions)
            m_actions->tryAgain(m_runId);
    });
    m_test = pushButton(this, "testReceiverButton", tr("Test"), QStringLiteral("plug"));
    m_test->setToolTip(
        tr("Send the receiver a notification marked as a test and show its answer; the run isn’t affected"));
    connect(m_test, &QPushButton::clicked, this, &RunNoticesPane::test);
    m_answer = named("testAnswerLabel", hintLabel(this));
    m_answer->hide();
    m_trouble = named("runNoticesTroubleLabel", hintLabel(this));
    fillColumn(this, space::xs,
               {rowLayout(space::s, {{m_counts, 1}, m_test, m_again}), m_trouble, m_answer, {m_table, 1}},
               QMargins(space::s, space::s, space::s, space::s));
    load();
}

void RunNoticesPane::setActions(NoticeActions *actions)
{
    if (m_actions)
        m_actions->disconnect(this);
    m_actions = actions;
    if (actions != nullptr) {
        connect(actions, &NoticeActions::changed, this, &RunNoticesPane::load);
        connect(actions, &NoticeActions::tested, this,
                [this](const QUrl &target, int status, std::chrono::milliseconds took) {
                    //: %1 is a receiver, %2 a status of HTTP such as 204, %3 a time: "84 ms".
                    showTest(target,
                             tr("%1 responded with %2 after %3.")
                                 .arg(nameOf(target), QString::number(status), latencyText(took)));
                });
        connect(actions, &NoticeActions::testFailed, this, [this](const QUrl &target, const ApiError &error) {
            //: %1 is a receiver, %2 a sentence: what went wrong.
            showTest(target, tr("The test of %1 failed. %2").arg(nameOf(target), errorSentence(error)));
        });
        connect(actions, &NoticeActions::failed, this, [this](const ApiError &error) {
            if (isVisible())
                Prompts::instance().tell(this, tr("Notifications to other systems"), errorSentence(error));
        });
    }
    load();
}

void RunNoticesPane::setRun(const QString &runId)
{
    if (runId == m_runId)
        return;
    m_runId = runId;
    m_tested = {};
    m_answer->showText({});
    load();
}

QUrl RunNoticesPane::receiver() const
{
    const Delivery *chosen = m_notices->at(m_table->currentIndex().row());
    if (chosen == nullptr)
        chosen = m_notices->at(0);
    return chosen != nullptr ? chosen->target : QUrl();
}

void RunNoticesPane::test()
{
    m_tested = receiver();
    if (!m_actions || m_tested.isEmpty())
        return;
    m_answer->showText(tr("Testing %1…").arg(nameOf(m_tested)));
    m_actions->test(m_tested);
    load();
}

/// To whom it may be: the pane may show another run by now.
void RunNoticesPane::showTest(const QUrl &target, const QString &answer)
{
    if (target != m_tested)
        return;
    m_tested = {};
    m_answer->showText(answer);
    Announcer::sayNewest(this, objectName(), answer);
    load();
}

int RunNoticesPane::count() const
{
    return m_notices->rowCount();
}

void RunNoticesPane::load()
{
    QList<Delivery> notices;
    QString trouble;
    if (m_actions && !m_runId.isEmpty()) {
        const auto read = m_actions->noticesOf(m_runId, mostShown);
        notices = read.value_or(QList<Delivery>());
        if (!read)
            trouble = errorSentence(read.error());
        else if (const auto held = m_actions->trouble())
            trouble = tr("Nothing is being sent right now: %1").arg(errorSentence(*held));
    }
    const auto among = [&notices](const QString &state) {
        return QLocale().toString(std::ranges::count(notices, state, &Delivery::state));
    };
    m_notices->setRows(notices);
    m_counts->setPlainText(tr("waiting: %1 · delivered: %2 · undelivered: %3")
                               .arg(among(QStringLiteral("waiting")), among(QStringLiteral("delivered")),
                                    among(QStringLiteral("undelivered"))));
    const bool isGivenUp = std::ranges::find(notices, QStringLiteral("undelivered"), &Delivery::state) != notices.end();
    m_again->setEnabled(isGivenUp && m_actions && !m_actions->isReadOnly());
    m_test->setEnabled(!notices.isEmpty() && m_tested.isEmpty() && m_actions && !m_actions->isReadOnly());
    m_trouble->showText(notices.isEmpty() ? QString() : trouble);
    Q_EMIT changed();
}

} // namespace muster
