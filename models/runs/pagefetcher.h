// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/networkoutage.h"
#include "models/sinks/recordsink.h"
#include "network/api/segmentsclient.h"
#include "network/http/asyncevent.h"
#include "network/wire/recordpage.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QThreadPool>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

/// When the workers had a page in hand.
struct PageTimes
{
    using TimePoint = std::chrono::steady_clock::time_point;
    TimePoint decodingFrom, decodingTo, writingFrom, writingTo;
};

/// Decodes the pages of one export on one worker and writes them on another, in order, while the next ones are fetched.
///
/// A page is taken only when it was asked for with the cursor that the page before it names; any other is dropped. So
/// a page that cannot be used makes the ones behind it void by itself, and the file never has a gap.
/// Lives on the GUI thread; must be idle when it is destroyed.
class PagePipeline : public QObject
{
    Q_OBJECT

public:
    /// Pages that may be under way to the file. Eight keep both workers busy and hide a slow write without holding much
    /// memory.
    static constexpr int capacity = 8;

    PagePipeline(std::shared_ptr<const PageDecoder> decoder, std::unique_ptr<RecordSink> sink,
                 QObject *parent = nullptr);
    ~PagePipeline() override;

    /// `cursor` is the one that the page was asked for with. The page waits for release(), so that the request for the
    /// next one can leave before the workers compete with it for the processor.
    void submit(RawPage page, QByteArray cursor);
    /// Hands on what was submitted. Everything that waits for the workers does so by itself.
    void release();
    [[nodiscard]] int depth() const { return m_depth; }
    /// Resumes once fewer than `depth` pages are under way. A page takes milliseconds, so this needs no stop token.
    [[nodiscard]] QCoro::Task<void> waitBelow(int depth);

    /// The first fault since it was last taken; the page's cursor is checkpoint().nextCursor.
    [[nodiscard]] std::optional<ApiError> takeFault();
    /// As of the last page that was written.
    [[nodiscard]] const SinkCheckpoint &checkpoint() const { return m_checkpoint; }

    /// Pages without any row at the end of what is written (F68).
    [[nodiscard]] int emptyInRow() const { return m_emptyInRow; }

    /// Both want an idle pipeline; they run on the worker that writes.
    [[nodiscard]] QCoro::Task<Result<void>> sync();
    [[nodiscard]] QCoro::Task<Result<RecordSink::Completed>> complete(QJsonObject facts, std::stop_token stop = {});

Q_SIGNALS:
    void pageWritten(std::shared_ptr<const muster::RecordPage> page, const muster::PageReceipt &receipt);
    void pageTimed(const muster::PageTimes &times); ///< Of every page, also of one that could not be used.

private:
    struct Outcome
    {
        std::shared_ptr<const RecordPage> page;
        Result<PageReceipt> receipt;
        bool dropped = false;
        PageTimes times = {};
    };
    [[nodiscard]] Outcome write(Result<RecordPage> decoded, const QByteArray &cursor);
    void arrived(Outcome outcome);

    const std::shared_ptr<const PageDecoder> m_decoder;
    const std::unique_ptr<RecordSink> m_sink; ///< m_writing only, but for checkpoint() before the first page.
    QByteArray m_expectedCursor; ///< m_writing only.
    bool m_complete = false; ///< m_writing only: the last page is in.
    QThreadPool m_writing; ///< One thread, so pages keep their order.
    QThreadPool m_decoding; ///< One thread, too. Behind m_writing, as it hands on to it.
    SinkCheckpoint m_checkpoint;
    std::optional<ApiError> m_fault;
    struct Submitted
    {
        RawPage page;
        QByteArray cursor;
    };
    QList<Submitted> m_held;
    int m_depth = 0; ///< Submitted and not yet through.
    int m_emptyInRow = 0;
    AsyncEvent m_through; ///< A page is; in waitBelow().
};

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
