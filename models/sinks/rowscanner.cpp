// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/rowscanner.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qint64 pieceBytes = 1024 * 1024;

/// Behind the closing quote of a text that is quoted as CSV (doubled quotes) or JSON (backslashes); npos: not closed.
std::size_t behindQuoted(std::string_view text, FileFormat format)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (format == FileFormat::JsonLines && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            if (format == FileFormat::Csv && i + 1 < text.size() && text[i + 1] == '"')
                ++i;
            else
                return i + 1;
        }
    }
    return std::string_view::npos;
}

} // namespace

RowScanner::RowScanner(const PosixFile &file, FileFormat format, qint64 end)
    : m_file(file)
    , m_format(format)
    , m_end(end)
{
}

std::size_t RowScanner::rowLength(std::string_view bytes, FileFormat format)
{
    // JSON writes line breaks in texts as \n; in CSV they may stand between quotes.
    std::size_t searched = 0;
    bool quoted = false;
    for (;;) {
        const std::size_t end = bytes.find('\n', searched);
        if (end == std::string_view::npos)
            return 0;
        if (format == FileFormat::Csv) {
            const auto line = bytes.substr(searched, end - searched);
            quoted = quoted != (std::count(line.begin(), line.end(), '"') % 2 == 1);
        }
        if (!quoted)
            return end + 1;
        searched = end + 1;
    }
}

std::string_view RowScanner::keyOf(std::string_view row, FileFormat format)
{
    std::size_t start = 0;
    if (format == FileFormat::JsonLines) {
        start = row.find(':');
        if (start == std::string_view::npos)
            return {};
        ++start;
    }
    if (start >= row.size() || row[start] != '"')
        return row.substr(0, std::min(row.find(','), row.size()));
    const std::size_t end = behindQuoted(row.substr(start), format);
    return end == std::string_view::npos ? std::string_view() : row.substr(0, start + end);
}

Result<RowScanner::Row> RowScanner::next()
{
    for (;;) {
        const std::string_view rest(m_bytes.constData() + m_next, std::size_t(m_bytes.size() - m_next));
        if (const std::size_t length = rowLength(rest, m_format); length > 0) {
            const Row row{m_loaded - qint64(rest.size()), rest.substr(0, length)};
            m_next += qsizetype(length);
            return row;
        }
        if (m_loaded >= m_end && rest.empty())
            return Row{m_end, {}};
        if (m_loaded >= m_end || m_bytes.size() - m_next > maxRowBytes)
            return failure(ErrorKind::Damaged, "row_not_whole", m_file.path());
        // Rows longer than a piece are searched again from their start; twice the piece each time keeps that linear.
        const qint64 want = std::min(std::max(pieceBytes, qint64(rest.size())), m_end - m_loaded);
        TRY(piece, m_file.pread(m_loaded, want));
        if (piece->size() < want)
            return failure(ErrorKind::Damaged, "file_too_short", m_file.path());
        m_bytes.remove(0, m_next);
        m_next = 0;
        m_bytes += *piece;
        m_loaded += want;
    }
}

} // namespace muster
