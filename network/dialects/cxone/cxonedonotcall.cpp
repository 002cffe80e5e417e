// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonedonotcall.h"

#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/answermapping.h"
#include "network/http/apitransport.h"
#include "network/wire/mapped.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr int readings = 3; // of a group that does not stand still
constexpr int mostHeedingPages = 100;

/// When the service says that it answered: an end that it has just set lies in its past, not in that of our clock.
QDateTime timeOf(const HttpReply &reply, const QDateTime &otherwise)
{
    const QDateTime told = parseHttpDate(reply.header("date"));
    return told.isValid() ? told : otherwise;
}

QList<QPair<QString, QString>> pageQuery(qint64 skip, int top)
{
    return {{QStringLiteral("skip"), QString::number(skip)}, {QStringLiteral("top"), QString::number(top)}};
}

} // namespace

CxoneDoNotCall::CxoneDoNotCall(ApiTransport &transport)
    : m_transport(transport)
{
}

QCoro::Task<Result<QList<DoNotCallGroup>>> CxoneDoNotCall::groups(CallObserver *observer, std::stop_token stop)
{
    return callAndDecode<QList<DoNotCallGroup>>(&m_transport, {.operation = cxone::listDoNotCallGroups},
                                                ofCxoneAnswer(&readCxoneDoNotCallGroups), observer, std::move(stop));
}

QCoro::Task<Result<QList<Dialer>>> CxoneDoNotCall::heededBy(QString groupId, CallObserver *observer,
                                                            std::stop_token stop)
{
    return skills(cxone::listScrubbedSkills, "scrubbedSkills", std::move(groupId), observer, std::move(stop));
}

QCoro::Task<Result<QList<Dialer>>> CxoneDoNotCall::contributedBy(QString groupId, CallObserver *observer,
                                                                 std::stop_token stop)
{
    return skills(cxone::listContributingSkills, "contributingSkills", std::move(groupId), observer, std::move(stop));
}

QCoro::Task<Result<QList<Dialer>>> CxoneDoNotCall::skills(Operation list, const char *member, QString groupId,
                                                          CallObserver *observer, std::stop_token stop)
{
    QList<Dialer> all;
    for (int page = 0; page < mostHeedingPages; ++page) {
        ApiCall call{.operation = list,
                     .pathArguments = {groupId},
                     .query = pageQuery(all.size(), recordsPerCall),
                     .subject = groupId};
        const auto decode = [member](const QByteArray &body) { return readCxoneGroupSkills(body, member); };
        CO_TRY(read,
               co_await callAndDecode<CxoneGroupSkills>(&m_transport, std::move(call), ofCxoneAnswer(decode), observer,
                                                        stop));
        all += read->skills;
        const bool isLast = read->total >= 0 ? all.size() >= read->total : read->skills.size() < recordsPerCall;
        if (read->skills.isEmpty() || isLast)
            co_return all;
    }
    co_return failure(ErrorKind::LimitExceeded, "group_pages", groupId);
}

QCoro::Task<Result<DoNotCallFinding>> CxoneDoNotCall::search(std::uint64_t number, CallObserver *observer,
                                                             std::stop_token stop)
{
    // The number is the question's only argument and stands in no subject: errors and logs do without it.
    ApiCall call{.operation = cxone::searchDoNotCall,
                 .query = {{QStringLiteral("phoneNumber"), QString::number(qulonglong(number))}},
                 .check = cxoneBodyMissing};
    CO_TRY(reply, co_await m_transport.call(std::move(call), observer, std::move(stop)));
    CO_TRY(entries, readCxoneDoNotCallSearch(cxoneBodyOf(*reply), number));
    co_return DoNotCallFinding{*std::move(entries), timeOf(*reply, m_transport.wallNow())};
}

