// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/contactlistsclient.h"

#include "network/http/apitransport.h"
#include "network/wire/apierror.h"

#include <QSet>

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

} // namespace

ContactListsClient::ContactListsClient(ApiTransport &transport)
    : m_transport(transport)
{
}

RetryTable ContactListsClient::retry() const
{
    return m_transport.protocol().retry.value(Service::ContactLists);
}

WriteAnswer ContactListsClient::answerOfAll(const QList<ContactPhone> &contacts, WriteFate fate, const ApiError &error)
{
    WriteAnswer answer;
    answer.error = error;
    answer.fates.reserve(contacts.size());
    for (const ContactPhone &contact : contacts)
        answer.fates.append({contact.contactId, fate, error});
    return answer;
}

QCoro::Task<WriteAnswer> ContactListsClient::correct(QString listId, QList<ContactPhone> corrections,
                                                     CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOf(corrections, limits().correctionsPerCall, Numbers::E164))
        co_return answerOfAll(corrections, WriteFate::NotSent, *fault);
    co_return co_await sendCorrections(std::move(listId), std::move(corrections), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> ContactListsClient::restore(QString listId, QList<ContactPhone> contacts,
                                                     CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOf(contacts, limits().restoresPerCall, Numbers::AnyText))
        co_return answerOfAll(contacts, WriteFate::NotSent, *fault);
    co_return co_await sendRestores(std::move(listId), std::move(contacts), observer, std::move(stop));
}

} // namespace muster
