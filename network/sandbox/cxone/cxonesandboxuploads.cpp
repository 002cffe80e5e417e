// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxuploads.h"

#include "network/sandbox/cxone/cxonesandboxlists.h"
#include "network/sandbox/cxone/cxonesandboxtokens.h"
#include "network/sandbox/sandboxjson.h"

#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

struct CxoneSandboxUploads::Order
{
    std::optional<QByteArray> file; ///< Decoded.
    std::optional<QString> fileName, timeZone, expires;
    std::optional<std::int64_t> skillId;
    std::optional<bool> overwrite, startSkill, sendEmail;
};

namespace {

constexpr auto acdUpload = CxoneSandboxFamily::Acd;

/// Reads an upload's body: a file may be too large for a document tree.
class UploadBody : private SandboxBodyReader
{
public:
    explicit UploadBody(QList<FieldFault> &faults)
        : SandboxBodyReader(faults)
    {
    }

    template <typename Order>
    [[nodiscard]] bool read(const QByteArray &body, Order &order)
    {
        return readObject(body, [this, &order](Object object) {
            return forEachMember(object, QString(), [this, &order](const QString &name, Value value) {
                if (name == "listFile"_L1)
                    return readFile(value, order.file);
                if (name == "fileName"_L1)
                    return readText(value, name, order.fileName);
                if (name == "defaultTimeZone"_L1)
                    return readText(value, name, order.timeZone);
                if (name == "expirationDate"_L1)
                    return readText(value, name, order.expires);
                if (name == "skillId"_L1)
                    return readScalar(value, name, order.skillId);
                if (name == "forceOverwrite"_L1)
                    return readScalar(value, name, order.overwrite);
                if (name == "startSkill"_L1)
                    return readScalar(value, name, order.startSkill);
                if (name == "sendEmail"_L1)
                    return readScalar(value, name, order.sendEmail);
                fault(name.left(100), "unknown member"_L1);
                return isWhole(value);
            });
        });
    }

private:
    [[nodiscard]] bool readFile(Value value, std::optional<QByteArray> &file)
    {
        std::string_view text;
        if (value.get_string().get(text) != success) {
            fault(u"listFile"_s, "must be text"_L1);
            return isWhole(value);
        }
        auto decoding
            = QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
                                             QByteArray::AbortOnBase64DecodingErrors);
        if (decoding)
            file = std::move(*decoding);
        else
            fault(u"listFile"_s, "no base64"_L1);
        return true;
    }
    template <typename T>
    [[nodiscard]] bool readScalar(Value value, const QString &name, std::optional<T> &into)
    {
        T found{};
        const auto error = [&] {
            if constexpr (std::is_same_v<T, bool>)
                return value.get_bool().get(found);
            else
                return value.get_int64().get(found);
        }();
        if (error == success) {
            into = found;
            return true;
        }
        fault(name, "wrong type"_L1);
        return isWhole(value);
    }
};

SandboxAnswer noJob()
{
    return cxoneSandboxError(acdUpload, 404, "InvalidJobId"_L1, u"InvalidJobId"_s);
}

SandboxAnswer badUpload(const QString &member)
{
    return cxoneSandboxError(acdUpload, 400, "InvalidParameter"_L1,
                             u"Invalid parameter: "_s + QString::fromLatin1(member.toLatin1()));
}

} // namespace

CxoneSandboxUploads::CxoneSandboxUploads(CxoneSandboxListStore &store, CxoneSandboxSkills &skills,
                                         std::chrono::milliseconds jobTime)
    : m_store(store)
    , m_skills(skills)
    , m_jobTime(jobTime)
{
}

