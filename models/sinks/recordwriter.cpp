// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/recordwriter.h"

#include "models/rules/spreadsheetcells.h"
#include "models/sinks/cellscan.h"

namespace muster {

std::unique_ptr<RecordWriter> RecordWriter::forOrder(const ExportOrder &order)
{
    if (order.format == FileFormat::Csv)
        return std::make_unique<CsvWriter>(order.query.attributes, order.textProfile);
    return std::make_unique<JsonLinesWriter>(order.query.attributes);
}

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

namespace {

void writeEscaped(std::string_view text, ByteBuffer &out)
{
    static constexpr char digits[] = "0123456789abcdef";
    for (const char c : text) {
        switch (c) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out.append("\\u00");
                out.append(digits[c >> 4]);
                out.append(digits[c & 15]);
            } else {
                out.append(c);
            }
        }
    }
}

/// Returns 1 for text that would be a hazard in a cell (S21).
int writeString(std::string_view text, const char *readable, ByteBuffer &out)
{
    char *to = out.room(text.size() + 18);
    *to = '"';
    const auto need
        = text.empty() ? cellscan::Need::Nothing : cellscan::copyCell<cellscan::JsonText>(text, readable, to + 1);
    if (need != cellscan::Need::Everything) [[likely]] {
        to[text.size() + 1] = '"';
        out.advance(text.size() + 2);
        return need == cellscan::Need::LookAtStart && isHazardAtStart(text) ? 1 : 0;
    }
    out.append('"');
    writeEscaped(text, out);
    out.append('"');
    return isSpreadsheetHazard(text) ? 1 : 0;
}

/// JSON as it came. A line break can only stand between tokens there, where a space means the same.
void writeJson(std::string_view json, ByteBuffer &out)
{
    char *to = out.room(json.size());
    for (const char c : json)
        *to++ = c == '\n' || c == '\r' ? ' ' : c;
    out.advance(json.size());
}

} // namespace

JsonLinesWriter::JsonLinesWriter(const QStringList &attributes)
{
    for (const QString &attribute : attributes) {
        const QByteArray name = attribute.toUtf8();
        ByteBuffer quoted(std::size_t(name.size()) + 32);
        (void)writeString({name.constData(), std::size_t(name.size())}, name.constEnd(), quoted);
        quoted.append(':');
        m_names.emplace_back(quoted.view());
    }
}

void JsonLinesWriter::writeHeader(ByteBuffer &) const { }

int JsonLinesWriter::writeId(const RecordPage &page, std::size_t row, ByteBuffer &out) const
{
    out.append("{\"contactId\":");
    return writeString(page.id(row), page.arena.constEnd(), out);
}

int JsonLinesWriter::writeRest(const RecordPage &page, std::size_t row, ByteBuffer &out) const
{
    out.append(",\"attributes\":{");
    int hazards = 0;
    bool first = true;
    for (std::size_t column = 0; column < page.columnCount; ++column) {
        const RecordCell &cell = page.cell(row, column);
        if (cell.kind == RecordCell::Kind::Absent)
            continue;
        if (!first)
            out.append(',');
        first = false;
        out.append(m_names[column]);
        const std::string_view text = page.text(cell);
        if (cell.kind == RecordCell::Kind::Text) {
            hazards += writeString(text, page.arena.constEnd(), out);
            continue;
        }
        writeJson(text, out);
        if (text != "null")
            hazards += isSpreadsheetHazard(text) ? 1 : 0;
    }
    if (const std::string_view extras = page.extras(row); !extras.empty()) {
        out.append("},\"extras\":{");
        writeJson(extras, out);
    }
    out.append("}}\n");
    return hazards;
}

void JsonLinesWriter::writeExtras(const RecordPage &page, std::size_t row, ByteBuffer &out)
{
    out.append("\"contactId\":");
    (void)writeString(page.id(row), page.arena.constEnd(), out);
    out.append(",\"extras\":{");
    writeJson(page.extras(row), out);
    out.append("}}\n");
}

} // namespace muster
