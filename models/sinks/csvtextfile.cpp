// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvtextfile.h"

#include "network/wire/recordpage.h"

namespace muster {

namespace {

constexpr std::size_t bufferBytes = 256 * 1024;

RecordCell cell(RecordPage &page, std::string_view text)
{
    const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(text.size()), RecordCell::Kind::Text};
    page.arena.append(text.data(), qsizetype(text.size()));
    return text.empty() ? RecordCell() : cell;
}

} // namespace

CsvTextFile::CsvTextFile(DurableWriter out, const QStringList &columns)
    : m_out(std::move(out))
    , m_writer(columns, TextProfile::Spreadsheets)
    , m_buffer(bufferBytes)
{
    m_writer.writeHeader(m_buffer);
}

Result<CsvTextFile> CsvTextFile::create(const QString &file, const QStringList &columns)
{
    auto out = DurableWriter::create(file, Existing::Refuse);
    if (!out)
        return failure(out.error());
    return CsvTextFile(*std::move(out), columns);
}

Result<void> CsvTextFile::add(std::string_view id, std::initializer_list<std::string_view> texts)
{
    RecordPage page;
    page.columnCount = texts.size();
    page.ids.push_back(cell(page, id));
    for (const std::string_view text : texts)
        page.cells.push_back(cell(page, text));
    (void)m_writer.writeId(page, 0, m_buffer);
    (void)m_writer.writeRest(page, 0, m_buffer);
    return m_buffer.size() >= bufferBytes / 2 ? flush() : Result<void>();
}

Result<void> CsvTextFile::flush()
{
    const auto written = m_out.append({m_buffer.view().data(), qsizetype(m_buffer.size())});
    m_buffer.cut(0);
    return written ? Result<void>() : failure(written.error());
}

Result<void> CsvTextFile::finish()
{
    return flush().and_then([this] { return m_out.finish(); });
}

} // namespace muster
