// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/contactlistsclient.h"

#include "network/http/apitransport.h"
#include "network/wire/apierror.h"
#include "network/wire/mapped.h"

#include <QSet>

namespace muster {

namespace {

/// Why these ids must not be sent at all.
std::optional<ApiError> faultOf(const QStringList &ids, int most)
{
    if (ids.isEmpty() || ids.size() > most)
        return unusable("batch_size", QString::number(ids.size()));
    QSet<QString> seen;
    for (const QString &id : ids) {
        // Half a surrogate pair would reach the server as another text than the one that was given.
        if (id.isEmpty() || !id.isValidUtf16())
            return unusable("contact_id", id);
        if (seen.contains(id))
            return unusable("repeated_id", id);
        seen.insert(id);
    }
    return std::nullopt;
}

QStringList idsOf(const QList<ContactPhone> &contacts)
{
    return mapped(contacts, &ContactPhone::contactId);
}

} // namespace

ContactListsClient::ContactListsClient(ApiTransport &transport)
    : m_transport(transport)
{
}

RetryTable ContactListsClient::retry() const
{
    return m_transport.retry(Service::ContactLists);
}

QCoro::Task<Result<CallAttempts>> ContactListsClient::attempts(QString listId, CallObserver *, std::stop_token)
{
    co_return failure(ErrorKind::BadInput, "attempts_not_told", listId);
}

WriteAnswer ContactListsClient::answerOfAll(const QStringList &contactIds, WriteFate fate, const ApiError &error)
{
    WriteAnswer answer;
    answer.error = error;
    answer.fates.reserve(contactIds.size());
    for (const QString &id : contactIds)
        answer.fates.append({id, fate, error});
    return answer;
}

WriteAnswer ContactListsClient::answerOfAll(const QList<ContactPhone> &contacts, WriteFate fate, const ApiError &error)
{
    return answerOfAll(idsOf(contacts), fate, error);
}

QCoro::Task<WriteAnswer> ContactListsClient::correct(QString listId, QList<ContactPhone> corrections,
                                                     DialConsent consent, CallObserver *observer, std::stop_token stop)
{
    const ContactListLimits most = limits();
    auto fault = faultOf(idsOf(corrections), most.correctionsPerCall);
    for (const ContactPhone &contact : std::as_const(corrections)) {
        // Names a record by its id, never by its number.
        if (!fault && (!contact.phone.isValidUtf16() || !isWritable(most.numberForm, contact.phone.toStdString())))
            fault = unusable("not_e164", contact.contactId);
    }
    if (fault)
        co_return answerOfAll(corrections, WriteFate::NotSent, *fault);
    co_return co_await sendCorrections(std::move(listId), std::move(corrections), std::move(consent), observer,
                                       std::move(stop));
}

QCoro::Task<WriteAnswer> ContactListsClient::purge(QString listId, QStringList contactIds, CallObserver *observer,
                                                   std::stop_token stop)
{
    const ContactListLimits most = limits();
    auto fault = faultOf(contactIds, most.purgesPerCall);
    for (const QString &id : std::as_const(contactIds)) {
        if (!fault && most.canPurge != nullptr && !most.canPurge(id))
            fault = unusable("id_not_removable", id);
    }
    if (fault)
        co_return answerOfAll(contactIds, WriteFate::NotSent, *fault);
    co_return co_await sendPurges(std::move(listId), std::move(contactIds), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> ContactListsClient::restore(QString listId, QList<ContactPhone> contacts, DialConsent consent,
                                                     CallObserver *observer, std::stop_token stop)
{
    auto fault = faultOf(idsOf(contacts), limits().restoresPerCall);
    if (!consent.starts.isEmpty())
        fault = unusable("start_not_here", consent.starts);
    for (const ContactPhone &contact : std::as_const(contacts)) {
        if (!fault && !contact.phone.isValidUtf16())
            fault = unusable("phone", contact.contactId);
    }
    if (fault)
        co_return answerOfAll(contacts, WriteFate::NotSent, *fault);
    co_return co_await sendRestores(std::move(listId), std::move(contacts), std::move(consent), observer,
                                    std::move(stop));
}

} // namespace muster
