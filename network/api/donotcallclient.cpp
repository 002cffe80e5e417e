// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/donotcallclient.h"

#include "network/api/contactlistsclient.h"
#include "network/wire/apierror.h"

#include <QSet>

namespace muster {

namespace {

/// Why these must not be sent at all. Names a record by its id, never by its number.
std::optional<ApiError> faultOf(const QList<ContactPhone> &contacts, int most)
{
    if (contacts.isEmpty() || contacts.size() > most)
        return unusable("batch_size", QString::number(contacts.size()));
    QSet<std::uint64_t> seen;
    for (const ContactPhone &contact : contacts) {
        const std::uint64_t number = blockableNumber(contact.phone.toStdString());
        if (number == 0)
            return unusable("number_not_blockable", contact.contactId);
        if (seen.contains(number))
            return unusable("repeated_number", contact.contactId);
        seen.insert(number);
    }
    return std::nullopt;
}

} // namespace

QCoro::Task<WriteAnswer> DoNotCallClient::block(QString groupId, QList<ContactPhone> contacts, CallObserver *observer,
                                                std::stop_token stop)
{
    return judged(Act::Block, std::move(groupId), std::move(contacts), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> DoNotCallClient::unblock(QString groupId, QList<ContactPhone> contacts, CallObserver *observer,
                                                  std::stop_token stop)
{
    return judged(Act::Unblock, std::move(groupId), std::move(contacts), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> DoNotCallClient::judged(Act act, QString groupId, QList<ContactPhone> contacts,
                                                 CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOf(contacts, numbersPerCall()))
        co_return ContactListsClient::answerOfAll(contacts, WriteFate::NotSent, *fault);
    co_return co_await send(act, std::move(groupId), std::move(contacts), observer, std::move(stop));
}

} // namespace muster
