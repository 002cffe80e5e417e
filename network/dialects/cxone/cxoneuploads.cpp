// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneuploads.h"

#include "network/codec/cxonevalues.h"
#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/apitransport.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

using std::chrono::milliseconds;

constexpr int jobsPerPage = 100, mostJobPages = 1000;

/// Waits that grow, for looks at something that takes its time.
class Looks
{
public:
    explicit Looks(milliseconds patience)
        : m_left(patience)
    {
    }
    /// Nothing: it has taken too long.
    [[nodiscard]] std::optional<milliseconds> next()
    {
        if (m_left <= milliseconds::zero())
            return std::nullopt;
        const milliseconds wait = std::min(m_wait, m_left);
        m_left -= wait;
        m_wait = std::min(m_wait * 3 / 2, CxoneUploads::longestLook);
        return wait;
    }

private:
    milliseconds m_left;
    milliseconds m_wait = CxoneUploads::firstLook;
};

ApiCall factsOf(const QString &listId)
{
    return {.operation = cxone::readCallingList,
            .pathArguments = {listId},
            .query = {{QStringLiteral("includeRecords"), QStringLiteral("false")}}};
}

} // namespace

CxoneUploads::CxoneUploads(ApiTransport &transport)
    : m_transport(transport)
{
}

QCoro::Task<Result<QList<Dialer>>> CxoneUploads::dialers(QString listId, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(facts,
           co_await callAndDecode<CxoneListFacts>(&m_transport, factsOf(listId), ofCxoneAnswer(&readCxoneListFacts),
                                                  observer, stop));
    QList<Dialer> dialers = std::move(facts->skills);
    for (Dialer &dialer : dialers) {
        ApiCall call{.operation = cxone::readSkill, .pathArguments = {dialer.id}};
        const auto skill = co_await callAndDecode<Dialer>(&m_transport, std::move(call), ofCxoneAnswer(&readCxoneSkill),
                                                          observer, stop);
        if (skill && skill->id == dialer.id)
            dialer.state = skill->state;
        else if (!skill && !isCxoneAnswer(skill.error()))
            co_return failure(skill.error());
    }
    co_return dialers;
}

QCoro::Task<CxoneUploadOutcome> CxoneUploads::upload(CxoneUpload given, CallObserver *observer, std::stop_token stop)
{
    const auto facts = co_await callAndDecode<CxoneListFacts>(&m_transport, factsOf(given.listId),
                                                              ofCxoneAnswer(&readCxoneListFacts), observer, stop);
    if (!facts)
        co_return {.error = facts.error()};
    const QDateTime now = m_transport.wallNow();
    const QDateTime expires = facts->expires.isValid() ? facts->expires : now.addYears(yearsWithoutEnd);
    // A large file is turned into a body beside the windows' thread.
    const QByteArray body
        = co_await QtConcurrent::run([csv = std::move(given.csv), expires, existing = given.existing,
                                      start = given.start] { return cxoneUploadBody(csv, expires, existing, start); });

    // Last of all, so that as little time as may be lies between this look and the file.
    const auto skills = co_await dialers(given.listId, observer, stop);
    if (!skills)
        co_return {.error = skills.error()};
    if (const Dialer *dialer = withoutConsent(*skills, given.consent))
        co_return {.error = fault(ErrorKind::Refused, "skill_running", dialer->name)};
    if (given.start == CxoneSkillStart::Yes) {
        const char *code
            = given.consent.starts.isEmpty() ? "skill_to_start_unknown" : startFault(*skills, given.consent.starts);
        if (code != nullptr)
            co_return {.error = fault(ErrorKind::Refused, code, given.consent.starts)};
    }

    ApiCall call{.operation = cxone::uploadRecords, .pathArguments = {given.listId}};
    call.body = [body] { return body; };
    const WriteWatch watch(call);
    // A 204 has no job either, and is an answer that says less than it must.
    const auto job = co_await callAndDecode<QString>(&m_transport, std::move(call),
                                                     ofCxoneAnswer(&readCxoneUploadAnswer), observer, stop);
    if (!job)
        co_return {.fate = watch.fateAfter(job.error()), .error = job.error()};
    co_return co_await finished({*job, given.rows}, observer, std::move(stop));
}

