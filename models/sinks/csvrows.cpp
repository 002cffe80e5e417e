// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvrows.h"

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

} // namespace muster
