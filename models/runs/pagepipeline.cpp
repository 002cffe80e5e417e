// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pagepipeline.h"

#include "models/runs/threadreserve.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
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
            auto decoded
                = std::make_shared<Result<RecordPage>>(withoutThrowing([&] { return m_decoder->decode(raw); }));
            m_writing.start([this, decoded, cursor] {
                Outcome outcome;
                try {
                    outcome = write(std::move(*decoded), cursor);
                } catch (...) { // on this thread nobody else would catch it (F109)
                    outcome.receipt = tl::unexpected(thrownError(std::current_exception()));
                }
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

QCoro::Task<Result<RecordSink::Completed>> PagePipeline::complete(QJsonObject facts)
{
    release();
    QFuture<Result<RecordSink::Completed>> future = QtConcurrent::run(
        &m_writing, [this, facts] { return withoutThrowing([&] { return m_sink->complete(facts); }); });
    co_return co_await future;
}

} // namespace muster