QCoro::Task<CxoneUploadOutcome> CxoneUploads::finished(Job job, CallObserver *observer, std::stop_token stop)
{
    const auto inDoubt = [&job](const ApiError &error) {
        return CxoneUploadOutcome{.fate = WriteFate::Unknown, .jobId = job.id, .error = error};
    };
    const auto since = m_transport.clock().now();
    Looks looks(jobPatience + job.rows * rowPatience);
    while (const auto wait = looks.next()) {
        if (!co_await m_transport.clock().sleep(*wait, stop))
            co_return inDoubt(fault(ErrorKind::Cancelled, "", job.id));
        ApiCall call{.operation = cxone::readUploadJob, .pathArguments = {job.id}};
        const auto jobs = co_await callAndDecode<QList<CxoneUploadJob>>(
            &m_transport, std::move(call), ofCxoneAnswer(&readCxoneUploadJobs), observer, stop);
        const bool isEarly = m_transport.clock().now() - since < unknownJob;
        if (!jobs && !(isEarly && jobs.error().kind == ErrorKind::NotFound))
            co_return inDoubt(jobs.error());
        if (!jobs)
            continue;
        const auto told = std::ranges::find(*jobs, job.id, &CxoneUploadJob::id);
        if (told == jobs->end() && !isEarly)
            co_return inDoubt(fault(ErrorKind::UnexpectedShape, "other_job", job.id));
        if (told != jobs->end() && told->isCancelled)
            co_return inDoubt(fault(ErrorKind::Conflict, "upload_cancelled", job.id));
        if (told != jobs->end() && told->isComplete)
            co_return {.fate = WriteFate::Accepted, .jobId = job.id};
    }
    co_return inDoubt(fault(ErrorKind::TimedOut, "upload_under_way", job.id));
}

QCoro::Task<Result<void>> CxoneUploads::settle(QString listId, CallObserver *observer, std::stop_token stop)
{
    Looks looks(jobPatience);
    for (bool wasQuiet = false;;) {
        CO_TRY(busy, co_await isBusy(listId, observer, stop));
        if (!*busy && wasQuiet)
            co_return Result<void>();
        wasQuiet = !*busy;
        const auto wait = wasQuiet ? std::optional<milliseconds>(secondLook) : looks.next();
        if (!wait)
            co_return failure(ErrorKind::TimedOut, "upload_under_way", listId);
        if (!co_await m_transport.clock().sleep(*wait, stop))
            co_return failure(ErrorKind::Cancelled, "", listId);
    }
}

QCoro::Task<Result<bool>> CxoneUploads::isBusy(QString listId, CallObserver *observer, std::stop_token stop)
{
    const QDateTime now = m_transport.wallNow();
    QSet<QString> seen;
    for (int page = 0; page < mostJobPages; ++page) {
        // The clocks of both need not agree.
        ApiCall call{.operation = cxone::listUploadJobs,
                     .query = {{QStringLiteral("startDate"), cxoneTimeText(now.addDays(-settleDays))},
                               {QStringLiteral("endDate"), cxoneTimeText(now.addDays(1))},
                               {QStringLiteral("skip"), QString::number(seen.size())},
                               {QStringLiteral("top"), QString::number(jobsPerPage)}},
                     .subject = listId};
        CO_TRY(jobs,
               co_await callAndDecode<QList<CxoneUploadJob>>(&m_transport, std::move(call),
                                                             ofCxoneAnswer(&readCxoneUploadJobs), observer, stop));
        const qsizetype before = seen.size();
        for (const CxoneUploadJob &job : *jobs) {
            if (job.listId == listId && job.isUnderWay())
                co_return true;
            seen.insert(job.id);
        }
        if (jobs->isEmpty())
            co_return false;
        if (seen.size() == before)
            co_return failure(ErrorKind::LimitExceeded, "cursor_repeated", listId);
    }
    co_return failure(ErrorKind::LimitExceeded, "job_pages", listId);
}

} // namespace muster
