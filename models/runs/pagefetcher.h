// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/networkoutage.h"
#include "network/wire/recordpage.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>

namespace muster {

class PagePipeline;

/// Asks for the pages of one query, one after the other, and feeds a PagePipeline. Order of things for a page: asked
/// for -> its next cursor is known from its tail, so the next one is asked for while a worker takes this one. GUI
/// thread.
class PageFetcher
{
public:
    /// Not a coroutine itself but what makes one; the cursor is empty for the first page.
    using Ask = std::function<QCoro::Task<Result<RawPage>>(QByteArray cursor, std::stop_token stop)>;
    /// Is told that a page whose body was broken is asked for once more (F47, F60).
    using AskingAgain = std::function<void(const ApiError &fault)>;

    static constexpr int emptyPagesAllowed = 20; // F68

    /// `pipeline` outlives the fetcher.
    PageFetcher(PagePipeline &pipeline, Ask ask, AskingAgain askingAgain, NetworkPatience patience = {});

    /// From the pipeline's checkpoint to the last page; the pipeline is idle when it resumes, whatever the result.
    /// LimitExceeded "cursor_repeated" (F67) and "empty_pages" (F68); else the page's own error, or the pipeline's.
    [[nodiscard]] QCoro::Task<Result<void>> fetchAll(std::stop_token stop);

private:
    [[nodiscard]] QCoro::Task<Result<void>> fetchUntilFault(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<RawPage>> askPatiently(QByteArray cursor, std::stop_token stop);
    /// Decides what a page that could not be used means: nothing for the first bad body, else the end.
    [[nodiscard]] Result<void> judgePageFault(const ApiError &fault);
    [[nodiscard]] Result<void> noteCursor(const QByteArray &asked, const QByteArray &next);

    PagePipeline &m_pipeline;
    const Ask m_ask;
    const AskingAgain m_askingAgain;
    const NetworkPatience m_patience;
    std::map<QByteArray, QByteArray> m_seenCursors; ///< 16-byte digests: next cursor -> the one it was asked with.
    std::optional<QByteArray> m_brokenCursor; ///< Of the page that had to be asked for again last.
};

} // namespace muster
