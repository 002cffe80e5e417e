// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/contactlistsclient.h"

#include "network/api/decoding.h"
#include "network/api/unusable.h"
#include "network/api/writefate.h"
#include "network/http/apitransport.h"
#include "network/wire/e164.h"

#include <QSet>
#include <algorithm>

namespace muster {

namespace {

enum class Numbers { E164, AnyText };

/// Why these records must not be sent at all. Names a record by its id, never by its number.
std::optional<ApiError> faultOf(const QList<ContactPhone> &contacts, int most, Numbers numbers)
{
    if (contacts.isEmpty() || contacts.size() > most)
        return unusable("batch_size", QString::number(contacts.size()));
    QSet<QString> ids;
    for (const ContactPhone &contact : contacts) {
        if (contact.contactId.isEmpty() || !contact.contactId.isValidUtf16())
            return unusable("contact_id", contact.contactId);
        if (ids.contains(contact.contactId))
            return unusable("repeated_id", contact.contactId);
        ids.insert(contact.contactId);
        // Half a surrogate pair would reach the server as another text than the one that was given.
        if (numbers == Numbers::E164 ? !isE164(contact.phone) : !contact.phone.isValidUtf16())
            return unusable(numbers == Numbers::E164 ? "not_e164" : "phone", contact.contactId);
    }
    return std::nullopt;
}

WriteAnswer answerOfAll(const QList<ContactPhone> &contacts, WriteFate fate, const ApiError &error)
{
    WriteAnswer answer;
    answer.error = error;
    answer.fates.reserve(contacts.size());
    for (const ContactPhone &contact : contacts)
        answer.fates.append({contact.contactId, fate, error});
    return answer;
}

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

ContactListsClient::ContactListsClient(ApiTransport &transport)
    : m_transport(transport)
{
}

ContactListLimits ContactListsClient::limits() const
{
    ContactListLimits limits = m_transport.dialect().contactListLimits;
    const int batch = std::max(1, m_transport.profile().batchSize);
    limits.correctionsPerCall = std::min(limits.correctionsPerCall, batch);
    limits.restoresPerCall = std::min(limits.restoresPerCall, batch);
    return limits;
}

RetryTable ContactListsClient::retry() const
{
    return m_transport.dialect().retry.value(Service::ContactLists);
}

QCoro::Task<Result<QList<ContactListSummary>>> ContactListsClient::list(CallObserver *observer, std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ListContactLists;
    const auto codec = m_transport.dialect().contactLists;
    auto [call, value] = decoding<QList<ContactListSummary>>(
        std::move(order), [codec](const QByteArray &body) { return codec->list(body); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    co_return *std::move(value);
}

QCoro::Task<Result<RawPage>> ContactListsClient::page(QString listId, QByteArray cursor, int limit,
                                                      CallObserver *observer, std::stop_token stop)
{
    Q_ASSERT_X(limit >= 1 && limit <= limits().pageSize, "ContactListsClient::page", "limit out of range");
    ApiCall call;
    call.operation = Operation::ReadContactList;
    call.pathArguments = {listId};
    // A next link is sent as it stands: it carries its own limit.
    if (cursor.isEmpty())
        call.query = {{QStringLiteral("limit"), QString::number(limit)}};
    call.link = cursor;
    const auto codec = m_transport.dialect().contactLists;
    Result<HttpReply> reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    RawPage page;
    page.nextCursor = codec->nextCursor(reply->body);
    page.body = std::move(reply->body);
    co_return page;
}

std::shared_ptr<const PageDecoder> ContactListsClient::decoder() const
{
    return m_transport.dialect().contactLists->decoder();
}

QCoro::Task<WriteAnswer> ContactListsClient::correct(QString listId, QList<ContactPhone> corrections,
                                                     CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOf(corrections, limits().correctionsPerCall, Numbers::E164))
        co_return answerOfAll(corrections, WriteFate::NotSent, *fault);
    const auto codec = m_transport.dialect().contactLists;
    ApiCall call;
    call.operation = Operation::PatchContacts;
    call.pathArguments = {listId};
    call.body = [codec, corrections] { return codec->records(corrections); };
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return answerOfAll(corrections, watch.fateAfter(reply.error()), reply.error());
    co_return masked(codec->corrected(reply->status, reply->body, corrections), m_transport);
}

QCoro::Task<RecordFate> ContactListsClient::purge(QString contactId, CallObserver *observer, std::stop_token stop)
{
    ApiCall call;
    call.operation = Operation::DeleteContact;
    call.pathArguments = {contactId};
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return {contactId, reply->status == 202 ? WriteFate::Accepted : WriteFate::Applied, {}};
    RecordFate record{contactId, watch.fateAfter(reply.error()), reply.error()};
    if (record.error->kind == ErrorKind::NotFound) {
        // A page of words instead of an error body comes from somewhere in front of the service, which has not spoken.
        const bool fromApi = !record.error->detail.startsWith(u'<');
        record.fate = fromApi ? WriteFate::Absent : WriteFate::Unknown;
        record.error->kind = fromApi ? ErrorKind::NotFound : ErrorKind::NotFromApi;
    }
    co_return record;
}

QCoro::Task<WriteAnswer> ContactListsClient::restore(QString listId, QList<ContactPhone> contacts,
                                                     CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOf(contacts, limits().restoresPerCall, Numbers::AnyText))
        co_return answerOfAll(contacts, WriteFate::NotSent, *fault);
    const auto codec = m_transport.dialect().contactLists;
    ApiCall call;
    call.operation = Operation::RestoreContacts;
    call.pathArguments = {listId};
    call.body = [codec, contacts] { return codec->records(contacts); };
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return masked(codec->restored(reply->status, reply->body, contacts), m_transport);
    WriteAnswer answer = answerOfAll(contacts, watch.fateAfter(reply.error()), reply.error());
    if (reply.error().kind != ErrorKind::Conflict && reply.error().kind != ErrorKind::Invalid)
        co_return answer;
    const std::vector<bool> named = codec->named(reply.error(), contacts.size());
    // A refusal that names nobody may mean anybody.
    const bool knowsWhom = std::find(named.begin(), named.end(), true) != named.end();
    for (qsizetype i = 0; knowsWhom && i < answer.fates.size(); ++i) {
        if (!named[static_cast<std::size_t>(i)])
            answer.fates[i].fate = WriteFate::NotSent;
    }
    co_return answer;
}

} // namespace muster
