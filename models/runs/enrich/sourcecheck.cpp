// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/sourcecheck.h"

namespace muster {

SourceCheck::SourceCheck(std::unique_ptr<RowFeed> feed)
    : m_feed(std::move(feed))
    , m_report(m_feed->mapping())
{
}

Result<std::unique_ptr<SourceCheck>> SourceCheck::begin(const EnrichCheckOrder &order, TextProfile profile)
{
    auto feed = RowFeed::open(order.source, order.mapping, order.schema);
    if (!feed)
        return tl::unexpected(feed.error());
    std::unique_ptr<SourceCheck> check(new SourceCheck(*std::move(feed)));
    if (!order.rejectsFile.isEmpty()) {
        auto rejects = RejectFile::create(order.rejectsFile, check->m_feed->mapping(), profile);
        if (!rejects)
            return tl::unexpected(rejects.error());
        check->m_rejects.emplace(*std::move(rejects));
    }
    return check;
}

Result<bool> SourceCheck::step()
{
    Result<void> written;
    const auto more = m_feed->next([this, &written](const CheckedRow &row, const SourceRow &source) {
        m_report.add(row);
        if (m_rejects && written)
            written = m_rejects->add(row, source);
    });
    if (!more)
        return tl::unexpected(more.error());
    if (!written)
        return tl::unexpected(written.error());
    if (*more)
        return true;
    if (const auto finished = finish(); !finished)
        return tl::unexpected(finished.error());
    return false;
}

Result<void> SourceCheck::finish()
{
    if (m_rejects && m_rejects->rows() > 0)
        return m_rejects->finish();
    return {};
}

CheckReport SourceCheck::takeReport()
{
    CheckReport report = m_report.take();
    report.lateColumns = m_feed->reader().lateColumns();
    report.sourceDigest = m_feed->reader().digest();
    return report;
}

} // namespace muster
