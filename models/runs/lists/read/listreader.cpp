// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/listreader.h"

#include "models/runs/pagefetcher.h"

#include <algorithm>

namespace muster {

namespace {

/// Takes pages by counting them: what becomes of the contacts is the caller's business.
class CountingSink final : public RecordSink
{
public:
    [[nodiscard]] const SinkCheckpoint &checkpoint() const override { return m_checkpoint; }
    [[nodiscard]] Result<PageReceipt> append(const RecordPage &page) override
    {
        PageReceipt receipt;
        for (std::size_t row = 0; row < page.rowCount(); ++row)
            ++(m_ids.add(page.id(row)) ? receipt.records : receipt.duplicates);
        receipt.quarantined = qint64(page.quarantined.size());
        ++m_checkpoint.pages;
        m_checkpoint.records += receipt.records;
        m_checkpoint.duplicates += receipt.duplicates;
        m_checkpoint.quarantined += receipt.quarantined;
        m_checkpoint.nextCursor = page.nextCursor;
        m_checkpoint.allPagesIn = page.nextCursor.isEmpty();
        receipt.total = m_checkpoint;
        return receipt;
    }
    [[nodiscard]] Result<void> sync() override { return {}; }
    [[nodiscard]] Result<Completed> complete(const QJsonObject &, const std::stop_token &) override
    {
        return Completed{};
    }

private:
    SinkCheckpoint m_checkpoint;
    IdSet m_ids;
};

} // namespace

ListReader::ListReader(ListPages &pages, QString listId, Hooks hooks, CallObserver *observer, NetworkPatience patience)
    : m_pages(pages)
    , m_listId(std::move(listId))
    , m_hooks(std::move(hooks))
    , m_observer(observer)
    , m_patience(std::move(patience))
{
}

ListReader::~ListReader() = default;

QCoro::Task<Result<qint64>> ListReader::askCount(std::stop_token stop)
{
    CO_TRY(lists, co_await m_pages.list(m_observer, stop));
    const auto found = std::find_if(lists->cbegin(), lists->cend(),
                                    [this](const ContactListSummary &list) { return list.id == m_listId; });
    m_isCountExact = found == lists->cend() || found->isCountExact;
    co_return found == lists->cend() ? qint64(-1) : found->contactCount;
}

QCoro::Task<Result<qint64>> ListReader::askCountPatiently(std::stop_token stop)
{
    NetworkOutage outage(m_patience);
    for (;;) {
        const auto count = co_await askCount(stop);
        if (count)
            co_return Result<qint64>(count);
        CO_TRY_VOID(co_await outage.sitOut(count.error(), stop));
    }
}

QCoro::Task<Result<ListReader::Totals>> ListReader::readAll(std::stop_token stop)
{
    // Only for the share that is done: whatever is wrong with the index shows again at the end.
    const auto announced = co_await askCount(stop);
    if (announced)
        m_announced = *announced;
    // An address that never answered is rather wrong than out of reach for a while (F40).
    const NetworkPatience patience = announced ? m_patience : NetworkPatience{};
    CO_TRY_VOID(co_await readPages(patience, stop));
    CO_TRY(expected, co_await askCountPatiently(stop));
    m_totals.expected = *expected;
    // One that is not exact says at least whether the list is the one that was begun with.
    const qint64 received = m_isCountExact ? m_totals.contacts + m_totals.quarantined
        : announced                        ? *announced
                                           : m_totals.expected;
    if (m_totals.expected >= 0 && m_totals.expected != received) { // F72
        co_return failure({.kind = ErrorKind::UnexpectedShape,
                           .code = QStringLiteral("count_mismatch"),
                           .detail = QStringLiteral("%1/%2").arg(m_totals.expected).arg(received)});
    }
    co_return Totals(m_totals);
}

QCoro::Task<Result<void>> ListReader::readPages(NetworkPatience patience, std::stop_token stop)
{
    const int limit = m_pages.pageSize();
    PagePipeline pipeline(m_pages.decoder(), std::make_unique<CountingSink>());
    QObject::connect(
        &pipeline, &PagePipeline::pageWritten, &pipeline,
        [this, limit](const std::shared_ptr<const RecordPage> &page, const PageReceipt &receipt) {
            m_totals.pages = receipt.total.pages;
            m_totals.contacts = receipt.total.records;
            m_totals.quarantined = receipt.total.quarantined;
            m_totals.received = receipt.total.records + receipt.total.duplicates + receipt.total.quarantined;
            if (page->receivedCount > std::size_t(2 * limit)) { // F65
                tell("page_oversized",
                     {{QStringLiteral("records"), qint64(page->receivedCount)}, {QStringLiteral("asked"), limit}});
            }
            m_hooks.page(page);
        });
    if (m_hooks.timed)
        QObject::connect(&pipeline, &PagePipeline::pageTimed, &pipeline, m_hooks.timed);
    PageFetcher fetcher(
        pipeline,
        [this](QByteArray cursor, std::stop_token token) { return askPage(std::move(cursor), std::move(token)); },
        [this](const ApiError &fault) {
            tell("page_asked_again", {{QStringLiteral("kind"), errorKindKey(fault.kind)}});
        },
        std::move(patience));
    Result<void> fetched = co_await fetcher.fetchAll(std::move(stop));
    co_return Result<void>(std::move(fetched));
}

QCoro::Task<Result<RawPage>> ListReader::askPage(QByteArray cursor, std::stop_token stop)
{
    if (m_hooks.mayAsk)
        co_await m_hooks.mayAsk(stop);
    Result<RawPage> page
        = co_await m_pages.page(m_listId, std::move(cursor), m_pages.pageSize(), m_observer, std::move(stop));
    co_return Result<RawPage>(std::move(page));
}

void ListReader::tell(const char *code, const QVariantMap &args) const
{
    if (m_hooks.event)
        m_hooks.event(QString::fromLatin1(code), args);
}

bool isIncompleteRead(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::LimitExceeded:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::BrokenBody:
    case ErrorKind::AddressRefused:
        return true;
    default:
        return false;
    }
}

} // namespace muster
