// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvwriter.h"

#include "models/rules/spreadsheetcells.h"
#include "models/sinks/cellscan.h"

namespace muster {

namespace {

void writeQuoted(std::string_view text, ByteBuffer &out)
{
    char *const begin = out.room(2 * text.size() + 2);
    char *to = begin;
    *to++ = '"';
    for (const char c : text) {
        *to++ = c;
        if (c == '"')
            *to++ = c;
    }
    *to++ = '"';
    out.advance(std::size_t(to - begin));
}

/// RFC 4180 section 2, rule 6; and a cell stays one cell where a spreadsheet is set to another separator.
bool mustQuote(std::string_view text)
{
    return text.find_first_of(",\"\r\n;|\t") != text.npos;
}

} // namespace

CsvWriter::CsvWriter(QStringList attributes, TextProfile profile)
    : m_attributes(std::move(attributes))
    , m_guard(profile == TextProfile::Spreadsheets)
{
}

void CsvWriter::writeHeader(ByteBuffer &out) const
{
    out.append("contactId");
    for (const QString &attribute : m_attributes) {
        const QByteArray name = attribute.toUtf8();
        out.append(',');
        (void)writeCell({name.constData(), std::size_t(name.size())}, name.constEnd(), out);
    }
    out.append("\r\n");
}

int CsvWriter::writeId(const RecordPage &page, std::size_t row, ByteBuffer &out) const
{
    return writeCell(page.id(row), page.arena.constEnd(), out);
}

int CsvWriter::writeRest(const RecordPage &page, std::size_t row, ByteBuffer &out) const
{
    const char *readable = page.arena.constEnd();
    int hazards = 0;
    for (std::size_t column = 0; column < page.columnCount; ++column) {
        out.append(',');
        const RecordCell &cell = page.cell(row, column);
        if (cell.kind == RecordCell::Kind::Absent)
            continue;
        const std::string_view text = page.text(cell);
        if (cell.kind == RecordCell::Kind::Json && text == "null")
            continue;
        hazards += writeCell(text, readable, out);
    }
    out.append("\r\n");
    return hazards;
}

int CsvWriter::writeCell(std::string_view text, const char *readable, ByteBuffer &out) const
{
    if (text.empty()) {
        out.append("\"\"");
        return 0;
    }
    char *to = out.room(text.size() + 16);
    const cellscan::Need need = cellscan::copyCell<cellscan::CsvText>(text, readable, to);
    if (need == cellscan::Need::Nothing) [[likely]] {
        out.advance(text.size());
        return 0;
    }
    const bool hazard = need == cellscan::Need::Everything ? isSpreadsheetHazard(text) : isHazardAtStart(text);
    if (need == cellscan::Need::LookAtStart && !m_guard)
        out.advance(text.size());
    else
        writeOddCell(text, out);
    return hazard ? 1 : 0;
}

void CsvWriter::writeOddCell(std::string_view text, ByteBuffer &out) const
{
    std::string guarded;
    // Not only hazards: apostrophes that could be mistaken for guards get one as well.
    if (m_guard) {
        guarded = guardCell(text);
        text = guarded;
    }
    if (mustQuote(text))
        writeQuoted(text, out);
    else
        out.append(text);
}

} // namespace muster