QList<CxoneSandboxRoute> CxoneSandboxUploads::routes(const QStringList &path)
{
    if (path.size() < 3 || path[0] != "lists"_L1 || path[1] != "call-lists"_L1)
        return {};
    if (path.size() == 4 && path[3] == "upload"_L1) {
        return {{.method = "POST",
                 .parameters = {},
                 .takesBody = true,
                 .answer = [this, id = cxoneSandboxId(path[2])](CxoneSandboxCall &call) { return upload(id, call); }}};
    }
    if (path[2] != "jobs"_L1)
        return {};
    if (path.size() == 3) {
        return {{.method = "GET",
                 .parameters = {"startDate", "endDate", "fields", "skip", "top"},
                 .answer = [this](CxoneSandboxCall &call) { return index(call); }}};
    }
    if (path.size() == 4) {
        const qint64 id = cxoneSandboxId(path[3]);
        return {
            {.method = "GET",
             .parameters = {"fields"},
             .answer = [this, id](CxoneSandboxCall &call) { return one(id, call); }},
            {.method = "DELETE",
             .parameters = {},
             .answer = [this, id](CxoneSandboxCall &call) { return cancel(id, call); }},
        };
    }
    return {};
}

SandboxAnswer CxoneSandboxUploads::upload(qint64 listId, CxoneSandboxCall &call)
{
    const CxoneSandboxList *list = m_store.find(listId);
    if (list == nullptr)
        return cxoneSandboxNoList();
    QList<FieldFault> faults;
    Order order;
    if (!UploadBody(faults).read(call.body, order))
        return cxoneSandboxError(acdUpload, 400, "InvalidBody"_L1, u"InvalidBody"_s);
    if (!faults.isEmpty())
        return badUpload(faults.first().field);
    if (!order.file)
        return badUpload(u"listFile"_s);
    if (!order.overwrite)
        return badUpload(u"forceOverwrite"_s);
    if (!order.startSkill)
        return badUpload(u"startSkill"_s);
    if (!order.sendEmail)
        return badUpload(u"sendEmail"_s);
    if (!order.expires || !QDateTime::fromString(*order.expires, Qt::ISODateWithMs).isValid())
        return badUpload(u"expirationDate"_s);
    if (order.skillId && m_skills.find(*order.skillId) == nullptr)
        return badUpload(u"skillId"_s);
    if (*order.startSkill) {
        const auto id = order.skillId ? std::optional(static_cast<int>(*order.skillId)) : list->skillId;
        const CxoneSandboxSkill *skill = id ? m_skills.find(*id) : nullptr;
        m_started.append(skill != nullptr ? skill->name : QString());
    }
    auto file = CxoneSandboxFile::read(*order.file, *list);
    m_jobs.insert({++m_lastId,
                   {.listId = listId,
                    .listName = list->name,
                    .file = file ? *std::move(file) : CxoneSandboxFile(),
                    .overwrite = *order.overwrite,
                    .skillId = order.skillId ? std::optional(static_cast<int>(*order.skillId)) : std::nullopt,
                    .startSkill = *order.startSkill,
                    .changesNothing = call.mutation == SandboxFault::Mutation::AcceptWithoutDoing,
                    .began = call.now,
                    .submitted = call.wallNow}});
    return cxoneSandboxAnswer(202, "Accepted. Upload job queued", {{u"jobId"_s, m_lastId}});
}

void CxoneSandboxUploads::settle(std::chrono::steady_clock::time_point now, const QDateTime &wallNow)
{
    for (auto &[id, job] : m_jobs) {
        if (job.isCancelled || job.completed.isValid())
            continue;
        const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - job.began);
        if (passed < m_jobTime) {
            advance(job, static_cast<qsizetype>(job.file.rows() * passed.count() / m_jobTime.count()), wallNow);
            continue;
        }
        advance(job, job.file.rows(), wallNow);
        job.completed = wallNow;
        job.file = {};
    }
}

bool CxoneSandboxUploads::rings(const Job &job) const
{
    const auto isRunning = [this](const std::optional<int> &skill) {
        const CxoneSandboxSkill *found = skill ? m_skills.find(*skill) : nullptr;
        return found != nullptr && found->isRunning;
    };
    return job.startSkill || isRunning(job.skillId) || isRunning(m_store.find(job.listId)->skillId);
}

