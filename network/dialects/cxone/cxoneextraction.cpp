// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneextraction.h"

#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/http/answermapping.h"
#include "network/http/apitransport.h"

#include <QHash>
#include <algorithm>

namespace muster {

namespace {

using JobState = CxoneExtractionState;

constexpr qsizetype longestJobWords = 500;

/// Whether the table came whole (F47). A server that says no length ends its last row with a line, or is not believed.
std::optional<ApiError> partOfTable(const HttpReply &reply)
{
    const QByteArray length = reply.header("content-length");
    const bool isWhole = length.isEmpty() ? reply.body.endsWith('\n') || reply.body.endsWith('\r')
                                          : length.trimmed() == QByteArray::number(reply.body.size());
    if (isWhole)
        return std::nullopt;
    return ApiError{.kind = ErrorKind::BrokenBody, .httpStatus = reply.status, .code = QStringLiteral("cut_body")};
}

/// What a file store says of a link whose time is over, or of one that it never knew.
bool isDeadLink(const ApiError &error)
{
    return error.httpStatus >= 400
        && (error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Invalid
            || error.kind == ErrorKind::Refused);
}

} // namespace

struct CxoneExtraction::Slot
{
    explicit Slot(Clock &clock)
        : turns(clock, gap)
    {
    }

    CallTurns turns;
    /// A job may run at the tenant whose end nobody here has seen: one that was left to itself, or from before a crash,
    /// or of another program.
    bool mayBeBusy = true;
};

struct CxoneExtraction::Work
{
    QDate day;
    CallObserver *observer = nullptr;
    std::shared_ptr<Slot> slot;
    std::unique_ptr<CallTurns::Turn> turn; // Behind the slot, which it belongs to.
};

CxoneExtraction::CxoneExtraction(ApiTransport &transport)
    : m_transport(transport)
{
}

std::shared_ptr<CxoneExtraction::Slot> CxoneExtraction::slot() const
{
    // By tenant, not by connection: two profiles may lead to the same one. What nobody holds is forgotten; a new one
    // waits before its first call, so that the gap is kept all the same. Connections that go by different clocks cannot
    // wait for each other; there is but one outside of tests.
    using Key = QPair<const Clock *, QString>;
    static QHash<Key, std::weak_ptr<Slot>> slots;
    const QString &tenant = m_transport.tenantId();
    const Key key{&m_transport.clock(),
                  originOf(m_transport.addresses().ofService(Service::Segments)) + u' '
                      + (tenant.isEmpty() ? m_transport.profile().clientId : tenant)};
    auto found = slots.value(key).lock();
    if (!found) {
        found = std::make_shared<Slot>(m_transport.clock());
        slots.removeIf([](const auto &entry) { return entry.value().expired(); });
        slots.insert(key, found);
    }
    return found;
}

QByteArray CxoneExtraction::jobsLink(const QString &jobId) const
{
    const QByteArray jobs = '/' + cxoneSettings(m_transport.profile()).extractionPath.toLatin1() + "/jobs";
    return jobId.isEmpty() ? jobs : jobs + '/' + jobId.toLatin1(); // its characters are those of readCxoneExtraction()
}

QCoro::Task<Result<QByteArray>> CxoneExtraction::table(QDate day, CallObserver *observer, std::stop_token stop)
{
    if (day < m_transport.wallNow().toUTC().date().addDays(1 - mostDays))
        co_return failure(unusable("extraction_too_old", day.toString(Qt::ISODate)));
    // Who the tenant is shows only in its token.
    if (const auto fault = co_await m_transport.discover(TenantAddresses::Part::Services, Service::Segments, stop))
        co_return failure(*fault);
    if (!m_slot)
        m_slot = slot();
    const auto work = std::make_shared<Work>();
    work->day = day;
    work->observer = observer;
    work->slot = m_slot;
    work->turn = co_await work->slot->turns.take(stop);
    if (!work->turn)
        co_return failure(ErrorKind::Cancelled);
    for (bool isAnew = false;; isAnew = true) {
        CO_TRY(jobId, co_await begin(work, stop));
        CO_TRY(job, co_await finish(work, *jobId, stop));
        if (job->state == JobState::Expired && !isAnew)
            continue;
        if (job->state == JobState::Expired)
            co_return failure(ErrorKind::Conflict, "extraction_expired", *jobId);
        // At once: the link has half a minute to live.
        Result<QByteArray> table = co_await fetch(work, job->link, stop);
        if (table || !isDeadLink(table.error()))
            co_return table;
        if (isAnew)
            co_return failure(ErrorKind::Conflict, "extraction_expired", *jobId);
    }
}

QCoro::Task<Result<HttpReply>> CxoneExtraction::called(std::shared_ptr<Work> work, ApiCall call, std::stop_token stop)
{
    call.subject = work->day.toString(Qt::ISODate);
    if (!co_await work->turn->wait(stop))
        co_return failure(ErrorKind::Cancelled);
    Result<HttpReply> reply = co_await m_transport.call(std::move(call), work->observer, stop);
    work->turn->called();
    co_return reply;
}

bool CxoneExtraction::maySendAgain(Work &work, const ApiError &error, int failed) const
{
    if (!isOfTheMoment(error) || failed >= mostTries
        || error.retryAfter.value_or(gap) > m_transport.profile().throttleCeiling)
        return false;
    if (work.observer != nullptr) {
        work.observer->retrying(Service::Segments, failed, error,
                                std::max<std::chrono::milliseconds>(error.retryAfter.value_or(gap), gap));
        work.observer->waitEnded(Service::Segments);
    }
    return true;
}

QCoro::Task<Result<QString>> CxoneExtraction::begin(std::shared_ptr<Work> work, std::stop_token stop)
{
    const CxoneSettings settings = cxoneSettings(m_transport.profile());
    const QByteArray body = cxoneExtractionBody(settings.extractionVersion, work->day,
                                                settings.extractionEndsNextDay ? work->day.addDays(1) : work->day);
    for (int failed = 0;;) {
        if (work->slot->mayBeBusy)
            CO_TRY_VOID(co_await settle(work, stop));
        ApiCall call{.operation = cxone::beginExtraction, .link = jobsLink(), .body = [body] { return body; }};
        const auto jobId = std::make_shared<QString>();
        call.check = [jobId](const HttpReply &reply) -> std::optional<ApiError> {
            const auto read = readCxoneExtractionBegun(reply.body);
            if (!read)
                return read.error();
            *jobId = *read;
            return std::nullopt;
        };
        const WriteWatch watch(call);
        const auto reply = co_await called(work, std::move(call), stop);
        if (reply) {
            work->slot->mayBeBusy = true;
            co_return QString(*jobId);
        }
        const ApiError &error = reply.error();
        // Not sent again before the list shows that none runs: a second one at once is what must not be.
        const bool isLost = watch.fateAfter(error) == WriteFate::Unknown;
        work->slot->mayBeBusy = isLost;
        ++failed;
        const bool mayBeEarly = error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::Conflict;
        if (mayBeEarly && failed == 1)
            continue;
        if (error.kind == ErrorKind::Forbidden) {
            ApiError refusal = error;
            refusal.code = QStringLiteral("extraction_forbidden");
            co_return failure(refusal);
        }
        if (!maySendAgain(*work, error, failed))
            co_return failure(error);
    }
}

QCoro::Task<Result<void>> CxoneExtraction::settle(std::shared_ptr<Work> work, std::stop_token stop)
{
    int failed = 0;
    for (int look = 0; look < mostLooks; ++look) {
        const auto reply = co_await called(work, {.operation = cxone::listExtractions, .link = jobsLink()}, stop);
        if (!reply) {
            if (!maySendAgain(*work, reply.error(), ++failed))
                co_return failure(reply.error());
            continue;
        }
        failed = 0;
        const auto jobs = readCxoneExtractions(cxoneBodyOf(*reply));
        if (!jobs)
            co_return failure(m_transport.masked(jobs.error()));
        // They tell neither whose they are nor what of; but without one that runs the place is free.
        if (std::ranges::none_of(*jobs, [](const auto &job) { return job.state == JobState::Running; })) {
            work->slot->mayBeBusy = false;
            co_return Result<void>();
        }
    }
    co_return failure(ErrorKind::Conflict, "extraction_unknown", work->day.toString(Qt::ISODate));
}

QCoro::Task<Result<CxoneExtractionJob>> CxoneExtraction::finish(std::shared_ptr<Work> work, QString jobId,
                                                                std::stop_token stop)
{
    int failed = 0;
    for (int look = 0; look < mostLooks; ++look) {
        const auto job = std::make_shared<CxoneExtractionJob>();
        ApiCall call{.operation = cxone::readExtraction, .link = jobsLink(jobId)};
        call.check = [job](const HttpReply &reply) -> std::optional<ApiError> {
            auto read = readCxoneExtraction(reply.body);
            if (!read)
                return read.error();
            *job = *std::move(read);
            return std::nullopt;
        };
        const auto reply = co_await called(work, std::move(call), stop);
        if (!reply) {
            // A list of its jobs that lags behind may not know it yet.
            const bool isEarly = look == 0 && reply.error().kind == ErrorKind::NotFound;
            if (!isEarly && !maySendAgain(*work, reply.error(), ++failed))
                co_return failure(reply.error());
            continue;
        }
        failed = 0;
        if (job->id != jobId)
            co_return failure(ErrorKind::UnexpectedShape, "other_job", jobId);
        if (job->state == JobState::Running)
            continue;
        work->slot->mayBeBusy = false;
        switch (job->state) {
        case JobState::Succeeded:
            if (job->link.isEmpty())
                co_return failure(ErrorKind::UnexpectedShape, "extraction_no_link", jobId);
            break;
        case JobState::Failed: {
            ApiError error = fault(ErrorKind::Refused, "extraction_failed", work->day.toString(Qt::ISODate));
            error.detail = m_transport.maskedStart(job->words, longestJobWords);
            co_return failure(error);
        }
        case JobState::Cancelled:
            co_return failure(ErrorKind::Conflict, "extraction_cancelled", work->day.toString(Qt::ISODate));
        case JobState::Expired:
        case JobState::Running:
            break;
        }
        co_return std::move(*job);
    }
    co_return failure(ErrorKind::Conflict, "extraction_under_way", work->day.toString(Qt::ISODate));
}

QCoro::Task<Result<QByteArray>> CxoneExtraction::fetch(std::shared_ptr<Work> work, QByteArray link,
                                                       std::stop_token stop)
{
    ApiCall call{.operation = cxone::fetchExtraction, .link = link};
    call.linkIsSigned = true;
    call.check = partOfTable;
    call.subject = work->day.toString(Qt::ISODate);
    CO_TRY(reply, co_await m_transport.call(std::move(call), work->observer, std::move(stop)));
    co_return std::move(reply->body);
}

} // namespace muster
