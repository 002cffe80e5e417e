// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/recordsink.h"
#include "network/api/segmentsclient.h"
#include "network/http/asyncevent.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QThreadPool>
#include <memory>

namespace muster {

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
    [[nodiscard]] QCoro::Task<Result<RecordSink::Completed>> complete(QJsonObject facts);

Q_SIGNALS:
    void pageWritten(std::shared_ptr<const muster::RecordPage> page, const muster::PageReceipt &receipt);

private:
    struct Outcome
    {
        std::shared_ptr<const RecordPage> page;
        Result<PageReceipt> receipt;
        bool dropped = false;
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

} // namespace muster
