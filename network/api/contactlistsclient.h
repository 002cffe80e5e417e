// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/listpages.h"
#include "network/wire/dialer.h"
#include "network/wire/limits.h"

namespace muster {

class ApiTransport;

/// Contact lists: index, pages, corrected numbers, removal, restoring. Neutral values only; paths, codecs and paging
/// belong to the dialect that implements it. GUI thread. Reads retry by the contract's table; a write is one attempt,
/// never repeated here (but for the one replay after a 401): what to do after a doubt is the run's decision, journalled
/// by it. A write that is on its way when `stop` is asked for is awaited for up to 10 s (F105); one that has not left
/// yet does not leave.
class ContactListsClient : public ListPages
{
public:
    [[nodiscard]] virtual ContactListLimits limits() const = 0;
    [[nodiscard]] int pageSize() const final { return limits().pageSize; }
    /// Tries of one batch or contact, and the waits between them (contract section 7): for the runs, which repeat
    /// writes themselves.
    [[nodiscard]] RetryTable retry() const;
    /// Pages of one column, the number as it stands; members nobody asked for are in RecordPage::extras(), a next link
    /// in nextCursor. Contact ids that cannot be used are quarantined (F62).
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const override = 0;

    /// Who calls people from that list: a write may make phones ring while one of them runs. None where a tenant calls
    /// nobody by itself.
    [[nodiscard]] virtual QCoro::Task<Result<QList<Dialer>>> dialers(QString listId, CallObserver *observer,
                                                                     std::stop_token stop)
        = 0;
    /// How often people of that list were called, counted attempt by attempt: a call for every so many of them, so only
    /// for lists that a person asks it of. BadInput "attempts_not_told" without limits().tellsAttempts. LimitExceeded
    /// "attempt_pages" for more than anybody can count so, "cursor_repeated" for a page that comes again (F67).
    [[nodiscard]] virtual QCoro::Task<Result<CallAttempts>> attempts(QString listId, CallObserver *observer,
                                                                     std::stop_token stop);
    /// Resumes when the tenant has done what it took of earlier writes to that list, whoever made them: only a reading
    /// behind it proves anything of writes whose fate is not known. TimedOut when that takes too long.
    [[nodiscard]] virtual QCoro::Task<Result<void>> settle(QString listId, CallObserver *observer, std::stop_token stop)
        = 0;

    // `consent` of the following: dialers that may run because of the write. While another may, nothing is sent: every
    // record NotSent with Refused "skill_running", the subject being its name. Only correct() has one started, as
    // EnrichmentClient::enrich() does; the others send nothing for a consent with DialConsent::starts: BadInput
    // "start_not_here".

    /// At most limits().correctionsPerCall, no id twice, every number writable (isWritable()): anything else is NotSent
    /// with BadInput.
    /// 400, 413, 409: every record Rejected and WriteAnswer::error Invalid, TooLarge, Conflict; per-record results in a
    /// 200 or 207 give each record its own fate (F25). 5xx, lost, timed out: Unknown. 429, no connection: NotSent.
    /// Whatever keeps the request from leaving (token, gate, halt, stop): NotSent. See WriteWatch for all the rest.
    [[nodiscard]] QCoro::Task<WriteAnswer> correct(QString listId, QList<ContactPhone> corrections, DialConsent consent,
                                                   CallObserver *observer, std::stop_token stop);
    /// Removes contacts of the list for good: at most limits().purgesPerCall, no id twice. 404 of one alone: Absent
    /// (Unknown with NotFromApi if it is a page of markup). An id that is empty, unusable in a path or not one that
    /// limits().canPurge() is NotSent with BadInput, and no request is built (F62). 3xx: Rejected (F31).
    [[nodiscard]] QCoro::Task<WriteAnswer> purge(QString listId, QStringList contactIds, CallObserver *observer,
                                                 std::stop_token stop);
    /// Brings removed contacts back under their own ids. 409 names those that are in the list, 400 those that never
    /// were: they are Rejected with Conflict or Invalid, the others NotSent (applied whole or not at all; at most 20
    /// are named, so that others may turn out later). Named none: all Rejected.
    [[nodiscard]] QCoro::Task<WriteAnswer> restore(QString listId, QList<ContactPhone> contacts, DialConsent consent,
                                                   CallObserver *observer, std::stop_token stop);

    /// The same fate for each, for the same reason.
    [[nodiscard]] static WriteAnswer answerOfAll(const QStringList &contactIds, WriteFate fate, const ApiError &error);
    [[nodiscard]] static WriteAnswer answerOfAll(const QList<ContactPhone> &contacts, WriteFate fate,
                                                 const ApiError &error);

protected:
    /// The transport outlives the client.
    explicit ContactListsClient(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

    // The writes, once their arguments were judged.
    [[nodiscard]] virtual QCoro::Task<WriteAnswer> sendCorrections(QString listId, QList<ContactPhone> corrections,
                                                                   DialConsent consent, CallObserver *observer,
                                                                   std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<WriteAnswer> sendPurges(QString listId, QStringList contactIds,
                                                              CallObserver *observer, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<WriteAnswer> sendRestores(QString listId, QList<ContactPhone> contacts,
                                                                DialConsent consent, CallObserver *observer,
                                                                std::stop_token stop)
        = 0;

private:
    ApiTransport &m_transport;
};

} // namespace muster
