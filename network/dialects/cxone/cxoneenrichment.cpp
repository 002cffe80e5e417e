// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneenrichment.h"

#include "network/codec/cxonepeoplecodec.h"
#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonecallinglists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesegments.h"
#include "network/http/apitransport.h"
#include "network/wire/mapped.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr int skillsPerPage = 100, mostSkillPages = 100;

Campaign campaignOf(const CxoneCallList &list)
{
    return {.id = list.id, .name = list.name, .status = list.status, .contactListId = list.id, .dialers = list.skills};
}

EnrichmentAnswer answerOf(const ApiError &error)
{
    EnrichmentAnswer answer;
    answer.error = error;
    return answer;
}

/// A page that was read: where the next one begins, and how many records there are in all.
struct ReadPage
{
    QByteArray next;
    qint64 total = -1;
};

} // namespace

CxoneEnrichment::CxoneEnrichment(ApiTransport &transport)
    : EnrichmentClient(transport)
    , m_limits{.perContact = std::chrono::milliseconds(0),
               .contactsPerCall = contactsPerUpload,
               .contactsPerSecond = 0,
               .batchBytes = 16'000'000,
               // "Inactive" by the specification; tools see the other word.
               .closedStatuses = {QStringLiteral("inactive"), QStringLiteral("deactivated")},
               .mayDial = true,
               .refreshes = false}
    , m_uploads(transport)
{
}

QCoro::Task<Result<QList<Campaign>>> CxoneEnrichment::campaigns(CallObserver *observer, std::stop_token stop)
{
    CO_TRY(lists, co_await cxoneCallingLists(&transport(), &readCxoneCallLists, observer, stop));
    const QHash<QString, Dialer::State> states = co_await skillStates(observer, std::move(stop));
    for (CxoneCallList &list : *lists) {
        for (Dialer &skill : list.skills)
            skill.state = states.value(skill.id, Dialer::State::Unknown);
    }
    co_return mapped(*lists, campaignOf);
}

QCoro::Task<QHash<QString, Dialer::State>> CxoneEnrichment::skillStates(CallObserver *observer, std::stop_token stop)
{
    // What cannot be read here stays unknown, which counts as running.
    QHash<QString, Dialer::State> states;
    qint64 received = 0;
    for (int page = 0; page < mostSkillPages; ++page) {
        ApiCall call{.operation = cxone::listSkills,
                     .query = {{QStringLiteral("skip"), QString::number(received)},
                               {QStringLiteral("top"), QString::number(skillsPerPage)}}};
        const auto read = co_await callAndDecode<CxoneSkillStates>(
            &transport(), std::move(call), ofCxoneAnswer(&readCxoneSkillStates), observer, stop);
        if (!read || read->received == 0)
            break;
        received += read->received;
        const qsizetype before = states.size();
        states.insert(read->states);
        if (states.size() == before || (read->total >= 0 && received >= read->total))
            break;
    }
    co_return states;
}

QCoro::Task<Result<Campaign>> CxoneEnrichment::campaign(QString campaignId, CallObserver *observer,
                                                        std::stop_token stop)
{
    CO_TRY(all, co_await campaigns(observer, std::move(stop)));
    const auto found = std::ranges::find(*all, campaignId, &Campaign::id);
    if (found == all->end())
        co_return failure(ErrorKind::NotFound, "campaign_unknown", campaignId);
    co_return Campaign(*found);
}

QCoro::Task<Result<ListSchema>> CxoneEnrichment::schema(QString listId, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(columns, co_await askCxoneColumns(&transport(), listId, observer, std::move(stop)));
    if (columns->fields.isEmpty())
        co_return failure(ErrorKind::BadInput, "no_writable_columns", listId);
    ListSchema schema{.listId = listId};
    for (const CxoneListField &field : std::as_const(columns->fields))
        schema.attributes.append(
            {field.attribute, ListAttributeType::Text, listAttributeTypeKey(ListAttributeType::Text)});
    co_return schema;
}

QCoro::Task<RefreshAnswer> CxoneEnrichment::refresh(QString listId, CallObserver *, std::stop_token)
{
    co_return {.error = fault(ErrorKind::BadInput, "operation_unavailable", listId)};
}

QCoro::Task<EnrichmentAnswer> CxoneEnrichment::sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                         DialConsent consent, CallObserver *observer,
                                                         std::stop_token stop)
{
    const QString listId = batch->schema().listId;
    const auto settled = co_await m_uploads.settle(listId, observer, stop);
    if (!settled)
        co_return answerOf(settled.error());
    const auto columns = co_await askCxoneColumns(&transport(), listId, observer, stop);
    if (!columns)
        co_return answerOf(columns.error());
    const QFuture<Result<Merge>> making
        = QtConcurrent::run([batch, columns = *columns] { return CxoneMerge::of(batch, columns); });
    const Result<Merge> merge = co_await making;
    if (!merge)
        co_return answerOf(merge.error());
    const auto before = co_await read(*merge, CxoneMerge::Look::Before, listId, observer, stop);
    if (!before)
        co_return answerOf(before.error());
    EnrichmentAnswer answer = co_await sendFiles(*merge, listId, std::move(consent), observer, std::move(stop));
    answer.contacts = (*merge)->fates();
    co_return answer;
}

