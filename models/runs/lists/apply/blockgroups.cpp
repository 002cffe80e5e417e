// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/blockgroups.h"

#include "models/runs/detach.h"
#include "models/runs/donotcall/donotcallgroups.h"
#include "models/runs/tenantsession.h"
#include "network/api/contactlistsclient.h"
#include "network/api/donotcallclient.h"
#include "network/tenant/tenantconnection.h"

namespace muster {

Result<DoNotCallGroup> groupFrom(const QList<DoNotCallGroup> &groups, const QString &word)
{
    TRY(group, doNotCallGroupNamed(groups, word));
    if (!group->isActive)
        return failure(ErrorKind::BadInput, "group_inactive", group->name);
    return group;
}

BlockGroups::BlockGroups(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

BlockGroups::~BlockGroups()
{
    stop();
}

void BlockGroups::stop()
{
    m_groups.request_stop();
    m_heeding.request_stop();
}

void BlockGroups::request()
{
    m_groups.request_stop();
    m_groups = std::stop_source();
    const std::stop_token stop = m_groups.get_token();
    answerTo(
        this, stop, [connection = m_session.connection(), stop] { return doNotCallGroups(connection, nullptr, stop); },
        loadedOr(&BlockGroups::groupsLoaded, &BlockGroups::failed));
}

void BlockGroups::requestHeeding(const QString &groupId, const QString &listId)
{
    m_heeding.request_stop();
    m_heeding = std::stop_source();
    const std::stop_token stop = m_heeding.get_token();
    answerTo(
        this, stop,
        [connection = m_session.connection(), groupId, listId, stop] {
            return groupHeeding(connection, groupId, listId, nullptr, stop);
        },
        loadedOr(&BlockGroups::heedingLoaded, &BlockGroups::failed));
}

QCoro::Task<Result<GroupHeeding>> groupHeeding(std::shared_ptr<TenantConnection> connection, QString groupId,
                                               QString listId, CallObserver *observer, std::stop_token stop)
{
    DoNotCallClient *client = connection->doNotCall();
    if (client == nullptr)
        co_return failure(ErrorKind::BadInput, "no_do_not_call", connection->profile().name);
    CO_TRY(skills, co_await client->heededBy(groupId, observer, stop));
    CO_TRY(dialers, co_await connection->contactLists().dialers(listId, observer, stop));
    co_return GroupHeeding{groupId, skills->size(), heedlessOf(*dialers, *skills)};
}

} // namespace muster
