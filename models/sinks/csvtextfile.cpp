// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvtextfile.h"

namespace muster {

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
