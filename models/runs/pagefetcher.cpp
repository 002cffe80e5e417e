// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pagefetcher.h"

#include "models/runs/pagepipeline.h"
#include "network/http/clock.h"

#include <QCryptographicHash>
#include <algorithm>

namespace muster {

namespace {

using std::chrono::milliseconds;

// Between two looks whether the network is back; the transport's own tries come on top.
constexpr milliseconds firstWait = std::chrono::seconds(5);
constexpr milliseconds longestWait = std::chrono::seconds(60);

bool isNetworkGone(const ApiError &error)
{
    return error.kind == ErrorKind::NotSent || error.kind == ErrorKind::ConnectionLost
        || error.kind == ErrorKind::TimedOut;
}

} // namespace

PageFetcher::PageFetcher(PagePipeline &pipeline, Ask ask, AskingAgain askingAgain, NetworkPatience patience)
    : m_pipeline(pipeline)
    , m_ask(std::move(ask))
    , m_askingAgain(std::move(askingAgain))
    , m_patience(std::move(patience))
{
}

QCoro::Task<Result<void>> PageFetcher::fetchAll(std::stop_token stop)
{
    Result<void> result = co_await fetchUntilFault(stop);
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
        if (const auto fault = m_pipeline.takeFault()) {
            co_await m_pipeline.waitBelow(1);
            if (const auto judged = judgePageFault(*fault); !judged)
                co_return tl::unexpected(judged.error());
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
        // The request leaves first, then the worker gets the page before it: a task runs at once to where it waits.
        auto asking = askPatiently(cursor, stop);
        m_pipeline.release();
        Result<RawPage> page = co_await std::move(asking);
        if (!page)
            co_return tl::unexpected(page.error());
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
        if (const auto noted = noteCursor(asked, cursor); !noted)
            co_return tl::unexpected(noted.error());
        if (m_pipeline.emptyInRow() >= emptyPagesAllowed) {
            co_return failure({.kind = ErrorKind::LimitExceeded,
                               .code = QStringLiteral("empty_pages"),
                               .subject = QString::number(emptyPagesAllowed)});
        }
    }
}

QCoro::Task<Result<RawPage>> PageFetcher::askPatiently(QByteArray cursor, std::stop_token stop)
{
    std::optional<Clock::TimePoint> goneSince;
    milliseconds wait = firstWait;
    for (int attempt = 1;; ++attempt) {
        Result<RawPage> page = co_await m_ask(cursor, stop);
        if (page || m_patience.clock == nullptr || !isNetworkGone(page.error()) || stop.stop_requested())
            co_return Result<RawPage>(std::move(page));
        // On the monotonic clock: neither a changed wall clock nor the machine's sleep counts as outage (F101, F102).
        const Clock::TimePoint now = m_patience.clock->now();
        goneSince = goneSince.value_or(now);
        if (now - *goneSince >= longestOutage)
            co_return Result<RawPage>(std::move(page));
        m_patience.waiting(attempt, page.error(), wait);
        if (!co_await m_patience.clock->sleep(wait, stop))
            co_return failure({.kind = ErrorKind::Cancelled});
        m_patience.waitEnded();
        wait = std::min(2 * wait, longestWait);
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
