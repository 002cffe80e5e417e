// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonelistwriter.h"

#include "network/codec/cxonepeoplecodec.h"
#include "network/dialects/cxone/cxonesegments.h"
#include "network/http/apitransport.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

/// A page that was read: where the next one begins, and how many records there are in all.
struct ReadPage
{
    QByteArray next;
    qint64 total = -1;
};

} // namespace

CxoneListWriter::CxoneListWriter(ApiTransport &transport)
    : m_transport(transport)
    , m_uploads(transport)
{
}

QCoro::Task<CxoneListWritten> CxoneListWriter::write(std::shared_ptr<const EnrichmentBatch> batch, DialConsent consent,
                                                     CallObserver *observer, std::stop_token stop)
{
    const QString listId = batch->schema().listId;
    const auto settled = co_await m_uploads.settle(listId, observer, stop);
    if (!settled)
        co_return {.error = settled.error()};
    const auto columns = co_await askCxoneColumns(&m_transport, listId, observer, stop);
    if (!columns)
        co_return {.error = columns.error()};
    const QFuture<Result<Merge>> making
        = QtConcurrent::run([batch, columns = *columns] { return CxoneMerge::of(batch, columns); });
    const Result<Merge> merge = co_await making;
    if (!merge)
        co_return {.error = merge.error()};
    const auto before = co_await read(*merge, CxoneMerge::Look::Before, listId, observer, stop);
    if (!before)
        co_return {.error = before.error()};
    Sent sent = co_await sendFiles(*merge, listId, std::move(consent), observer, std::move(stop));
    co_return {(*merge)->fates(), std::move(sent.error), sent.start};
}

QCoro::Task<CxoneListWriter::Sent> CxoneListWriter::sendFiles(Merge merge, QString listId, DialConsent consent,
                                                              CallObserver *observer, std::stop_token stop)
{
    for (;;) {
        const qsizetype rows = m_proved.contains(listId) ? contactsPerBatch : rowsAhead;
        const QFuture<Result<CxoneUploadFile>> planning
            = QtConcurrent::run([merge, rows] { return merge->plan(rows); });
        const Result<CxoneUploadFile> file = co_await planning;
        if (!file)
            co_return Sent{file.error()};
        if (file->rows() == 0)
            co_return Sent{};
        CxoneUpload upload{listId, file->csv(), file->rows(), consent.withoutStart()};
        const bool isLast = !merge->hasLeft();
        if (isLast && !consent.starts.isEmpty()) {
            upload.consent = consent;
            upload.start = CxoneSkillStart::Yes;
        }
        Sent sent = co_await sendFile(merge, std::move(upload), observer, stop);
        if (sent.error || sent.start != SkillStart::None)
            co_return sent;
        if (merge->taken() > 0)
            m_proved.insert(listId);
    }
}

QCoro::Task<CxoneListWriter::Sent> CxoneListWriter::sendFile(Merge merge, CxoneUpload upload, CallObserver *observer,
                                                             std::stop_token stop)
{
    const QString listId = upload.listId;
    const bool starts = upload.start == CxoneSkillStart::Yes;
    const CxoneUploadOutcome outcome = co_await m_uploads.upload(std::move(upload), observer, stop);
    if (outcome.fate == WriteFate::NotSent || outcome.fate == WriteFate::Rejected) {
        merge->notSent(); // refused as a whole, for nothing that its contacts are
        co_return Sent{outcome.error};
    }
    const SkillStart start = !starts ? SkillStart::None
        : outcome.jobId.isEmpty()    ? SkillStart::Unknown
                                     : SkillStart::Started;
    merge->inDoubt();
    Result<void> looked;
    if (outcome.fate == WriteFate::Unknown)
        looked = co_await m_uploads.settle(listId, observer, stop);
    if (looked)
        looked = co_await read(merge, CxoneMerge::Look::After, listId, observer, std::move(stop));
    if (!looked)
        co_return Sent{outcome.error ? outcome.error : std::optional(looked.error()), start};
    const bool isOver = outcome.fate == WriteFate::Accepted;
    const bool wasCancelled = outcome.error && outcome.error->code == QLatin1String("upload_cancelled");
    const QFuture<void> judging
        = QtConcurrent::run([merge, isOver, wasCancelled] { merge->judge(isOver, wasCancelled); });
    co_await judging;
    if (!merge->changedBesides().isEmpty()) {
        const QStringList changed = merge->changedBesides();
        co_return Sent{fault(ErrorKind::Conflict, "other_values_changed",
                             changed.first(std::min<qsizetype>(changed.size(), 10)).join(QStringLiteral(", "))),
                       start};
    }
    if (isOver && merge->taken() == 0)
        co_return Sent{fault(ErrorKind::Refused, "upload_changed_nothing", listId), start};
    if (wasCancelled)
        co_return Sent{fault(ErrorKind::Conflict, "upload_cancelled", listId), start};
    const bool isOpen
        = std::ranges::any_of(merge->fates(), [](const ContactFate &fate) { return fate.fate == WriteFate::Unknown; });
    // Otherwise the reading has settled what the answer left open.
    co_return Sent{isOpen ? outcome.error : std::nullopt, start};
}

QCoro::Task<Result<void>> CxoneListWriter::read(Merge merge, CxoneMerge::Look look, QString listId,
                                                CallObserver *observer, std::stop_token stop)
{
    for (int reading = 0; reading < mostReadings; ++reading) {
        CO_TRY(isStill, co_await readOnce(merge, look, listId, observer, stop));
        if (*isStill)
            co_return Result<void>();
    }
    co_return failure(ErrorKind::TimedOut, "list_moves", listId);
}

QCoro::Task<Result<bool>> CxoneListWriter::readOnce(Merge merge, CxoneMerge::Look look, QString listId,
                                                    CallObserver *observer, std::stop_token stop)
{
    const auto decoder
        = cxoneDecoder({CxoneSource{CxoneSource::Kind::CallingList, listId}.id(), {}, merge->attributes()});
    merge->begin(look);
    QByteArray place;
    std::optional<qint64> total;
    for (int tries = 1;;) {
        CO_TRY(raw, co_await askCxoneRecords(&m_transport, listId, place, CxoneSegments::mostRecords, observer, stop));
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

} // namespace muster
