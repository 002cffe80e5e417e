// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactreport.h"

#include "models/rules/numbers/numberengine.h"
#include "models/sinks/csvwriter.h"
#include "models/store/durablewriter.h"

#include <algorithm>
#include <span>

namespace muster {
namespace {

constexpr std::size_t columns = 7;
constexpr std::size_t bufferBytes = 512 * 1024;

/// Rows of a chunk as a page, which is what the writer of exports spells.
class ReportPage
{
public:
    explicit ReportPage(const JudgedContacts &list)
        : m_list(list)
        , m_regions(NumberEngine::shared().regions())
    {
    }
    [[nodiscard]] RecordPage make(std::span<const ContactTable::Row> rows) const
    {
        RecordPage page;
        page.columnCount = columns;
        page.ids.reserve(rows.size());
        page.cells.reserve(rows.size() * columns);
        for (const ContactTable::Row row : rows)
            add(page, row);
        return page;
    }

private:
    static RecordCell cell(RecordPage &page, std::string_view text)
    {
        const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
        page.arena.append(text.data(), qsizetype(text.size()));
        return text.empty() ? RecordCell() : cell;
    }
    static RecordCell cell(RecordPage &page, const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        return cell(page, std::string_view(utf8.constData(), std::size_t(utf8.size())));
    }

    void add(RecordPage &page, ContactTable::Row row) const
    {
        const ContactTable::Snapshot &contacts = m_list.contacts();
        const ContactReading reading = m_list.answers->reading(row);
        const ListJudge::Judgement judged = m_list.judgement(row);
        const bool isKnown = reading.valid() && reading.e164 != NumberVerdict::doesNotFit;
        page.ids.push_back(cell(page, contacts.id(row)));
        page.cells.push_back(cell(page, contacts.phone(row)));
        page.cells.push_back(cell(page, isKnown ? unpackE164(reading.e164) : std::string()));
        page.cells.push_back(cell(page, reading.valid() ? m_regions.id(regionOf(reading.code)) : std::string()));
        page.cells.push_back(cell(page, numberTypeName(lineTypeOf(reading.code, reading.facts))));
        page.cells.push_back(cell(page, listVerdictKey(judged.verdict)));
        page.cells.push_back(cell(page, listReasonKeys(judged.reasons).join(QLatin1Char(' '))));
        page.cells.push_back(cell(page, knowledgeSourceKey(knowledgeSourceOf(reading.facts))));
    }

    const JudgedContacts &m_list;
    const RegionList &m_regions;
};

/// The rows of a report, one after the other; nothing is copied but what a scope has to look for.
class ReportRows
{
public:
    using Row = ContactTable::Row;

    ReportRows(const ContactView &view, const ContactReportOrder &order)
        : m_view(view)
        , m_scope(order.scope)
    {
        if (m_scope == ReportScope::Selected) {
            for (const auto &[first, last] : order.selected) {
                for (int place = std::max(first, 0); place <= last && Row(place) < view.size(); ++place)
                    m_rows.push_back(view.rowAt(Row(place)));
            }
        } else if (m_scope == ReportScope::Changes) {
            for (Row row = 0; row < view.list.rowCount(); ++row) {
                const ListVerdict verdict = view.list.judgement(row).verdict;
                if (verdict == ListVerdict::Fix || verdict == ListVerdict::Purge)
                    m_rows.push_back(row);
            }
        }
    }
    [[nodiscard]] std::size_t size() const
    {
        switch (m_scope) {
        case ReportScope::All:
            return m_view.list.rowCount();
        case ReportScope::Shown:
            return m_view.size();
        case ReportScope::Changes:
        case ReportScope::Selected:
            break;
        }
        return m_rows.size();
    }
    [[nodiscard]] Row at(std::size_t place) const
    {
        switch (m_scope) {
        case ReportScope::All:
            return Row(place);
        case ReportScope::Shown:
            return m_view.rowAt(Row(place));
        case ReportScope::Changes:
        case ReportScope::Selected:
            break;
        }
        return m_rows[place];
    }

private:
    const ContactView &m_view;
    const ReportScope m_scope;
    std::vector<Row> m_rows;
};

} // namespace

Result<QString> writeContactReport(const ContactView &view, const ContactReportOrder &order, ReportProgress &progress,
                                   const std::stop_token &stop)
{
    Result<DurableWriter> out = DurableWriter::create(order.file, order.replace ? Existing::Replace : Existing::Refuse);
    if (!out)
        return failure(out.error());
    const CsvWriter writer({QStringLiteral("original"), QStringLiteral("e164"), QStringLiteral("region"),
                            QStringLiteral("lineType"), QStringLiteral("verdict"), QStringLiteral("reasons"),
                            QStringLiteral("source")},
                           order.profile);
    const ReportRows rows(view, order);
    progress.total = qint64(rows.size());
    ByteBuffer buffer(bufferBytes);
    writer.writeHeader(buffer);
    constexpr std::size_t step = 1'024;
    std::vector<ContactTable::Row> some;
    // Without any rows the header is still written.
    for (std::size_t first = 0; first < rows.size() || first == 0; first += step) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        some.clear();
        for (std::size_t place = first; place < std::min(first + step, rows.size()); ++place)
            some.push_back(rows.at(place));
        if (!some.empty()) {
            const RecordPage page = ReportPage(view.list).make(some);
            for (std::size_t row = 0; row < page.rowCount(); ++row) {
                (void)writer.writeId(page, row, buffer);
                (void)writer.writeRest(page, row, buffer);
            }
        }
        if (const auto written = out->append({buffer.view().data(), qsizetype(buffer.size())}); !written)
            return failure(written.error());
        buffer.cut(0);
        progress.rows = qint64(std::min(first + step, rows.size()));
    }
    if (const auto finished = out->finish(); !finished)
        return failure(finished.error());
    return order.file;
}

} // namespace muster
