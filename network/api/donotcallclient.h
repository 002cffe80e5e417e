// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialer.h"
#include "network/wire/donotcall.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QSet>
#include <memory>
#include <stop_token>

namespace muster {

class CallObserver;

/// Do-not-call groups: which there are, who heeds them, what they hold, and numbers put in or taken out. Reads are
/// retried; a write is one attempt, as those of ContactListsClient. GUI thread.
class DoNotCallClient
{
public:
    virtual ~DoNotCallClient() = default;
    DoNotCallClient(const DoNotCallClient &) = delete;
    DoNotCallClient &operator=(const DoNotCallClient &) = delete;

    /// Numbers of one block() or unblock(), at most.
    [[nodiscard]] virtual int numbersPerCall() const = 0;
    /// All that there are, the inactive ones too; what was removed is none.
    [[nodiscard]] virtual QCoro::Task<Result<QList<DoNotCallGroup>>> groups(CallObserver *observer,
                                                                            std::stop_token stop)
        = 0;
    /// The skills that do not call what the group holds. Their state is not asked for.
    [[nodiscard]] virtual QCoro::Task<Result<QList<Dialer>>> heededBy(QString groupId, CallObserver *observer,
                                                                      std::stop_token stop)
        = 0;
    /// The skills whose people add to the group: what they mark as not to be called gets into it.
    [[nodiscard]] virtual QCoro::Task<Result<QList<Dialer>>> contributedBy(QString groupId, CallObserver *observer,
                                                                           std::stop_token stop)
        = 0;
    /// What every group holds of one number, as blockableNumber() gives it. Changes nothing. UnexpectedShape
    /// "other_number" where the answer is about another one: nothing would be proved by it.
    [[nodiscard]] virtual QCoro::Task<Result<DoNotCallFinding>> search(std::uint64_t number, CallObserver *observer,
                                                                       std::stop_token stop)
        = 0;
    /// All that the group holds in force, however many pages that takes. Refused "group_moves" when records came or
    /// went while it was read, several times in a row: nothing would be proved by it. LimitExceeded "group_pages".
    [[nodiscard]] virtual QCoro::Task<Result<std::shared_ptr<const DoNotCallNumbers>>>
    numbers(QString groupId, CallObserver *observer, std::stop_token stop) = 0;

    /// What the group holds of these numbers; otherwise as numbers().
    [[nodiscard]] virtual QCoro::Task<Result<std::shared_ptr<const DoNotCallReading>>>
    entries(QString groupId, QSet<std::uint64_t> wanted, CallObserver *observer, std::stop_token stop) = 0;

    // Of the following: at most numbersPerCall(), no number twice, each blockableNumber(); else all NotSent with
    // BadInput. Applied: the service says so. Rejected: it refused that one. Unknown: it left, and nothing proves what
    // came of it, an answer that says nothing included.

    [[nodiscard]] QCoro::Task<WriteAnswer> block(QString groupId, QList<ContactPhone> contacts, CallObserver *observer,
                                                 std::stop_token stop);
    /// The number is in force no longer.
    [[nodiscard]] QCoro::Task<WriteAnswer> unblock(QString groupId, QList<ContactPhone> contacts,
                                                   CallObserver *observer, std::stop_token stop);
    /// The same by number: put in, each with its own end, and taken out.
    [[nodiscard]] QCoro::Task<WriteAnswer> add(QString groupId, QList<DoNotCallWrite> writes, CallObserver *observer,
                                               std::stop_token stop);
    [[nodiscard]] QCoro::Task<WriteAnswer> expire(QString groupId, QList<DoNotCallWrite> writes, CallObserver *observer,
                                                  std::stop_token stop);

protected:
    DoNotCallClient() = default;

    enum class Act { Block, Unblock };
    /// Once the arguments were judged.
    [[nodiscard]] virtual QCoro::Task<WriteAnswer> send(Act act, QString groupId, QList<DoNotCallWrite> writes,
                                                        CallObserver *observer, std::stop_token stop)
        = 0;
    [[nodiscard]] static WriteAnswer answerOfAll(const QList<DoNotCallWrite> &writes, WriteFate fate,
                                                 const ApiError &error);

private:
    [[nodiscard]] QCoro::Task<WriteAnswer> judged(Act act, QString groupId, QList<DoNotCallWrite> writes,
                                                  CallObserver *observer, std::stop_token stop);
};

} // namespace muster
