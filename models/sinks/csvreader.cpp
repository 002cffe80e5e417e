// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvreader.h"

#include "models/rules/spreadsheetcells.h"

namespace muster {

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
