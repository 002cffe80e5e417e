// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditretention.h"
#include "network/wire/result.h"

#include <QObject>
#include <QThreadPool>
#include <stop_token>

namespace muster {

/// What AuditRetention does, on a thread of its own, which it waits for when it goes. GUI thread. `log` outlives it.
class RetentionActions : public QObject
{
    Q_OBJECT

public:
    explicit RetentionActions(AuditLog &log, QObject *parent = nullptr);

    /// looked(), unless it is overtaken by another look. Invalid: everything is kept.
    void look(const QDateTime &before);
    void remove(const AuditRemoval &planned, const QString &copyFolder); ///< removed()

    /// dueFound(), unless it is overtaken. As look(), but quick.
    void lookForDue(const QDateTime &before);

Q_SIGNALS:
    void dueFound(const muster::Result<muster::DueAuditFiles> &due);
    void looked(const muster::Result<muster::AuditRemoval> &plan);
    void removed(const muster::Result<muster::AuditRemoval> &removal);

private:
    const AuditRetention m_retention;
    std::stop_source m_look; ///< The newest one.
    QThreadPool m_worker; ///< One thread. The last one: it waits for it.
};

} // namespace muster