void CxoneSandboxUploads::ring(qint64 listId, const CxoneSandboxRow &row)
{
    const QList<CxoneSandboxColumn> &columns = m_store.find(listId)->columns;
    for (qsizetype at = 0; at < columns.size(); ++at) {
        const QString digits = cxoneSandboxDigits(row.values[at]);
        if (columns[at].kind == CxoneSandboxColumn::Kind::Destination && isCxoneSandboxNumber(digits))
            m_dialled.append(digits);
    }
}

void CxoneSandboxUploads::advance(Job &job, qsizetype rows, const QDateTime &wallNow)
{
    if (job.changesNothing || job.done >= rows || m_store.find(job.listId) == nullptr)
        return;
    if (job.startSkill) {
        if (const auto skill = job.skillId ? job.skillId : m_store.find(job.listId)->skillId)
            m_skills.start(*skill);
    }
    const bool ringing = rings(job);
    for (; job.done < rows; ++job.done) {
        const CxoneSandboxRow row = job.file.row(job.done);
        const auto merged = m_store.merge(job.listId, row, job.overwrite, wallNow);
        if (ringing
            && (merged == CxoneSandboxListStore::Merged::Added || merged == CxoneSandboxListStore::Merged::Changed))
            ring(job.listId, row);
    }
    m_store.noteUpload(job.listId, wallNow);
}

QJsonObject CxoneSandboxUploads::facts(qint64 id, const Job &job)
{
    return {{u"jobId"_s, id},
            {u"listId"_s, job.listId},
            {u"listName"_s, job.listName},
            {u"startDate"_s, cxoneSandboxTime(job.submitted)},
            {u"submitDate"_s, cxoneSandboxTime(job.submitted)},
            {u"isComplete"_s, job.completed.isValid()},
            {u"isCancelled"_s, job.isCancelled},
            {u"completedDate"_s, cxoneSandboxTime(job.completed)}};
}

SandboxAnswer CxoneSandboxUploads::index(CxoneSandboxCall &call) const
{
    const CxoneSandboxPage page(call);
    const auto from = call.parameters.time("startDate");
    const auto to = call.parameters.time("endDate");
    if (!from)
        call.parameters.mark("startDate");
    if (!to)
        call.parameters.mark("endDate");
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acdUpload, call);
    QList<QJsonObject> found;
    for (const auto &[id, job] : m_jobs) {
        if (job.submitted >= *from && job.submitted <= *to)
            found.append(cxoneSandboxPicked(facts(id, job), call.parameters.text("fields")));
    }
    QJsonArray jobs;
    for (qint64 at = page.skip(); at < page.end(found.size()); ++at)
        jobs.append(found[at]);
    return cxoneSandboxAnswer(200, "OK",
                              {{u"_links"_s, page.links(call, found.size())},
                               {u"businessUnitId"_s, CxoneSandboxTokens::businessUnit},
                               {u"lastPollTime"_s, cxoneSandboxTime(call.wallNow)},
                               {u"totalRecords"_s, CxoneSandboxPage::told(call, found.size())},
                               {u"uploadJobs"_s, jobs}});
}

SandboxAnswer CxoneSandboxUploads::one(qint64 jobId, CxoneSandboxCall &call) const
{
    const auto job = m_jobs.find(jobId);
    if (job == m_jobs.end())
        return noJob();
    const QJsonObject told = cxoneSandboxPicked(facts(jobId, job->second), call.parameters.text("fields"));
    return cxoneSandboxAnswer(200, "OK", {{u"uploadJobs"_s, QJsonArray{told}}});
}

SandboxAnswer CxoneSandboxUploads::cancel(qint64 jobId, CxoneSandboxCall &call)
{
    const auto job = m_jobs.find(jobId);
    if (job == m_jobs.end())
        return noJob();
    // A job that is complete stays so; the platform has the same answer for it.
    if (!job->second.completed.isValid() && call.mutation != SandboxFault::Mutation::AcceptWithoutDoing) {
        job->second.isCancelled = true;
        job->second.file = {};
    }
    return cxoneSandboxDone();
}

} // namespace muster
