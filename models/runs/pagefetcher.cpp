// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pagefetcher.h"

#include "models/runs/detach.h"
#include "models/runs/pagepipeline.h"

#include <QCryptographicHash>

namespace muster {

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
            co_return failure({.kind = ErrorKind::Cancelled});
        if (lastAsked && m_pipeline.depth() == 0) {
            if (m_pipeline.checkpoint().allPagesIn)
                co_return Result<void>{};
            // What was read from the body's tail was not what the decoded page says; go on from what is written.
            cursor = m_pipeline.checkpoint().nextCursor;
            lastAsked = false;
        }
        if (m_pipeline.emptyInRow() >= emptyPagesAllowed) {
            co_return failure({.kind = ErrorKind::LimitExceeded,
                               .code = QStringLiteral("empty_pages"),
                               .subject = QString::number(emptyPagesAllowed)});
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
    return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("cursor_repeated")}); // F67
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
