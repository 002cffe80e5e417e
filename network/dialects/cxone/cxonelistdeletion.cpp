// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonelistdeletion.h"

#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesegments.h"
#include "network/http/apitransport.h"

namespace muster {

CxoneListDeletion::CxoneListDeletion(ApiTransport &transport)
    : ListDeletionClient(transport)
{
}

QCoro::Task<ListDeletionAnswer> CxoneListDeletion::remove(QString listId, ActiveLists active, CallObserver *observer,
                                                          std::stop_token stop)
{
    if (!CxoneSource::fromId(CxoneSource{CxoneSource::Kind::CallingList, listId}.id()))
        co_return {.fate = WriteFate::NotSent, .error = unusable("invalid_list_id", listId)};
    const bool isForced = active == ActiveLists::Deleted;
    ApiCall call{.operation = cxone::deleteCallingList,
                 .pathArguments = {listId},
                 .query = {{QStringLiteral("forceInactive"), isForced ? QStringLiteral("true") : QStringLiteral("false")},
                           {QStringLiteral("forceDelete"), QStringLiteral("false")}},
                 .subject = listId};
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return {.fate = WriteFate::Accepted};
    const WriteFate fate = watch.fateAfter(reply.error());
    // A 404 of the service says of a list what it says of a contact that is addressed by its own path.
    const bool isAbsent = fate == WriteFate::Rejected && reply.error().kind == ErrorKind::NotFound;
    co_return {.fate = isAbsent ? WriteFate::Absent : fate, .error = transport().masked(reply.error())};
}

} // namespace muster
