// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/retentionactions.h"

#include "models/runs/detach.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

RetentionActions::RetentionActions(AuditLog &log, QObject *parent)
    : QObject(parent)
    , m_retention(log)
{
    m_worker.setMaxThreadCount(1);
}

void RetentionActions::look(const QDateTime &before)
{
    m_look.request_stop();
    m_look = {};
    answerTo(
        this, m_look.get_token(),
        [worker = &m_worker, retention = m_retention, before] {
            return QtConcurrent::run(worker, [retention, before] { return retention.plan(before); });
        },
        &RetentionActions::looked);
}

void RetentionActions::lookForDue(const QDateTime &before)
{
    m_look.request_stop();
    m_look = {};
    answerTo(
        this, m_look.get_token(),
        [worker = &m_worker, retention = m_retention, before] {
            return QtConcurrent::run(worker, [retention, before] { return retention.due(before); });
        },
        &RetentionActions::dueFound);
}

void RetentionActions::remove(const AuditRemoval &planned, const QString &copyFolder)
{
    answerTo(
        this, {},
        [worker = &m_worker, retention = m_retention, planned, copyFolder] {
            return QtConcurrent::run(
                worker, [retention, planned, copyFolder] { return retention.carryOut(planned, copyFolder); });
        },
        &RetentionActions::removed);
}

} // namespace muster
