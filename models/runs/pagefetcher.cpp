// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pagefetcher.h"

#include "models/runs/detach.h"
#include "models/runs/threadreserve.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QCryptographicHash>
#include <QtConcurrent>
#include <utility>

namespace muster {

PagePipeline::PagePipeline(std::shared_ptr<const PageDecoder> decoder, std::unique_ptr<RecordSink> sink,
                           QObject *parent)
    : QObject(parent)
    , m_decoder(std::move(decoder))
    , m_sink(std::move(sink))
    , m_checkpoint(m_sink->checkpoint())
{
    m_expectedCursor = m_checkpoint.nextCursor;
    m_complete = m_checkpoint.allPagesIn;
    for (QThreadPool *stage : {&m_decoding, &m_writing}) {
        stage->setMaxThreadCount(1);
        keepThreads(*stage);
    }
}

PagePipeline::~PagePipeline()
{
    Q_ASSERT(m_depth == 0);
}

void PagePipeline::submit(RawPage page, QByteArray cursor)
{
    ++m_depth;
    m_held.append({std::move(page), std::move(cursor)});
}

void PagePipeline::release()
{
    for (Submitted &next : std::exchange(m_held, {})) {
        m_decoding.start([this, raw = std::move(next.page), cursor = std::move(next.cursor)] {
            PageTimes times{.decodingFrom = std::chrono::steady_clock::now()};
            auto decoded
                = std::make_shared<Result<RecordPage>>(withoutThrowing([&] { return m_decoder->decode(raw); }));
            times.decodingTo = std::chrono::steady_clock::now();
            m_writing.start([this, decoded, cursor, times]() mutable {
                times.writingFrom = std::chrono::steady_clock::now();
                Outcome outcome;
                try {
                    outcome = write(std::move(*decoded), cursor);
                } catch (...) { // on this thread nobody else would catch it (F109)
                    outcome.receipt = tl::unexpected(thrownError(std::current_exception()));
                }
                times.writingTo = std::chrono::steady_clock::now();
                outcome.times = times;
                QMetaObject::invokeMethod(
                    this, [this, outcome = std::move(outcome)]() mutable { arrived(std::move(outcome)); },
                    Qt::QueuedConnection);
            });
        });
    }
}

PagePipeline::Outcome PagePipeline::write(Result<RecordPage> decoded, const QByteArray &cursor)
{
    const auto fault = [](ErrorKind kind, const char *code, const QString &detail) {
        return Outcome{nullptr, failure({.kind = kind, .code = QString::fromLatin1(code), .detail = detail}), false};
    };
    if (m_complete || cursor != m_expectedCursor)
        return {nullptr, PageReceipt{}, true};
    if (!decoded)
        return {nullptr, tl::unexpected(decoded.error()), false};
    // F72: what was promised and what came must agree before anything of it reaches the file.
    if (decoded->declaredCount && *decoded->declaredCount != qint64(decoded->receivedCount)) {
        return fault(ErrorKind::UnexpectedShape, "count_mismatch",
                     QStringLiteral("%1/%2").arg(*decoded->declaredCount).arg(decoded->receivedCount));
    }
    auto page = std::make_shared<const RecordPage>(*std::move(decoded));
    Result<PageReceipt> receipt = m_sink->append(*page);
    if (!receipt)
        return {nullptr, std::move(receipt), false};
    m_expectedCursor = page->nextCursor;
    m_complete = page->nextCursor.isEmpty();
    return {std::move(page), std::move(receipt), false};
}

void PagePipeline::arrived(Outcome outcome)
{
    --m_depth;
    Q_EMIT pageTimed(outcome.times);
    if (!outcome.dropped) {
        if (outcome.receipt) {
            m_checkpoint = outcome.receipt->total;
            m_emptyInRow = outcome.page->receivedCount == 0 ? m_emptyInRow + 1 : 0;
            Q_EMIT pageWritten(outcome.page, *outcome.receipt);
        } else if (!m_fault) {
            m_fault = outcome.receipt.error();
        }
    }
    m_through.notifyAll();
}

QCoro::Task<void> PagePipeline::waitBelow(int depth)
{
    while (m_depth >= depth) {
        release();
        co_await m_through.wait({});
    }
}

std::optional<ApiError> PagePipeline::takeFault()
{
    return std::exchange(m_fault, std::nullopt);
}

QCoro::Task<Result<void>> PagePipeline::sync()
{
    release();
    QFuture<Result<void>> future
        = QtConcurrent::run(&m_writing, [this] { return withoutThrowing([this] { return m_sink->sync(); }); });
    co_return co_await future;
}

QCoro::Task<Result<RecordSink::Completed>> PagePipeline::complete(QJsonObject facts, std::stop_token stop)
{
    release();
    QFuture<Result<RecordSink::Completed>> future = QtConcurrent::run(
        &m_writing, [this, facts, stop] { return withoutThrowing([&] { return m_sink->complete(facts, stop); }); });
    co_return co_await future;
}

PageFetcher::PageFetcher(PagePipeline &pipeline, Ask ask, AskingAgain askingAgain, NetworkPatience patience)
    : m_pipeline(pipeline)
    , m_ask(std::move(ask))
    , m_askingAgain(std::move(askingAgain))
    , m_patience(std::move(patience))
{
}

QCoro::Task<Result<void>> PageFetcher::fetchAll(std::stop_token stop)
{
    Result<void> result = co_await caught(fetchUntilFault(stop));
    co_await m_pipeline.waitBelow(1);
    co_return Result<void>(std::move(result));
}

QCoro::Task<Result<void>> PageFetcher::fetchUntilFault(std::stop_token stop)
{
    QByteArray cursor = m_pipeline.checkpoint().nextCursor;
    bool lastAsked = m_pipeline.checkpoint().allPagesIn;
    for (;;) {
        // Without the next cursor, or with the last page asked for, there is nothing to do but wait for the worker.
        co_await m_pipeline.waitBelow(lastAsked ? 1 : PagePipeline::capacity);
        // Those under way may be empty as well: then there is none to be asked for.
        if (m_pipeline.emptyInRow() + m_pipeline.depth() >= emptyPagesAllowed)
            co_await m_pipeline.waitBelow(1);
        if (const auto fault = m_pipeline.takeFault()) {
            co_await m_pipeline.waitBelow(1);
            CO_TRY_VOID(judgePageFault(*fault));
            cursor = m_pipeline.checkpoint().nextCursor;
            lastAsked = false;
        }
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        if (lastAsked && m_pipeline.depth() == 0) {
            if (m_pipeline.checkpoint().allPagesIn)
                co_return Result<void>{};
            // What was read from the body's tail was not what the decoded page says; go on from what is written.
            cursor = m_pipeline.checkpoint().nextCursor;
            lastAsked = false;
        }
        if (m_pipeline.emptyInRow() >= emptyPagesAllowed) {
            co_return failure(ErrorKind::LimitExceeded, "empty_pages", QString::number(emptyPagesAllowed));
        }
        // The request leaves first, then the worker gets the page before it: a task runs at once to where it waits.
        auto asking = askPatiently(cursor, stop);
        m_pipeline.release();
        CO_TRY(page, co_await std::move(asking));
        const QByteArray asked = cursor;
        const std::optional<QByteArray> next = page->nextCursor;
        m_pipeline.submit(*std::move(page), cursor);
        if (!next) {
            co_await m_pipeline.waitBelow(1);
            cursor = m_pipeline.checkpoint().nextCursor;
            lastAsked = m_pipeline.checkpoint().allPagesIn;
        } else {
            cursor = *next;
            lastAsked = next->isEmpty();
        }
        CO_TRY_VOID(noteCursor(asked, cursor));
    }
}

QCoro::Task<Result<RawPage>> PageFetcher::askPatiently(QByteArray cursor, std::stop_token stop)
{
    NetworkOutage outage(m_patience);
    for (;;) {
        Result<RawPage> page = co_await m_ask(cursor, stop);
        if (page)
            co_return Result<RawPage>(std::move(page));
        CO_TRY_VOID(co_await outage.sitOut(page.error(), stop));
    }
}

Result<void> PageFetcher::noteCursor(const QByteArray &asked, const QByteArray &next)
{
    if (next.isEmpty())
        return {};
    const auto digest
        = [](const QByteArray &text) { return QCryptographicHash::hash(text, QCryptographicHash::Blake2s_128); };
    // A page that is asked for again names the same next cursor again, which is well; the same cursor behind another
    // page closes a circle.
    const QByteArray from = digest(asked);
    const auto [entry, isNew] = m_seenCursors.emplace(digest(next), from);
    if (asked != next && (isNew || entry->second == from))
        return {};
    return failure(ErrorKind::LimitExceeded, "cursor_repeated"); // F67
}

Result<void> PageFetcher::judgePageFault(const ApiError &fault)
{
    if (fault.kind != ErrorKind::BrokenBody && fault.kind != ErrorKind::NotFromApi)
        return tl::unexpected(fault);
    const QByteArray &cursor = m_pipeline.checkpoint().nextCursor;
    if (m_brokenCursor == cursor)
        return tl::unexpected(fault);
    m_brokenCursor = cursor;
    m_askingAgain(fault);
    return {};
}

} // namespace muster
