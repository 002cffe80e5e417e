// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvrows.h"

#include "models/rules/spreadsheetcells.h"

#include <utility>

namespace muster {

namespace {
constexpr std::size_t bufferBytes = 64 * 1024;
}

CsvRows::CsvRows(TextProfile profile)
    : m_writer({}, profile)
    , m_buffer(bufferBytes)
{
}

void CsvRows::cell(std::string_view text)
{
    if (!std::exchange(m_atStart, false))
        m_buffer.append(',');
    if (!text.empty())
        m_formulaCells += m_writer.writeCell(text, text.data() + text.size(), m_buffer);
}

void CsvRows::cell(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    cell(std::string_view(utf8.constData(), std::size_t(utf8.size())));
}

void CsvRows::endRow()
{
    m_buffer.append("\r\n");
    m_atStart = true;
}

void CsvRows::row(std::initializer_list<std::string_view> cells)
{
    for (const std::string_view text : cells)
        cell(text);
    endRow();
}

void CsvRows::row(const QStringList &cells)
{
    for (const QString &text : cells)
        cell(text);
    endRow();
}

QByteArray CsvRows::take()
{
    const QByteArray bytes(m_buffer.view().data(), qsizetype(m_buffer.size()));
    m_buffer.cut(0);
    return bytes;
}

namespace {
constexpr std::size_t blockBytes = 128 * 1024;
}

CsvTextFile::CsvTextFile(QString file, DurableWriter out, TextProfile profile)
    : m_file(std::move(file))
    , m_profile(profile)
    , m_out(std::move(out))
    , m_rows(profile)
{
}

Result<CsvTextFile> CsvTextFile::create(const QString &file, const QStringList &columns, TextProfile profile,
                                        Existing existing)
{
    TRY(out, DurableWriter::create(file, existing));
    CsvTextFile csv(file, *std::move(out), profile);
    csv.m_rows.row(columns);
    return csv;
}

Result<void> CsvTextFile::endRow()
{
    m_rows.endRow();
    return m_rows.size() >= blockBytes ? flush() : Result<void>();
}

Result<void> CsvTextFile::add(std::initializer_list<std::string_view> cells)
{
    for (const std::string_view text : cells)
        m_rows.cell(text);
    return endRow();
}

Result<void> CsvTextFile::flush()
{
    return m_out.append(m_rows.take());
}

Result<WrittenFile> CsvTextFile::finish()
{
    return flush().and_then([this] { return m_out.finish(); }).map([this] {
        return WrittenFile{m_file, m_profile, m_rows.formulaCells()};
    });
}

CsvReader::CsvReader(QByteArrayView bytes, TextProfile profile)
    : m_bytes(bytes)
    , m_profile(profile)
{
}

Result<std::optional<std::vector<CsvReader::Cell>>> CsvReader::next()
{
    if (atEnd())
        return std::nullopt;
    ++m_row;
    std::vector<Cell> row;
    for (;;) {
        if (row.size() == maxColumns)
            return wrong(QStringLiteral("too_many_columns"), qsizetype(row.size()));
        TRY(value, cell(qsizetype(row.size()) + 1));
        row.push_back(std::move(*value));
        if (!atEnd() && current() == ',') {
            ++m_next;
            continue;
        }
        m_next += lineEnd();
        return row;
    }
}

Result<CsvReader::Cell> CsvReader::cell(qsizetype column)
{
    std::string text;
    if (!atEnd() && current() == '"') {
        TRY(inside, quoted(column));
        text = std::move(*inside);
        if (!atEnd() && current() != ',' && lineEnd() == 0)
            return wrong(QStringLiteral("text_behind_quote"), column);
    } else {
        const qsizetype start = m_next;
        while (!atEnd() && current() != ',' && lineEnd() == 0) {
            if (current() == '"')
                return wrong(QStringLiteral("quote_in_text"), column);
            ++m_next;
        }
        if (m_next == start)
            return Cell();
        if (m_next - start > maxCellBytes)
            return wrong(QStringLiteral("cell_too_long"), column);
        text.assign(m_bytes.data() + start, std::size_t(m_next - start));
    }
    return m_profile == TextProfile::Spreadsheets ? Cell(unguardCell(text)) : Cell(std::move(text));
}

Result<std::string> CsvReader::quoted(qsizetype column)
{
    std::string text;
    for (++m_next; !atEnd(); ++m_next) {
        if (current() == '"') {
            ++m_next;
            if (atEnd() || current() != '"')
                return text;
        }
        if (qsizetype(text.size()) == maxCellBytes)
            return wrong(QStringLiteral("cell_too_long"), column);
        text += current();
    }
    return wrong(QStringLiteral("quote_open"), column);
}

qsizetype CsvReader::lineEnd() const
{
    if (atEnd())
        return 0;
    if (current() == '\n')
        return 1;
    return current() == '\r' && m_next + 1 < m_bytes.size() && m_bytes[m_next + 1] == '\n' ? 2 : 0;
}

tl::unexpected<ApiError> CsvReader::wrong(const QString &code, qsizetype column) const
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = code,
                    .subject = QString::number(m_row) + u':' + QString::number(column)});
}

} // namespace muster
