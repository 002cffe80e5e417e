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

} // namespace muster
