// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/teamtelling.h"

#include "app/headless/headlesscommand.h"
#include "models/runs/detach.h"
#include "models/runs/team/teampublisher.h"
#include "models/store/auditlog.h"
#include "models/text/errortexts.h"

#include <QCoro/QCoroTask>
#include <QTimer>
#include <algorithm>
#include <utility>

namespace muster {

bool TeamTelling::isDue(Workspace &workspace, qint64 entriesBefore)
{
    return !workspace.isReadOnly() && workspace.team().settings().isOn() && workspace.audit().count() > entriesBefore;
}

TeamTelling::TeamTelling(Workspace &workspace, qint64 entriesBefore, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_entriesBefore(entriesBefore)
{
}

void TeamTelling::start()
{
    QTimer::singleShot(patience, this,
                       [this] { end(fault(ErrorKind::TimedOut, "team_late", m_workspace.team().settings().place())); });
    answerTo(
        this, m_stop.get_token(),
        [&team = m_workspace.team(), stop = m_stop.get_token()] { return team.publish(stop); },
        [](TeamTelling *self, const Result<void> &told) {
            // What was refused without asking anybody is known before start() has returned.
            QMetaObject::invokeMethod(
                self, [self, trouble = told ? std::nullopt : std::optional(told.error())] { self->end(trouble); },
                Qt::QueuedConnection);
        });
}

void TeamTelling::giveUp()
{
    m_isGivenUp = !m_isOver;
    end(fault(ErrorKind::Cancelled));
}

void TeamTelling::end(const std::optional<ApiError> &trouble)
{
    if (std::exchange(m_isOver, true))
        return;
    m_trouble = trouble;
    m_stop.request_stop(); // what is under way at the database ends by itself, whole or not at all
    Q_EMIT ended();
}

qint64 TeamTelling::waiting() const
{
    const qint64 added = m_workspace.audit().count() - m_entriesBefore;
    return m_workspace.team().status().behind.value_or(added);
}

QJsonObject TeamTelling::facts() const
{
    QJsonObject object{{QStringLiteral("told"), !m_trouble},
                       {QStringLiteral("waiting"), m_trouble ? std::max<qint64>(waiting(), 0) : 0}};
    if (m_trouble)
        object.insert(QStringLiteral("error"), errorObject(*m_trouble));
    return object;
}

QString TeamTelling::trouble() const
{
    if (!m_trouble || m_isGivenUp)
        return {};
    const qint64 count = waiting();
    const QString follows = count > 0
        ? tr("%n history entries are waiting here and will be sent later, by the next command or the window.", nullptr,
             int(std::min<qint64>(count, std::numeric_limits<int>::max())))
        : tr("The outcome of the run will be sent later, by the next command or the window.");
    return errorSentence(*m_trouble) + u' ' + follows;
}

} // namespace muster
