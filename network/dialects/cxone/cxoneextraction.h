// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/cxoneextractioncodec.h"
#include "network/http/apicall.h"
#include "network/http/callturns.h"

#include <QDate>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// Data extraction: tables of what happened on a day, made by a job. Published are one extraction at a time per tenant,
/// at least half a minute between two calls, and links that live half a minute. The first two are kept here, over all
/// connections of this process to a tenant: whoever comes while a table is made waits. Where it is not known whether a
/// job runs at the tenant, as at the beginning, the list of jobs is looked at first. Polls and the look at the list
/// count as calls; a call that is refused for its token and repeated with a new one does not.
///
/// GUI thread. Nothing is changed at the tenant; a job cannot be cancelled, and is left to itself.
class CxoneExtraction
{
public:
    /// Between the end of a call and the next one: the published 30 s, and one for clocks that differ.
    static constexpr std::chrono::seconds gap{31};
    static constexpr int mostLooks = 40; ///< At one job, or at the list for one to end; some 20 minutes.
    static constexpr int mostTries = 5; ///< Of one call, the first included.
    static constexpr int mostDays = 14; ///< Published: so far back, today included.
    static constexpr std::chrono::minutes lag{30}; ///< Published: what is newer may be missing.

    /// `transport` outlives the object and every call.
    explicit CxoneExtraction(ApiTransport &transport);

    /// The table of `day` (UTC), whole: its length is what the server said, or it ends with a line. A link that no
    /// longer leads anywhere is asked for anew, by another job, once.
    ///
    /// BadInput "extraction_too_old" before anything is sent. Of the job: Refused "extraction_failed" (`detail`: the
    /// service's words, masked), Conflict "extraction_cancelled", "extraction_expired", "extraction_under_way" (it
    /// takes too long), "extraction_unknown" (an answer was lost, and a job is running that may be ours or not);
    /// UnexpectedShape "extraction_no_link". Forbidden "extraction_forbidden" where it is refused twice, since a call
    /// that comes too early is known to be answered so, too. AddressRefused "download_host" for a link to a host that
    /// the person has not allowed. Else as the transport.
    [[nodiscard]] QCoro::Task<Result<QByteArray>> table(QDate day, CallObserver *observer, std::stop_token stop);

private:
    struct Slot; ///< What all extractions of a tenant share.
    struct Work; ///< One extraction.

    [[nodiscard]] std::shared_ptr<Slot> slot() const;
    [[nodiscard]] QByteArray jobsLink(const QString &jobId = {}) const;
    [[nodiscard]] QCoro::Task<Result<QString>> begin(std::shared_ptr<Work> work, std::stop_token stop);
    /// Waits until no job of the tenant runs, after one may have been begun that nobody knows of.
    [[nodiscard]] QCoro::Task<Result<void>> settle(std::shared_ptr<Work> work, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<CxoneExtractionJob>> finish(std::shared_ptr<Work> work, QString jobId,
                                                                 std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<QByteArray>> fetch(std::shared_ptr<Work> work, QByteArray link,
                                                        std::stop_token stop);
    /// A call at its time. Cancelled when `stop` came first.
    [[nodiscard]] QCoro::Task<Result<HttpReply>> called(std::shared_ptr<Work> work, ApiCall call, std::stop_token stop);
    /// Whether the same call may be made once more after the gap, being told to the observer.
    [[nodiscard]] bool maySendAgain(Work &work, const ApiError &error, int failed) const;

    ApiTransport &m_transport;
    std::shared_ptr<Slot> m_slot; ///< As long as the connection is there.
};

} // namespace muster
