// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtranscripts.h"

#include "network/codec/strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxSearch = 1000;
constexpr int maxDownloads = 10;

ApiError invalid(const QList<FieldFault> &details)
{
    return ApiError{.kind = ErrorKind::Invalid, .details = details};
}

/// The object that a body is; members other than `known` are faults.
Result<QJsonObject> strictObject(const QByteArray &body, const QStringList &known)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (StrictJson(body).fault() || !document.isObject())
        return failure(invalid({{u"body"_s, u"not a JSON object"_s}}));
    QList<FieldFault> faults;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            faults.append({it.key().left(100), u"unknown member"_s});
    }
    if (!faults.isEmpty())
        return failure(invalid(faults));
    return object;
}

/// Texts of an array, not empty and none twice.
QStringList texts(const QJsonValue &value, const QString &field, QList<FieldFault> &faults)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.isEmpty())
        faults.append({field, u"at least one is needed"_s});
    for (const QJsonValue &item : array) {
        if (item.toString().isEmpty())
            faults.append({field, u"must be texts that are not empty"_s});
        list.append(item.toString());
    }
    if (QSet<QString>(list.begin(), list.end()).size() != list.size())
        faults.append({field, u"one is named twice"_s});
    return list;
}

void readSearchMember(SandboxSearch &search, const QString &name, const QString &value, QList<FieldFault> &faults)
{
    bool good = true;
    if (name == "interactionIds"_L1)
        search.ids = value.isEmpty() ? QStringList() : value.split(u',');
    else if (name == "mediaType"_L1)
        search.media = value;
    else if (name == "from"_L1 || name == "to"_L1) {
        QDateTime &time = name == "from"_L1 ? search.from : search.to;
        time = QDateTime::fromString(value, Qt::ISODateWithMs);
        good = time.isValid();
    } else if (name == "limit"_L1) {
        search.limit = value.toInt(&good);
        good = good && search.limit >= 1 && search.limit <= maxSearch;
    } else if (name == "continuationToken"_L1 && !value.isEmpty()) {
        search.offset = value.startsWith(u'p') ? value.mid(1).toInt(&good) : -1;
        good = good && search.offset >= 0;
    }
    if (!good)
        faults.append({name, u"is not valid"_s});
}

} // namespace

Result<SandboxJob> readSandboxJob(const QByteArray &body, const SandboxInteractions &interactions)
{
    TRY(object,
        strictObject(
            body,
            {u"interactionIds"_s, u"mediaTypes"_s, u"redactionPolicy"_s, u"format"_s, u"maxConcurrentDownloads"_s}));
    QList<FieldFault> faults;
    const QStringList ids = texts((*object)["interactionIds"_L1], u"interactionIds"_s, faults);
    const QStringList media = texts((*object)["mediaTypes"_L1], u"mediaTypes"_s, faults);
    for (const QString &type : media) {
        if (type != "voice"_L1 && type != "chat"_L1)
            faults.append({u"mediaTypes"_s, u"must be voice or chat"_s});
    }
    const QString redaction = (*object)["redactionPolicy"_L1].toString();
    if (redaction != "auto"_L1 && redaction != "none"_L1 && redaction != "full"_L1)
        faults.append({u"redactionPolicy"_s, u"must be auto, none or full"_s});
    if ((*object)["format"_L1].toString() != "json"_L1)
        faults.append({u"format"_s, u"must be json"_s});
    SandboxJob job;
    job.concurrentDownloads = (*object)["maxConcurrentDownloads"_L1].toInt();
    if (job.concurrentDownloads < 1 || job.concurrentDownloads > maxDownloads)
        faults.append({u"maxConcurrentDownloads"_s, u"must be 1 to 10"_s});
    if (!faults.isEmpty())
        return failure(invalid(faults));
    job.several = ids.size() > 1;
    job.hides = redaction == "full"_L1;
    for (const QString &id : ids) {
        const int number = interactions.indexOf(id);
        if (number < 0)
            job.errors.append(u"Interaction %1 is unknown."_s.arg(id));
        else if (media.contains(interactions.isVoice(number) ? u"voice"_s : u"chat"_s))
            job.interactions.append(id);
    }
    if (job.errors.isEmpty() && job.interactions.isEmpty())
        job.errors.append(u"No interaction is of the media types asked for."_s);
    return job;
}

