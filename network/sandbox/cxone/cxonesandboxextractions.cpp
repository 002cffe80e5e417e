// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxextractions.h"

#include <QJsonDocument>
#include <array>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

// No shape of errors is published for this family.
constexpr auto extraction = CxoneSandboxFamily::Analytics;
constexpr int callMediaType = 4;

// As tables are known to call them, in an order of their own; the last is one that nobody knows.
constexpr std::array tableColumns{"Start Date",
                                  "Segment ID",
                                  "ANI",
                                  "DNIS",
                                  "Disposition",
                                  "Agent 1 Name",
                                  "Agent 1 Team",
                                  "Agent 1 Skills",
                                  "Agent 1 ACD ID",
                                  "Voice Recording Status",
                                  "Screen Recording Status"};

QString jobName(int number)
{
    return u"extraction-%1"_s.arg(number, 4, 10, QLatin1Char('0'));
}

QByteArray cell(const QString &value)
{
    const bool isQuoted = value.contains(u',') || value.contains(u'"') || value.contains(u'\n');
    return (isQuoted ? u'"' + QString(value).replace(u'"', u"\"\""_s) + u'"' : value).toUtf8();
}

} // namespace

CxoneSandboxExtractions::CxoneSandboxExtractions(const CxoneSandboxContacts &contacts,
                                                 const CxoneSandboxSettings &settings)
    : m_contacts(contacts)
    , m_jobTime(settings.tenant.jobTime)
    , m_gap(settings.extractionGap)
{
}

QList<CxoneSandboxRoute> CxoneSandboxExtractions::routes(const QStringList &path)
{
    if (path.value(0) != "jobs"_L1 || path.size() > 2)
        return {};
    if (path.size() == 2)
        return {{.method = "GET", .parameters = {}, .answer = [this, id = path[1]](CxoneSandboxCall &call) {
                     return one(id, call);
                 }}};
    return {{.method = "GET", .parameters = {}, .answer = [this](CxoneSandboxCall &call) { return index(call); }},
            {.method = "POST", .parameters = {}, .takesBody = true, .answer = [this](CxoneSandboxCall &call) {
                 return begin(call);
             }}};
}

std::optional<SandboxAnswer> CxoneSandboxExtractions::tooEarly(const QString &what, const CxoneSandboxCall &call)
{
    if (m_lastCall && call.now - *m_lastCall < m_gap) {
        const auto passed = std::chrono::duration_cast<std::chrono::seconds>(call.now - *m_lastCall);
        m_breaches.append(u"%1: %2 s after the last call"_s.arg(what).arg(passed.count()));
        return cxoneSandboxError(extraction, 429, "TooManyRequests"_L1, u"Please wait and try again later."_s);
    }
    m_lastCall = call.now;
    return std::nullopt;
}

QString CxoneSandboxExtractions::stateOf(const Job &job, std::chrono::steady_clock::time_point now) const
{
    return now < job.begun + m_jobTime          ? u"RUNNING"_s
        : now < job.begun + m_jobTime + keptFor ? u"SUCCEEDED"_s
                                                : u"EXPIRED"_s;
}

SandboxAnswer CxoneSandboxExtractions::begin(CxoneSandboxCall &call)
{
    if (auto refused = tooEarly(u"POST jobs"_s, call))
        return *std::move(refused);
    for (const auto &[number, job] : m_jobs) {
        if (stateOf(job, call.now) != "RUNNING"_L1)
            continue;
        m_breaches.append(u"POST jobs: while %1 runs"_s.arg(jobName(number)));
        return cxoneSandboxError(extraction, 403, "Forbidden"_L1, u"Another extraction is running."_s);
    }
    const QJsonObject body = call.object().value_or(QJsonObject());
    const QDate from = QDate::fromString(body[u"startDate"].toString(), Qt::ISODate);
    const QDate end = QDate::fromString(body[u"endDate"].toString(), Qt::ISODate);
    const QDate today = call.wallNow.date();
    if (body.size() != 4 || body[u"entityName"] != "recording-interaction-metadata"_L1 || body[u"version"] != "7"_L1
        || !from.isValid() || !end.isValid() || from > end || from.daysTo(end) > mostDays
        || from < today.addDays(1 - mostDays) || from > today)
        return cxoneSandboxError(extraction, 400, "InvalidRequest"_L1, u"The request is not valid."_s);
    const int number = static_cast<int>(m_jobs.size()) + 1;
    m_jobs.insert({number, {from, end, call.now}});
    return {.status = 202,
            .headers = {},
            .contentType = "application/json",
            .body = '"' + jobName(number).toLatin1() + '"'};
}

SandboxAnswer CxoneSandboxExtractions::index(CxoneSandboxCall &call)
{
    if (auto refused = tooEarly(u"GET jobs"_s, call))
        return *std::move(refused);
    QJsonArray jobs;
    for (const auto &[number, job] : m_jobs)
        jobs.append(QJsonObject{{u"id"_s, jobName(number)}, {u"status"_s, stateOf(job, call.now)}});
    return sandboxJsonAnswer(200, {{u"jobs"_s, jobs}});
}

