// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runnoticespane.h"

#include "models/items/noticemodels.h"
#include "models/runs/noticeactions.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <algorithm>

namespace muster {

namespace {

constexpr int mostShown = 1'000;

} // namespace

RunNoticesPane::RunNoticesPane(QWidget *parent)
    : QWidget(parent)
    , m_notices(new NoticesModel(this))
{
    setObjectName(QStringLiteral("runNoticesPane"));
    auto *table = new DataTable("runNoticesTable", tr("Notices of this run to other systems"), m_notices, this);
    table->setColumnWidths({{NoticesModel::Receiver, 240},
                            {NoticesModel::State, 200},
                            {NoticesModel::Reason, 160},
                            {NoticesModel::Queued, 140}});
    new EmptyOverlay(table, tr("This run has told no other system anything."));
    m_counts = elidedLabel(this, "runNoticesLabel", ColourRole::Muted);
    m_again = pushButton(this, "sendRunNoticesButton", tr("Send again"), QStringLiteral("refresh-cw"));
    m_again->setToolTip(tr("Send the notices of this run again that were given up"));
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_actions)
            m_actions->tryAgain(m_runId);
    });
    m_trouble = named("runNoticesTroubleLabel", hintLabel(this));
    fillColumn(this, space::xs, {rowLayout(space::s, {{m_counts, 1}, m_again}), m_trouble, {table, 1}},
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
        connect(actions, &NoticeActions::failed, this, [this](const ApiError &error) {
            if (isVisible())
                Prompts::instance().tell(this, tr("Notices to other systems"), errorSentence(error));
        });
    }
    load();
}

void RunNoticesPane::setRun(const QString &runId)
{
    if (runId == m_runId)
        return;
    m_runId = runId;
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
            trouble = tr("Nothing is sent at the moment: %1").arg(errorSentence(*held));
    }
    const auto among = [&notices](const QString &state) {
        return QLocale().toString(std::ranges::count(notices, state, &Delivery::state));
    };
    m_notices->setRows(notices);
    m_counts->setPlainText(tr("waiting: %1 \u00b7 delivered: %2 \u00b7 given up: %3")
                               .arg(among(QStringLiteral("waiting")), among(QStringLiteral("delivered")),
                                    among(QStringLiteral("undelivered"))));
    const bool isGivenUp = std::ranges::find(notices, QStringLiteral("undelivered"), &Delivery::state) != notices.end();
    m_again->setEnabled(isGivenUp && m_actions && !m_actions->isReadOnly());
    m_trouble->showText(notices.isEmpty() ? QString() : trouble);
    Q_EMIT changed();
}

} // namespace muster
