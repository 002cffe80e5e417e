// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvwriter.h"

#include "models/rules/spreadsheetcells.h"
#include "models/sinks/cellscan.h"

namespace muster {

namespace {

void writeQuoted(std::string_view text, ByteBuffer &out)
{
    out.append('"');
    for (;;) {
        const std::size_t quote = text.find('"');
        if (quote == std::string_view::npos)
            break;
        out.append(text.substr(0, quote + 1));
        out.append('"');
        text.remove_prefix(quote + 1);
    }
    out.append(text);
    out.append('"');
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
    bool special = false;
    if (cellscan::copyPlain<cellscan::CsvText, cellscan::CsvDigits>(text, readable, to, special)) [[likely]] {
        out.advance(text.size());
        return 0;
    }
    return writeOddCell(text, special, out);
}

int CsvWriter::writeOddCell(std::string_view text, bool special, ByteBuffer &out) const
{
    const bool hazard = special ? isSpreadsheetHazard(text) : isHazardAtStart(text);
    std::string guarded;
    // Not only hazards: apostrophes that could be mistaken for guards get one as well.
    if (m_guard) {
        guarded = guardCell(text);
        text = guarded;
    }
    if (text.find_first_of("\",\r\n") != std::string_view::npos)
        writeQuoted(text, out);
    else
        out.append(text);
    return hazard ? 1 : 0;
}

} // namespace muster