QCoro::Task<EnrichmentAnswer> CxoneEnrichment::sendFiles(Merge merge, QString listId, DialConsent consent,
                                                         CallObserver *observer, std::stop_token stop)
{
    for (;;) {
        const qsizetype rows = m_proved.contains(listId) ? contactsPerUpload : rowsAhead;
        const QFuture<Result<CxoneUploadFile>> planning
            = QtConcurrent::run([merge, rows] { return merge->plan(rows); });
        const Result<CxoneUploadFile> file = co_await planning;
        if (!file)
            co_return answerOf(file.error());
        if (file->rows() == 0)
            co_return EnrichmentAnswer();
        const auto error = co_await sendFile(merge, {listId, file->csv(), file->rows(), consent}, observer, stop);
        if (error)
            co_return answerOf(*error);
        if (merge->taken() > 0)
            m_proved.insert(listId);
    }
}

QCoro::Task<std::optional<ApiError>> CxoneEnrichment::sendFile(Merge merge, CxoneUpload upload, CallObserver *observer,
                                                               std::stop_token stop)
{
    const QString listId = upload.listId;
    const CxoneUploadOutcome outcome = co_await m_uploads.upload(std::move(upload), observer, stop);
    if (outcome.fate == WriteFate::NotSent || outcome.fate == WriteFate::Rejected) {
        merge->notSent(); // refused as a whole, for nothing that its contacts are
        co_return outcome.error;
    }
    merge->inDoubt();
    Result<void> looked;
    if (outcome.fate == WriteFate::Unknown)
        looked = co_await m_uploads.settle(listId, observer, stop);
    if (looked)
        looked = co_await read(merge, CxoneMerge::Look::After, listId, observer, std::move(stop));
    if (!looked)
        co_return outcome.error ? outcome.error : std::optional(looked.error());
    const bool isOver = outcome.fate == WriteFate::Accepted;
    const bool wasCancelled = outcome.error && outcome.error->code == QLatin1String("upload_cancelled");
    const QFuture<void> judging
        = QtConcurrent::run([merge, isOver, wasCancelled] { merge->judge(isOver, wasCancelled); });
    co_await judging;
    if (!merge->changedBesides().isEmpty()) {
        const QStringList changed = merge->changedBesides();
        co_return muster::fault(ErrorKind::Conflict, "other_values_changed",
                                changed.first(std::min<qsizetype>(changed.size(), 10)).join(QStringLiteral(", ")));
    }
    if (isOver && merge->taken() == 0)
        co_return muster::fault(ErrorKind::Refused, "upload_changed_nothing", listId);
    if (wasCancelled)
        co_return muster::fault(ErrorKind::Conflict, "upload_cancelled", listId);
    const bool isOpen
        = std::ranges::any_of(merge->fates(), [](const ContactFate &fate) { return fate.fate == WriteFate::Unknown; });
    // Otherwise the reading has settled what the answer left open.
    co_return isOpen ? outcome.error : std::nullopt;
}

QCoro::Task<Result<void>> CxoneEnrichment::read(Merge merge, CxoneMerge::Look look, QString listId,
                                                CallObserver *observer, std::stop_token stop)
{
    for (int reading = 0; reading < mostReadings; ++reading) {
        CO_TRY(isStill, co_await readOnce(merge, look, listId, observer, stop));
        if (*isStill)
            co_return Result<void>();
    }
    co_return failure(ErrorKind::TimedOut, "list_moves", listId);
}

QCoro::Task<Result<bool>> CxoneEnrichment::readOnce(Merge merge, CxoneMerge::Look look, QString listId,
                                                    CallObserver *observer, std::stop_token stop)
{
    const auto decoder
        = cxoneDecoder({CxoneSource{CxoneSource::Kind::CallingList, listId}.id(), {}, merge->attributes()});
    merge->begin(look);
    QByteArray place;
    std::optional<qint64> total;
    for (int tries = 1;;) {
        CO_TRY(raw, co_await askCxoneRecords(&transport(), listId, place, CxoneSegments::mostRecords, observer, stop));
        const QFuture<Result<ReadPage>> reading
            = QtConcurrent::run([decoder, merge, look, raw = *raw]() -> Result<ReadPage> {
                  TRY(page, decoder->decode(raw));
                  merge->take(look, *page);
                  return ReadPage{page->nextCursor, page->receivedCount > 0 ? page->totalCount.value_or(-1) : -1};
              });
        const Result<ReadPage> page = co_await reading;
        if (!page && page.error().kind == ErrorKind::BrokenBody && tries++ < mostPageTries)
            continue;
        if (!page)
            co_return failure(page.error());
        tries = 1;
        if (page->total >= 0 && total.value_or(page->total) != page->total)
            co_return false;
        if (page->total >= 0)
            total = page->total;
        if (page->next.isEmpty())
            break;
        place = page->next;
    }
    co_return !merge->hasMoved();
}

CxoneWebhooks::CxoneWebhooks(ApiTransport &transport)
    : WebhooksClient(transport)
{
}

QCoro::Task<WebhookAnswer> CxoneWebhooks::sendRegistration(WebhookRegistration, CallObserver *, std::stop_token)
{
    WebhookAnswer answer;
    answer.error = muster::fault(ErrorKind::BadInput, "operation_unavailable");
    co_return answer;
}

} // namespace muster
