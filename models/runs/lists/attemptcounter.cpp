// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/attemptcounter.h"

#include "models/runs/detach.h"
#include "models/runs/tenantsession.h"
#include "network/api/contactlistsclient.h"
#include "network/tenant/tenantconnection.h"

namespace muster {

AttemptCounter::AttemptCounter(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

AttemptCounter::~AttemptCounter()
{
    stop();
}

void AttemptCounter::count(const QStringList &listIds)
{
    stop();
    m_stop = std::stop_source();
    m_left = listIds;
    countNext();
}

void AttemptCounter::stop()
{
    m_stop.request_stop();
    m_left.clear();
}

void AttemptCounter::countNext()
{
    if (m_left.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    const QString listId = m_left.takeFirst();
    const std::stop_token stop = m_stop.get_token();
    answerTo(
        this, stop,
        [connection = m_session.connection(), listId, stop] {
            return connection->contactLists().attempts(listId, nullptr, stop);
        },
        [listId](AttemptCounter *self, const Result<CallAttempts> &attempts) {
            if (!attempts) {
                self->m_left.clear();
                Q_EMIT self->failed(listId, attempts.error());
                return;
            }
            Q_EMIT self->counted(listId, *attempts);
            self->countNext();
        });
}

} // namespace muster