QCoro::Task<Result<std::shared_ptr<CxoneDoNotCall::Reading>>>
CxoneDoNotCall::readOnce(QString groupId, QSet<std::uint64_t> wanted, CallObserver *observer, std::stop_token stop)
{
    auto reading = std::make_shared<Reading>();
    for (int page = 0; page < mostPages; ++page) {
        ApiCall call{.operation = cxone::listDoNotCallRecords,
                     .pathArguments = {groupId},
                     .query = pageQuery(reading->received, recordsPerPage),
                     .check = cxoneBodyMissing,
                     .subject = groupId};
        CO_TRY(reply, co_await m_transport.call(std::move(call), observer, stop));
        using Page = std::shared_ptr<Result<CxoneDoNotCallPage>>;
        const QDateTime now = timeOf(*reply, m_transport.wallNow());
        if (page == 0)
            reading->at = now;
        // A thousand records take longer than the windows can wait.
        const QFuture<Page> decoding = QtConcurrent::run([body = cxoneBodyOf(*reply), now, wanted] {
            return std::make_shared<Result<CxoneDoNotCallPage>>(readCxoneDoNotCallPage(body, now, wanted));
        });
        const Page decoded = co_await decoding;
        if (!*decoded)
            co_return failure(decoded->error());
        const CxoneDoNotCallPage &read = **decoded;
        reading->moved = reading->moved || (page > 0 && read.total >= 0 && read.total != reading->total);
        if (page == 0 || read.total >= 0)
            reading->total = read.total;
        reading->received += read.records.size();
        for (const qint64 record : read.records)
            reading->records.insert(record);
        if (wanted.isEmpty())
            reading->numbers.insert(reading->numbers.end(), read.numbers.cbegin(), read.numbers.cend());
        for (auto found = read.entries.cbegin(); found != read.entries.cend(); ++found)
            reading->entries[found.key()] += *found;
        const bool isLast = reading->total >= 0 && reading->received >= reading->total;
        if (!read.records.isEmpty() && !isLast)
            continue;
        const bool isWhole = reading->total < 0 || reading->records.size() == reading->total;
        reading->moved = reading->moved || !isWhole || reading->records.size() != reading->received;
        co_return reading;
    }
    co_return failure(ErrorKind::LimitExceeded, "group_pages", groupId);
}

QCoro::Task<Result<std::shared_ptr<CxoneDoNotCall::Reading>>>
CxoneDoNotCall::readWhole(QString groupId, QSet<std::uint64_t> wanted, CallObserver *observer, std::stop_token stop)
{
    for (int tried = 0; tried < readings; ++tried) {
        CO_TRY(reading, co_await readOnce(groupId, wanted, observer, stop));
        if (!(*reading)->moved)
            co_return *reading;
    }
    co_return failure(ErrorKind::Refused, "group_moves", groupId);
}

QCoro::Task<Result<std::shared_ptr<const DoNotCallNumbers>>>
CxoneDoNotCall::numbers(QString groupId, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(reading, co_await readWhole(std::move(groupId), {}, observer, std::move(stop)));
    using Numbers = std::shared_ptr<const DoNotCallNumbers>;
    const QFuture<Numbers> sorting = QtConcurrent::run([whole = *reading]() -> Numbers {
        return std::make_shared<const DoNotCallNumbers>(std::move(whole->numbers));
    });
    const Numbers sorted = co_await sorting;
    co_return sorted;
}

QCoro::Task<Result<std::shared_ptr<const DoNotCallReading>>>
CxoneDoNotCall::entries(QString groupId, QSet<std::uint64_t> wanted, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(reading, co_await readWhole(std::move(groupId), std::move(wanted), observer, std::move(stop)));
    co_return std::make_shared<const DoNotCallReading>(
        DoNotCallReading{.entries = std::move((*reading)->entries), .at = (*reading)->at});
}

QCoro::Task<WriteAnswer> CxoneDoNotCall::send(Act act, QString groupId, QList<DoNotCallWrite> writes,
                                              CallObserver *observer, std::stop_token stop)
{
    const bool blocks = act == Act::Block;
    ApiCall call{.operation = blocks ? cxone::addDoNotCallRecords : cxone::endDoNotCallRecords,
                 .pathArguments = {groupId},
                 .subject = groupId};
    call.body = [body = blocks ? cxoneDoNotCallAddition(writes) : cxoneDoNotCallRemoval(writes)] { return body; };
    call.check = cxoneBodyMissing;
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return answerOfAll(writes, watch.fateAfter(reply.error()), reply.error());
    WriteAnswer answer{.fates = readCxoneDoNotCallResults(reply->body, mapped(writes, &DoNotCallWrite::number))};
    for (qsizetype at = 0; at < writes.size(); ++at) {
        RecordFate &fate = answer.fates[at];
        fate.contactId = writes.at(at).id;
        if (!answer.error && fate.error)
            answer.error = fate.error;
    }
    co_return answer;
}

} // namespace muster
