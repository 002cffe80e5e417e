// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractcontactlists.h"

#include "network/http/apicall.h"
#include "network/http/apitransport.h"

#include <algorithm>

namespace muster {

namespace {

WriteAnswer masked(WriteAnswer answer, const ApiTransport &transport)
{
    if (answer.error)
        answer.error = transport.masked(*answer.error);
    for (RecordFate &record : answer.fates) {
        if (record.error)
            record.error = transport.masked(*record.error);
    }
    return answer;
}

} // namespace

ContractContactLists::ContractContactLists(ApiTransport &transport)
    : ContactListsClient(transport)
{
}

ContactListLimits ContractContactLists::limits() const
{
    ContactListLimits limits;
    const int batch = std::max(1, transport().profile().batchSize);
    limits.correctionsPerCall = std::min(limits.correctionsPerCall, batch);
    limits.restoresPerCall = std::min(limits.restoresPerCall, batch);
    return limits;
}

QCoro::Task<Result<QList<ContactListSummary>>> ContractContactLists::list(CallObserver *observer, std::stop_token stop)
{
    return callAndDecode<QList<ContactListSummary>>(
        &transport(), {.operation = Operation::ListContactLists},
        [codec = m_codec](const QByteArray &body) { return codec.list(body); }, observer, std::move(stop));
}

QCoro::Task<Result<RawPage>> ContractContactLists::page(QString listId, QByteArray cursor, int limit,
                                                        CallObserver *observer, std::stop_token stop)
{
    Q_ASSERT_X(limit >= 1 && limit <= limits().pageSize, "ContractContactLists::page", "limit out of range");
    ApiCall call{.operation = Operation::ReadContactList, .pathArguments = {listId}};
    // A next link is sent as it stands: it carries its own limit.
    if (cursor.isEmpty())
        call.query = {{QStringLiteral("limit"), QString::number(limit)}};
    call.link = cursor;
    CO_TRY(reply, co_await transport().call(std::move(call), observer, std::move(stop)));
    RawPage page;
    page.nextCursor = m_codec.nextCursor(reply->body);
    page.body = std::move(reply->body);
    co_return page;
}

QCoro::Task<Result<QList<Dialer>>> ContractContactLists::dialers(QString, CallObserver *, std::stop_token)
{
    co_return QList<Dialer>();
}

QCoro::Task<Result<void>> ContractContactLists::settle(QString, CallObserver *, std::stop_token)
{
    co_return Result<void>();
}

QCoro::Task<WriteAnswer> ContractContactLists::sendCorrections(QString listId, QList<ContactPhone> corrections,
                                                               DialConsent, CallObserver *observer,
                                                               std::stop_token stop)
{
    ApiCall call{.operation = Operation::PatchContacts, .pathArguments = {listId}};
    call.body = [codec = m_codec, corrections] { return codec.records(corrections); };
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return answerOfAll(corrections, watch.fateAfter(reply.error()), reply.error());
    co_return masked(m_codec.corrected(reply->status, reply->body, corrections), transport());
}

QCoro::Task<WriteAnswer> ContractContactLists::sendPurges(QString, QStringList contactIds, CallObserver *observer,
                                                          std::stop_token stop)
{
    const QString contactId = contactIds.first(); // purgesPerCall is 1: each has an address of its own
    ApiCall call{.operation = Operation::DeleteContact, .pathArguments = {contactId}};
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return {.fates = {{contactId, reply->status == 202 ? WriteFate::Accepted : WriteFate::Applied, {}}}};
    RecordFate record{contactId, watch.fateAfter(reply.error()), reply.error()};
    if (record.error->kind == ErrorKind::NotFound) {
        // A page of words instead of an error body comes from somewhere in front of the service, which has not spoken.
        const bool fromApi = !record.error->detail.startsWith(u'<');
        record.fate = fromApi ? WriteFate::Absent : WriteFate::Unknown;
        record.error->kind = fromApi ? ErrorKind::NotFound : ErrorKind::NotFromApi;
    }
    co_return {.fates = {record}, .error = record.error};
}

QCoro::Task<WriteAnswer> ContractContactLists::sendRestores(QString listId, QList<ContactPhone> contacts, DialConsent,
                                                            CallObserver *observer, std::stop_token stop)
{
    ApiCall call{.operation = Operation::RestoreContacts, .pathArguments = {listId}};
    call.body = [codec = m_codec, contacts] { return codec.records(contacts); };
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return masked(m_codec.restored(reply->status, reply->body, contacts), transport());
    WriteAnswer answer = answerOfAll(contacts, watch.fateAfter(reply.error()), reply.error());
    if (reply.error().kind != ErrorKind::Conflict && reply.error().kind != ErrorKind::Invalid)
        co_return answer;
    const std::vector<bool> named = m_codec.named(reply.error(), contacts.size());
    // A refusal that names nobody may mean anybody.
    const bool knowsWhom = std::find(named.begin(), named.end(), true) != named.end();
    for (qsizetype i = 0; knowsWhom && i < answer.fates.size(); ++i) {
        if (!named[static_cast<std::size_t>(i)])
            answer.fates[i].fate = WriteFate::NotSent;
    }
    co_return answer;
}

} // namespace muster