SandboxAnswer CxoneSandboxExtractions::one(const QString &jobId, CxoneSandboxCall &call)
{
    if (auto refused = tooEarly(u"GET job"_s, call))
        return *std::move(refused);
    using Mutation = SandboxFault::Mutation;
    const auto found = std::ranges::find_if(m_jobs, [&](const auto &entry) { return jobName(entry.first) == jobId; });
    if (found == m_jobs.end())
        return cxoneSandboxError(extraction, 404, "NotFound"_L1, u"There is no such job."_s);
    QString state = stateOf(found->second, call.now);
    QJsonObject result;
    if (call.mutation == Mutation::FailedJob) {
        state = u"FAILED"_s;
        result.insert(u"errorMessage"_s, u"The warehouse is closed for today."_s);
    } else if (call.mutation == Mutation::UnknownStatus) {
        state = u"PONDERING"_s;
    } else if (state == "SUCCEEDED"_L1 && call.mutation != Mutation::NoResultAddress) {
        const QByteArray link = "/extractions/" + jobId.toLatin1()
            + ".csv?X-Signature=" + QByteArray::number(quint64(m_files.size() + 1) * 2'654'435'761U, 16);
        m_files.insert(link,
                       {table(found->second, call.wallNow),
                        call.mutation == Mutation::ExpiredLinks ? call.now : call.now + linkLife});
        result.insert(u"url"_s, QString::fromLatin1(m_filesOrigin + link));
    }
    return sandboxJsonAnswer(
        200, {{u"jobStatus"_s, QJsonObject{{u"id"_s, jobId}, {u"status"_s, state}, {u"result"_s, result}}}});
}

QList<CxoneSandboxInteraction> CxoneSandboxExtractions::interactions() const
{
    QList<CxoneSandboxInteraction> all;
    for (qint64 number = 0; number < CxoneSandboxContacts::count; ++number) {
        const CxoneSandboxContact contact = m_contacts.contact(number);
        if (contact.mediaTypeId != callMediaType)
            continue;
        const bool isSold = number % 7 == 0;
        all.append({u"%1-1"_s.arg(contact.id),
                    contact.start,
                    contact.start.addSecs(contact.durationSeconds),
                    {{u"Start Date"_s, cxoneSandboxTime(contact.start)},
                     {u"ANI"_s, contact.fromAddress},
                     {u"DNIS"_s, contact.toAddress},
                     {u"Disposition"_s, isSold ? u"Renewed, \"with pleasure\""_s : QString()},
                     {u"Agent 1 Name"_s, u"Agent %1"_s.arg(1 + contact.id % 12)},
                     {u"Agent 1 Team"_s, u"Outbound"_s},
                     {u"Agent 1 Skills"_s, u"Outbound renewals, Outbound welcome"_s},
                     {u"Agent 1 ACD ID"_s, QString::number(7001 + contact.id % 12)},
                     {u"Voice Recording Status"_s, u"Success"_s},
                     {u"Screen Recording Status"_s, isSold ? u"Success"_s : QString()}}});
    }
    return all;
}

QByteArray CxoneSandboxExtractions::table(const Job &job, const QDateTime &wallNow) const
{
    const QDateTime from(job.from, QTime(0, 0), Qt::UTC);
    const QDateTime until = QDateTime(job.end, QTime(0, 0), Qt::UTC).addDays(job.end == job.from ? 1 : 0);
    const QDateTime newest = wallNow.addSecs(-std::chrono::seconds(lag).count());
    QByteArrayList names;
    for (const char *name : tableColumns)
        names.append(cell(QString::fromLatin1(name)));
    QByteArray table = "\xEF\xBB\xBF" + names.join(',') + "\r\n";
    for (const CxoneSandboxInteraction &interaction : interactions()) {
        // Whatever was going on on that day, so that what goes over midnight is of two days.
        if (interaction.start >= until || interaction.end < from || interaction.end > newest)
            continue;
        QByteArrayList cells;
        for (const char *name : tableColumns)
            cells.append(cell(qstrcmp(name, "Segment ID") == 0 ? interaction.segmentId
                                                               : interaction.values.value(QString::fromLatin1(name))));
        table += cells.join(',') + "\r\n";
    }
    return table;
}

SandboxAnswer CxoneSandboxExtractions::file(const SandboxHttpRequest &request,
                                            std::chrono::steady_clock::time_point now) const
{
    const auto refused = [](int status, const char *code) {
        return SandboxAnswer{.status = status,
                             .headers = {},
                             .contentType = "application/xml",
                             .body = "<Error><Code>" + QByteArray(code) + "</Code></Error>"};
    };
    if (request.method != "GET")
        return refused(405, "MethodNotAllowed");
    // As such stores do: a signed link and a token are one too many.
    if (!request.header("Authorization").isNull() || !request.header("Cookie").isNull())
        return refused(400, "InvalidArgument");
    const auto file = m_files.constFind(request.target);
    if (file == m_files.constEnd() || now >= file->until)
        return refused(403, "AccessDenied");
    return {.status = 200, .headers = {}, .contentType = "text/csv", .body = file->table};
}

} // namespace muster
