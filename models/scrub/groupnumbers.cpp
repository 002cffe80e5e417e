// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/scrub/groupnumbers.h"

#include "models/runs/detach.h"
#include "models/runs/donotcall/donotcallgroups.h"
#include "network/api/donotcallclient.h"
#include "network/tenant/tenantconnection.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::uint64_t northAmerica = 10'000'000'000; // +1 and ten digits

QCoro::Task<Result<QList<GroupNumbers>>> groupNumbers(std::shared_ptr<TenantConnection> connection,
                                                      QList<DoNotCallGroup> groups, std::stop_token stop)
{
    DoNotCallClient *client = connection->doNotCall();
    if (client == nullptr)
        co_return failure(ErrorKind::BadInput, "no_do_not_call", connection->profile().name);
    QList<GroupNumbers> all;
    for (const DoNotCallGroup &group : std::as_const(groups)) {
        CO_TRY(numbers, co_await client->numbers(group.id, nullptr, stop));
        all.append({.group = group,
                    .tenant = connection->profile().name,
                    .at = QDateTime::currentDateTimeUtc(),
                    .numbers = *numbers});
    }
    co_return all;
}

} // namespace

ScrubAgainst scrubAgainst(const GroupNumbers &group)
{
    return {.source = {.kind = ScrubSource::Kind::Group,
                       .name = group.group.name,
                       .origin = group.tenant,
                       .asOf = group.at.toLocalTime().date(),
                       .entries = qint64(group.numbers->count())},
            .contain = [numbers = group.numbers](std::span<const std::uint64_t> e164, std::span<bool> found) {
                std::ranges::transform(e164, found.begin(), [&](std::uint64_t number) {
                    return number != 0
                        && (numbers->contains(number)
                            || (number / northAmerica == 1 && numbers->contains(number % northAmerica)));
                });
            }};
}

Result<QList<DoNotCallGroup>> groupsNamed(const QList<DoNotCallGroup> &all, const QStringList &words)
{
    QList<DoNotCallGroup> named;
    for (const QString &word : words) {
        TRY(group, doNotCallGroupNamed(all, word));
        if (!named.contains(*group))
            named.append(*group);
    }
    return named;
}

GroupNumbersReader::GroupNumbersReader(std::shared_ptr<TenantConnection> connection, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
{
}

GroupNumbersReader::~GroupNumbersReader()
{
    cancel();
}

const QString &GroupNumbersReader::tenant() const
{
    return m_connection->profile().name;
}

void GroupNumbersReader::requestGroups()
{
    const std::stop_token stop = anew();
    answerTo(
        this, stop, [connection = m_connection, stop] { return doNotCallGroups(connection, nullptr, stop); },
        loadedOr(&GroupNumbersReader::groupsLoaded, &GroupNumbersReader::failed));
}

void GroupNumbersReader::requestNumbers(const QList<DoNotCallGroup> &groups)
{
    const std::stop_token stop = anew();
    answerTo(
        this, stop,
        [connection = m_connection, groups, stop] { return groupNumbers(connection, groups, stop); },
        loadedOr(&GroupNumbersReader::numbersLoaded, &GroupNumbersReader::failed));
}

void GroupNumbersReader::cancel()
{
    m_stop.request_stop();
}

std::stop_token GroupNumbersReader::anew()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    return m_stop.get_token();
}

} // namespace muster
