// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"

#include <QObject>
#include <QStringList>
#include <stop_token>

namespace muster {

class TenantSession;

/// Asks a tenant how often people of some lists were called, one list after another; for tenants that tell
/// (ContactListLimits::tellsAttempts). GUI thread, which is never held.
class AttemptCounter : public QObject
{
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit AttemptCounter(TenantSession &session, QObject *parent = nullptr);
    ~AttemptCounter() override;

    /// In place of what is still to be counted. Each list is counted(), then finished() follows; or failed() ends it.
    void count(const QStringList &listIds);
    void stop(); ///< Nobody waits any more.

Q_SIGNALS:
    void counted(const QString &listId, const muster::CallAttempts &attempts);
    /// See ContactListsClient::attempts(). The last that is heard: it may be so of all the others, too.
    void failed(const QString &listId, const muster::ApiError &error);
    void finished();

private:
    void countNext();

    TenantSession &m_session;
    QStringList m_left;
    std::stop_source m_stop;
};

} // namespace muster
