// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/recordwriter.h"

#include "models/rules/spreadsheetcells.h"

#include <array>
#include <cstddef>

namespace muster {

namespace {

namespace cellscan {

/// Sixteen bytes at once, in clang's vector notation: one instruction a line on every processor we build for.
using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Mask = char __attribute__((ext_vector_type(16)));

/// What makes a CSV cell worth a second look: characters to quote for (RFC 4180) and separators behind which a
/// spreadsheet with other settings would begin a cell (S21).
struct CsvText
{
    static Mask special(Bytes b)
    {
        return (b == '"') | (b == ',') | (b == '\r') | (b == '\n') | (b == ';') | (b == '\t') | (b == '|');
    }
};

/// What a JSON string escapes (RFC 8259 section 7), and the same separators, because hazards are counted there too.
struct JsonText
{
    static Mask special(Bytes b)
    {
        return (b == '"') | (b == '\\') | (b < 0x20) | (b == ',') | (b == ';') | (b == '|');
    }
};

/// What the first byte of a cell tells.
enum class First : unsigned char {
    Plain, ///< No hazard as long as nothing in the cell is special.
    Digit, ///< A number, perhaps one that a spreadsheet damages.
    Odd, ///< To be looked at.
};

constexpr std::array<First, 256> firstBytes = [] {
    std::array<First, 256> table = {};
    for (std::size_t c = 0; c <= 0x20; ++c)
        table[c] = First::Odd;
    for (const unsigned char c : {'=', '+', '-', '@', ',', ';', '|', '"', '\'', '\x7F'})
        table[c] = First::Odd;
    for (const std::size_t c : {0xC2, 0xE2, 0xE3, 0xEF}) // no-break and other spaces, full-width forms
        table[c] = First::Odd;
    for (std::size_t c = '0'; c <= '9'; ++c)
        table[c] = First::Digit;
    return table;
}();

/// For a cell that begins with a digit and holds nothing special: whether it is a hazard can only lie in its length or
/// in a leading zero.
[[nodiscard]] bool isShortNumber(std::string_view text)
{
    return text.size() <= 15 && !(text[0] == '0' && text.size() > 1 && text[1] >= '0' && text[1] <= '9');
}

/// What a copied cell holds that matters.
struct Found
{
    bool special = false; ///< As `Set::special` says.
    bool exponent = false; ///< An `e`, which makes digits a number that a spreadsheet rounds.
};

/// Copies `length` bytes and tells what they hold. Writes up to 15 bytes more than `length` behind `to`, and reads as
/// far behind `from` as `readable` allows.
template <typename Set>
[[nodiscard]] Found copy(const char *from, std::size_t length, const char *readable, char *to)
{
    Mask special = 0;
    Mask exponent = 0;
    std::size_t i = 0;
    for (; i + 16 <= length; i += 16) {
        Bytes block;
        std::memcpy(&block, from + i, 16);
        std::memcpy(to + i, &block, 16);
        special |= Set::special(block);
        exponent |= (block | 0x20) == 'e';
    }
    if (const std::size_t rest = length - i; rest != 0) {
        Bytes block = 0;
        if (readable - (from + i) >= 16) [[likely]]
            std::memcpy(&block, from + i, 16);
        else
            std::memcpy(&block, from + i, rest);
        std::memcpy(to + i, &block, 16);
        constexpr Bytes place = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        const Mask inside = place < static_cast<unsigned char>(rest);
        special |= Set::special(block) & inside;
        exponent |= ((block | 0x20) == 'e') & inside;
    }
    return {__builtin_reduce_or(special) != 0, __builtin_reduce_or(exponent) != 0};
}

/// What a cell that was copied still needs.
enum class Need {
    Nothing, ///< All is plain: nothing to quote or escape, no hazard.
    LookAtStart, ///< Nothing to quote or escape, so it is there as it must be, but its start may be a hazard.
    Everything, ///< To be quoted or escaped, and a hazard may be anywhere.
};

/// Copies a cell that is not empty as copy() does.
template <typename Set>
[[nodiscard]] Need copyCell(std::string_view cell, const char *readable, char *to)
{
    const First first = firstBytes[static_cast<unsigned char>(cell.front())];
    const Found found = copy<Set>(cell.data(), cell.size(), readable, to);
    if (found.special)
        return Need::Everything;
    const bool plain = first == First::Digit ? !found.exponent && isShortNumber(cell) : first == First::Plain;
    return plain ? Need::Nothing : Need::LookAtStart;
}

} // namespace cellscan

} // namespace

std::unique_ptr<RecordWriter> RecordWriter::forOrder(const ExportOrder &order)
{
    if (rowFormat(order.format) == FileFormat::Csv)
        return std::make_unique<CsvWriter>(order.query.attributes, order.textProfile, order.byteOrderMark);
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

CsvWriter::CsvWriter(QStringList attributes, TextProfile profile, bool byteOrderMark)
    : m_attributes(std::move(attributes))
    , m_guard(profile == TextProfile::Spreadsheets)
    , m_byteOrderMark(byteOrderMark)
{
}

void CsvWriter::writeHeader(ByteBuffer &out) const
{
    if (m_byteOrderMark)
        out.append("\xEF\xBB\xBF");
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
