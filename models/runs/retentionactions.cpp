// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/retentionactions.h"

#include <QFutureWatcher>
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
    auto *watcher = new QFutureWatcher<Result<AuditRemoval>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, number = ++m_looks] {
        watcher->deleteLater();
        if (number == m_looks)
            Q_EMIT looked(watcher->result());
    });
    watcher->setFuture(
        QtConcurrent::run(&m_worker, [retention = m_retention, before] { return retention.plan(before); }));
}

void RetentionActions::remove(const AuditRemoval &planned, const QString &copyFolder)
{
    auto *watcher = new QFutureWatcher<Result<AuditRemoval>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        Q_EMIT removed(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(
        &m_worker, [retention = m_retention, planned, copyFolder] { return retention.carryOut(planned, copyFolder); }));
}

} // namespace muster