Result<SandboxSearch> readSandboxSearch(const QByteArray &target, const QByteArray &body)
{
    SandboxSearch search;
    QList<FieldFault> faults;
    if (body.isEmpty()) {
        const QUrlQuery query(QUrl::fromEncoded(target).query(QUrl::FullyEncoded));
        const auto items = query.queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items)
            readSearchMember(search, name, value, faults);
    } else {
        TRY(object,
            strictObject(
                body, {u"interactionIds"_s, u"mediaType"_s, u"from"_s, u"to"_s, u"limit"_s, u"continuationToken"_s}));
        for (auto it = object->begin(); it != object->end(); ++it) {
            const QString text = it->isDouble() ? QString::number(it->toInteger()) : it->toString();
            if (it.key() == "interactionIds"_L1)
                search.ids = texts(*it, it.key(), faults);
            else
                readSearchMember(search, it.key(), text, faults);
        }
    }
    if (!faults.isEmpty())
        return failure(invalid(faults));
    return search;
}

QJsonObject sandboxSearchPage(const SandboxSearch &search, const SandboxInteractions &interactions)
{
    QList<int> matching;
    QJsonArray missing;
    const auto fits = [&](int number) {
        const QDateTime time = interactions.timestamp(number);
        return (search.media.isEmpty() || search.media == (interactions.isVoice(number) ? u"voice"_s : u"chat"_s))
            && (!search.from.isValid() || time >= search.from) && (!search.to.isValid() || time < search.to);
    };
    for (const QString &id : search.ids) {
        const int number = interactions.indexOf(id);
        if (number < 0)
            missing.append(id);
        else if (fits(number))
            matching.append(number);
    }
    for (int number = 0; search.ids.isEmpty() && number < interactions.count(); ++number) {
        if (fits(number))
            matching.append(number);
    }
    QJsonArray items;
    const qsizetype end = std::min<qsizetype>(matching.size(), qsizetype(search.offset) + search.limit);
    for (qsizetype at = search.offset; at < end; ++at) {
        const int number = matching[at];
        items.append(QJsonObject{{u"interactionId"_s, SandboxInteractions::id(number)},
                                 {u"mediaType"_s, interactions.isVoice(number) ? u"voice"_s : u"chat"_s},
                                 {u"timestamp"_s, interactions.timestamp(number).toString(Qt::ISODate)}});
    }
    QJsonObject page{{u"items"_s, items},
                     {u"count"_s, items.size()},
                     {u"continuationToken"_s, end < matching.size() ? u"p%1"_s.arg(end) : QString()}};
    if (!missing.isEmpty())
        page.insert(u"notFound"_s, missing);
    return page;
}

using namespace Qt::StringLiterals;
using Mutation = SandboxFault::Mutation;

namespace {

enum Operation { Submit, Status, All, One, Search };

constexpr auto readScope = "transcripts:read"_L1;
constexpr auto jobScope = "jobs:read"_L1;
constexpr auto searchScope = "interactions:read"_L1;
constexpr auto signedStart = "signed-transcripts"_L1;

constexpr qsizetype maxOverallDownloads = 10; // over all jobs
constexpr qint64 linkLifeMs = 60'000;

// Of a download's time, so that one that follows another at once is not taken for a second one beside it.
constexpr int shareOfThinkTime = 80;

QStringList plainPath(const QString &id)
{
    return id.split(u'/');
}

} // namespace

SandboxTranscripts::SandboxTranscripts(const SandboxSettings &settings)
    : m_interactions(settings.seed, settings.interactions, settings.newestInteraction)
    , m_jobTime(settings.jobTime)
    , m_pollGap(settings.pollGap)
    , m_downloadTime(settings.thinkTime * shareOfThinkTime / 100)
{
}

QList<SandboxRoute> SandboxTranscripts::routes(const QStringList &path) const
{
    if (path.size() < 4 || path[0] != "api"_L1 || path[1] != "v2"_L1)
        return {};
    if (path[2] == "interactions"_L1 && path.size() == 4) {
        if (path[3] == "transcripts"_L1)
            return {{Submit, {}, "POST"_ba, readScope, true}};
        if (path[3] == "search"_L1)
            return {{Search, {}, "GET"_ba, searchScope, false}, {Search, {}, "POST"_ba, searchScope, true}};
        return {};
    }
    if (path[2] != "jobs"_L1 || path[3].isEmpty())
        return {};
    if (path.size() == 4)
        return {{Status, path[3], "GET"_ba, jobScope, false}};
    if (path[4] != "results"_L1 || path.size() > 6)
        return {};
    // Two ids in one: neither can hold a slash here.
    return {{path.size() == 5 ? All : One, path.size() == 5 ? path[3] : path[3] + u'/' + path[5], "GET"_ba, readScope,
             false}};
}

