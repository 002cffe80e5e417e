// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/sourcecheck.h"

namespace muster {

SourceCheck::SourceCheck(std::unique_ptr<RowFeed> feed, bool copies)
    : m_feed(std::move(feed))
    , m_keepsCopies(copies)
    , m_report(m_feed->mapping())
{
}

Result<std::unique_ptr<SourceCheck>> SourceCheck::begin(const EnrichCheckOrder &order, CheckContext context)
{
    TRY(feed, RowFeed::open(order.source, order.mapping, order.schema, context.values));
    std::unique_ptr<SourceCheck> check(new SourceCheck(*std::move(feed), context.copies));
    if (!order.rejectsFile.isEmpty()) {
        TRY(rejects, RejectFile::create(order.rejectsFile, check->m_feed->mapping(), context.rejectsProfile));
        check->m_rejects.emplace(*std::move(rejects));
    }
    return check;
}

Result<bool> SourceCheck::step()
{
    Result<void> written;
    const auto more = m_feed->next([this, &written](const CheckedRow &row, const SourceRow &source) {
        m_report.add(row);
        if (m_feed->values())
            m_diff.add(row, *m_feed->values(), m_feed->contact());
        if (m_keepsCopies && row.verdict() == RowVerdict::Send)
            copy(row);
        if (m_rejects && written)
            written = m_rejects->add(row, source);
    });
    if (!more)
        return tl::unexpected(more.error());
    if (!written)
        return tl::unexpected(written.error());
    if (*more)
        return true;
    if (rows() == 0) // nothing fits and nothing does not: that is no result
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("source_no_rows")});
    TRY_VOID(finish());
    return false;
}

void SourceCheck::copy(const CheckedRow &row)
{
    const ContactValues &values = *m_feed->values();
    BackupRecord record;
    record.why = BackupRecord::Why::Enriched;
    record.contactId = row.id();
    for (const CheckedValue &value : row.values()) {
        const ListAttribute &attribute = values.attribute(value.field);
        const std::string name = attribute.name.toStdString();
        appendMember(record.extras, name, values.value(*m_feed->contact(), value.field));
        appendMember(record.newMembers, name, heldValue(*attribute.type, row.text(value)));
    }
    m_copies.push_back(std::move(record));
}

Result<void> SourceCheck::finish()
{
    if (!m_rejects || m_rejects->rows() == 0)
        return {};
    return m_rejects->finish().map([this](const WrittenFile &file) { m_formulaCells = file.formulaCells; });
}

CheckReport SourceCheck::takeReport()
{
    CheckReport report = m_report.take();
    report.lateColumns = m_feed->reader().lateColumns();
    report.sourceDigest = m_feed->reader().digest();
    report.formulaCells = m_formulaCells;
    if (m_feed->values()) {
        m_diff.fields.resize(qsizetype(m_feed->values()->attributeCount()));
        m_diff.isShown = m_feed->values()->areShown();
        report.diff = std::move(m_diff);
    }
    return report;
}

} // namespace muster
