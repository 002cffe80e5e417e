// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallgroups.h"

#include "models/runs/detach.h"
#include "models/runs/tenantsession.h"
#include "network/api/donotcallclient.h"
#include "network/tenant/tenantconnection.h"

#include <algorithm>

namespace muster {

namespace {

QCoro::Task<Result<DoNotCallGroupFacts>> factsOf(std::shared_ptr<TenantConnection> connection, DoNotCallGroup group,
                                                 CallObserver *observer, std::stop_token stop)
{
    CO_TRY(scrubbed, co_await connection->doNotCall()->heededBy(group.id, observer, stop));
    CO_TRY(contributing, co_await connection->doNotCall()->contributedBy(group.id, observer, stop));
    co_return DoNotCallGroupFacts{
        .group = group, .contributing = *contributing, .scrubbed = *scrubbed, .fault = std::nullopt};
}

} // namespace

Result<DoNotCallGroup> doNotCallGroupNamed(const QList<DoNotCallGroup> &groups, const QString &word)
{
    const auto byId = std::ranges::find(groups, word, &DoNotCallGroup::id);
    const auto byName = std::ranges::find(groups, word, &DoNotCallGroup::name);
    const auto found = byId != groups.end() ? byId : byName;
    if (found == groups.end())
        return failure(ErrorKind::BadInput, "group_unknown", word);
    if (byId == groups.end() && std::ranges::count(groups, word, &DoNotCallGroup::name) > 1)
        return failure(ErrorKind::BadInput, "group_twice", word);
    return *found;
}

bool isOneAnswer(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Invalid:
    case ErrorKind::Refused:
    case ErrorKind::TooLarge:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        return true;
    default:
        return false;
    }
}

QCoro::Task<Result<QList<DoNotCallGroup>>> doNotCallGroups(std::shared_ptr<TenantConnection> connection,
                                                           CallObserver *observer, std::stop_token stop)
{
    DoNotCallClient *client = connection->doNotCall();
    if (client == nullptr)
        co_return failure(ErrorKind::BadInput, "no_do_not_call", connection->profile().name);
    CO_TRY(all, co_await client->groups(observer, stop));
    std::ranges::sort(*all, [](const DoNotCallGroup &a, const DoNotCallGroup &b) {
        const int order = a.name.localeAwareCompare(b.name);
        return order == 0 ? a.id < b.id : order < 0;
    });
    co_return *std::move(all);
}

QCoro::Task<Result<QList<DoNotCallGroupFacts>>> doNotCallGroupFacts(std::shared_ptr<TenantConnection> connection,
                                                                    CallObserver *observer, std::stop_token stop)
{
    CO_TRY(groups, co_await doNotCallGroups(connection, observer, stop));
    QList<DoNotCallGroupFacts> all;
    for (const DoNotCallGroup &group : std::as_const(*groups)) {
        CO_TRY(facts, co_await doNotCallFactsOf(connection, group, observer, stop));
        all.append(*std::move(facts));
    }
    co_return all;
}

QCoro::Task<Result<DoNotCallGroupFacts>> doNotCallFactsOf(std::shared_ptr<TenantConnection> connection,
                                                          DoNotCallGroup group, CallObserver *observer,
                                                          std::stop_token stop)
{
    auto facts = co_await factsOf(connection, group, observer, std::move(stop));
    if (!facts && isOneAnswer(facts.error()))
        co_return DoNotCallGroupFacts{.group = group, .contributing = {}, .scrubbed = {}, .fault = facts.error()};
    co_return facts;
}

DoNotCallGroups::DoNotCallGroups(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

DoNotCallGroups::~DoNotCallGroups()
{
    m_stop.request_stop();
}

void DoNotCallGroups::request()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const std::stop_token stop = m_stop.get_token();
    answerTo(
        this, stop,
        [connection = m_session.connection(), stop] { return doNotCallGroupFacts(connection, nullptr, stop); },
        loadedOr(&DoNotCallGroups::loaded, &DoNotCallGroups::failed));
}

} // namespace muster
