// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/donotcallclient.h"

#include "network/wire/apierror.h"
#include "network/wire/mapped.h"

#include <QSet>

namespace muster {

namespace {

/// Why these must not be sent at all. Names a record by its id, never by its number.
std::optional<ApiError> faultOf(const QList<DoNotCallWrite> &writes, int most)
{
    if (writes.isEmpty() || writes.size() > most)
        return unusable("batch_size", QString::number(writes.size()));
    QSet<std::uint64_t> seen;
    for (const DoNotCallWrite &write : writes) {
        if (blockableNumber(std::to_string(write.number)) != write.number || write.number == 0)
            return unusable("number_not_blockable", write.id);
        if (seen.contains(write.number))
            return unusable("repeated_number", write.id);
        seen.insert(write.number);
    }
    return std::nullopt;
}

QList<DoNotCallWrite> writesOf(const QList<ContactPhone> &contacts)
{
    return mapped(contacts, [](const ContactPhone &contact) {
        return DoNotCallWrite{contact.contactId, blockableNumber(contact.phone.toStdString())};
    });
}

} // namespace

QCoro::Task<WriteAnswer> DoNotCallClient::block(QString groupId, QList<ContactPhone> contacts, CallObserver *observer,
                                                std::stop_token stop)
{
    return judged(Act::Block, std::move(groupId), writesOf(contacts), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> DoNotCallClient::unblock(QString groupId, QList<ContactPhone> contacts, CallObserver *observer,
                                                  std::stop_token stop)
{
    return judged(Act::Unblock, std::move(groupId), writesOf(contacts), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> DoNotCallClient::add(QString groupId, QList<DoNotCallWrite> writes, CallObserver *observer,
                                              std::stop_token stop)
{
    return judged(Act::Block, std::move(groupId), std::move(writes), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> DoNotCallClient::expire(QString groupId, QList<DoNotCallWrite> writes, CallObserver *observer,
                                                 std::stop_token stop)
{
    return judged(Act::Unblock, std::move(groupId), std::move(writes), observer, std::move(stop));
}

QCoro::Task<WriteAnswer> DoNotCallClient::judged(Act act, QString groupId, QList<DoNotCallWrite> writes,
                                                 CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOf(writes, numbersPerCall()))
        co_return answerOfAll(writes, WriteFate::NotSent, *fault);
    co_return co_await send(act, std::move(groupId), std::move(writes), observer, std::move(stop));
}

WriteAnswer DoNotCallClient::answerOfAll(const QList<DoNotCallWrite> &writes, WriteFate fate, const ApiError &error)
{
    return {.fates = mapped(writes, [&](const DoNotCallWrite &write) { return RecordFate{write.id, fate, error}; }),
            .error = error};
}

} // namespace muster