SandboxAnswer SandboxTranscripts::answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                         const QDateTime &now, Mutation mutation)
{
    if (route.operation == Submit)
        return submit(request.body, now);
    if (route.operation == Search) {
        const auto search = readSandboxSearch(request.target, request.body);
        if (!search)
            return sandboxError(400, "invalid_search"_L1, u"The search breaks the contract."_s, search.error().details);
        return sandboxJsonAnswer(200, sandboxSearchPage(*search, m_interactions));
    }
    const QStringList ids = plainPath(route.id);
    const auto job = m_jobs.find(ids[0]);
    if (job == m_jobs.end())
        return sandboxError(404, "not_found"_L1, u"There is no such job."_s);
    if (route.operation == Status)
        return status(*job, request, now, mutation);
    return download(*job, ids.value(1), now, mutation);
}

SandboxAnswer SandboxTranscripts::submit(const QByteArray &body, const QDateTime &now)
{
    auto job = readSandboxJob(body, m_interactions);
    if (!job)
        return sandboxError(400, "invalid_transcript_request"_L1, u"The request breaks the contract."_s,
                            job.error().details);
    // Unlike any of an earlier sandbox: a job that is gone must not seem to be there again.
    job->id = u"job-"_s + QUuid::createUuid().toString(QUuid::Id128).left(12);
    job->created = now;
    m_jobs.insert(job->id, *job);
    return sandboxJsonAnswer(201, {{u"jobId"_s, job->id}, {u"status"_s, u"queued"_s}});
}

SandboxAnswer SandboxTranscripts::status(SandboxJob &job, const SandboxHttpRequest &request, const QDateTime &now,
                                         Mutation mutation)
{
    const QDateTime last = std::exchange(job.lastPoll, now);
    if (last.isValid() && last.msecsTo(now) >= 0 && last.msecsTo(now) < m_pollGap.count())
        return sandboxError(429, "rate_limited"_L1, u"This job was asked for a moment ago."_s);
    const int progress = job.progress(now, m_jobTime);
    QJsonObject object{{u"jobId"_s, job.id}, {u"progress"_s, progress}};
    constexpr int quarter = 25;
    if (progress < 100 || mutation == Mutation::UnknownStatus) {
        const QString word = mutation == Mutation::UnknownStatus ? u"indexing"_s
            : progress < quarter                                 ? u"queued"_s
                                                                 : u"running"_s;
        object.insert(u"status"_s, word);
        return sandboxJsonAnswer(progress < quarter ? 202 : 200, object);
    }
    if (!job.errors.isEmpty() || mutation == Mutation::FailedJob) {
        object.insert(u"status"_s, u"failed"_s);
        object.insert(u"errors"_s,
                      QJsonArray::fromStringList(job.errors.isEmpty() ? QStringList{u"The index is not available."_s}
                                                                      : job.errors));
        return sandboxJsonAnswer(200, object);
    }
    object.insert(u"status"_s, u"completed"_s);
    if (mutation == Mutation::NoResultAddress)
        return sandboxJsonAnswer(200, object);
    const auto address = [&](const QString &id) { return QString::fromUtf8(link(job, id, request, now, mutation)); };
    object.insert(u"resultUrl"_s, address({}));
    if (job.several && mutation != Mutation::OneAddress) {
        QStringList ids = job.interactions;
        if (mutation == Mutation::MissingResult)
            ids.removeLast();
        if (mutation == Mutation::ExtraResult)
            ids.append(u"int-999999"_s);
        QJsonArray results;
        for (const QString &id : std::as_const(ids))
            results.append(QJsonObject{{u"interactionId"_s, id}, {u"resultUrl"_s, address(id)}});
        object.insert(u"results"_s, results);
    }
    return sandboxJsonAnswer(200, object);
}

