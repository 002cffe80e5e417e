// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactreport.h"

#include "models/rules/numbers/numberengine.h"
#include "models/sinks/csvwriter.h"
#include "models/store/durablewriter.h"

#include <algorithm>

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
    [[nodiscard]] RecordPage make(ContactTable::Row first, std::uint32_t rows) const
    {
        RecordPage page;
        page.columnCount = columns;
        page.ids.reserve(rows);
        page.cells.reserve(rows * columns);
        for (ContactTable::Row row = first; row < first + rows; ++row)
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

} // namespace

Result<QString> writeContactReport(const JudgedContacts &list, const QString &file, TextProfile profile,
                                   const std::stop_token &stop)
{
    Result<DurableWriter> out = DurableWriter::create(file, Existing::Refuse);
    if (!out)
        return failure(out.error());
    const CsvWriter writer({QStringLiteral("original"), QStringLiteral("e164"), QStringLiteral("region"),
                            QStringLiteral("lineType"), QStringLiteral("verdict"), QStringLiteral("reasons"),
                            QStringLiteral("source")},
                           profile);
    ByteBuffer buffer(bufferBytes);
    writer.writeHeader(buffer);
    constexpr std::uint32_t step = 1'024;
    const ReportPage pages(list);
    for (ContactTable::Row first = 0; first < list.rowCount(); first += step) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        const RecordPage page = pages.make(first, std::min(step, list.rowCount() - first));
        for (std::size_t row = 0; row < page.rowCount(); ++row) {
            (void)writer.writeId(page, row, buffer);
            (void)writer.writeRest(page, row, buffer);
        }
        if (const auto written = out->append({buffer.view().data(), qsizetype(buffer.size())}); !written)
            return failure(written.error());
        buffer.cut(0);
    }
    if (const auto written = out->append({buffer.view().data(), qsizetype(buffer.size())}); !written)
        return failure(written.error());
    if (const auto finished = out->finish(); !finished)
        return failure(finished.error());
    return file;
}

} // namespace muster