QByteArray SandboxTranscripts::link(const SandboxJob &job, const QString &id, const SandboxHttpRequest &request,
                                    const QDateTime &now, Mutation mutation) const
{
    QByteArray host = request.header("Host");
    if (mutation != Mutation::SignedLinks && mutation != Mutation::ExpiredLinks) {
        const QByteArray path = "/api/v2/jobs/" + job.id.toUtf8() + "/results";
        return "http://" + host + path + (id.isEmpty() ? QByteArray() : '/' + QUrl::toPercentEncoding(id));
    }
    // The same machine under another name is another origin.
    host.replace("127.0.0.1", "localhost");
    const qint64 life = mutation == Mutation::ExpiredLinks ? -1 : linkLifeMs;
    return "http://" + host + "/signed-transcripts/" + job.id.toUtf8() + '/'
        + (id.isEmpty() ? QByteArray("all") : QUrl::toPercentEncoding(id))
        + "?expires=" + QByteArray::number(now.toMSecsSinceEpoch() + life) + "&sig=5a17";
}

bool SandboxTranscripts::isSignedPath(const QStringList &path)
{
    return path.size() == 3 && path[0] == signedStart;
}

SandboxAnswer SandboxTranscripts::signedAnswer(const SandboxHttpRequest &request, const QStringList &path,
                                               const QDateTime &now, Mutation mutation)
{
    if (!request.header("Authorization").isNull() || !request.header("Cookie").isNull())
        return sandboxError(400, "unexpected_credential"_L1, u"A signed link takes no credential."_s);
    const QUrlQuery query(QUrl::fromEncoded(request.target).query());
    if (query.queryItemValue(u"sig"_s) != "5a17"_L1)
        return sandboxError(403, "bad_signature"_L1, u"The link is not signed."_s);
    if (query.queryItemValue(u"expires"_s).toLongLong() < now.toMSecsSinceEpoch())
        return sandboxError(403, "link_expired"_L1, u"The link has expired."_s);
    const auto job = m_jobs.constFind(path[1]);
    if (job == m_jobs.cend())
        return sandboxError(404, "not_found"_L1, u"There is no such job."_s);
    return download(*job, path[2] == "all"_L1 ? QString() : path[2], now, mutation);
}

bool SandboxTranscripts::admit(const SandboxJob &job, const QDateTime &now)
{
    m_downloads.removeIf([&now](const Download &download) { return download.until <= now; });
    const auto ofJob = std::count_if(m_downloads.cbegin(), m_downloads.cend(),
                                     [&job](const Download &download) { return download.jobId == job.id; });
    if (ofJob >= job.concurrentDownloads || m_downloads.size() >= maxOverallDownloads)
        return false;
    m_downloads.append({job.id, now.addMSecs(m_downloadTime.count())});
    return true;
}

SandboxAnswer SandboxTranscripts::download(const SandboxJob &job, const QString &id, const QDateTime &now,
                                           Mutation mutation)
{
    if (job.progress(now, m_jobTime) < 100 || !job.errors.isEmpty())
        return sandboxError(409, "job_not_completed"_L1, u"The job has no result."_s);
    if (!id.isEmpty() && !job.interactions.contains(id))
        return sandboxError(404, "not_found"_L1, u"The job has no such interaction."_s);
    if (!admit(job, now)) {
        SandboxAnswer answer = sandboxError(429, "too_many_downloads"_L1, u"Too many downloads at once."_s);
        answer.headers.append({"Retry-After"_ba, "1"_ba});
        return answer;
    }
    QStringList ids = id.isEmpty() ? job.interactions : QStringList{id};
    if (mutation == Mutation::MissingResult && ids.size() > 1)
        ids.removeLast();
    QByteArrayList artifacts;
    for (const QString &one : std::as_const(ids))
        artifacts.append(artifact(job, one));
    if (mutation == Mutation::ExtraResult) {
        QByteArray extra = artifacts.constFirst();
        artifacts.append(extra.replace(ids.constFirst().toUtf8(), "int-999999"));
    }
    SandboxAnswer answer;
    answer.body = id.isEmpty() && job.several ? '[' + artifacts.join(',') + ']' : artifacts.constFirst();
    return answer;
}

QByteArray SandboxTranscripts::artifact(const SandboxJob &job, const QString &id) const
{
    const SandboxTranscript transcript = m_interactions.transcript(m_interactions.indexOf(id));
    QByteArray bytes = transcript.artifact;
    if (!job.hides || transcript.personal.isEmpty())
        return bytes;
    for (const SandboxPersonal &personal : transcript.personal)
        bytes.replace(personal.value.toUtf8(), "[REDACTED]");
    return bytes.replace("\"masked\":false", "\"masked\":true");
}

} // namespace muster
