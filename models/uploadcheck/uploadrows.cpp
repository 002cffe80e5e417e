// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadrows.h"

#include <algorithm>

namespace muster {

qint64 charactersOf(std::string_view utf8)
{
    qint64 units = 0;
    for (const char byte : utf8) {
        const auto c = static_cast<unsigned char>(byte);
        units += (c & 0xC0) != 0x80 ? 1 : 0;
        units += c >= 0xF0 ? 1 : 0; // a pair of surrogates
    }
    return units;
}

UploadRows::UploadRows(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits)
    : m_text(std::move(device), format.encoding)
    , m_splitter(format.separator, limits)
{
}

Result<void> UploadRows::readMore()
{
    m_pending.erase(m_pending.begin(), m_pending.begin() + std::ptrdiff_t(m_at));
    m_at = 0;
    TRY(more, m_text.append(m_pending));
    m_isLast = !*more || m_text.atDamage();
    return {};
}

UploadFinding UploadRows::faultOf(RowSplitter::Fault fault) const
{
    using Fault = RowSplitter::Fault;
    const UploadRule rule = fault == Fault::QuoteOpen ? UploadRule::QuoteOpen
        : fault == Fault::TextBehindQuote             ? UploadRule::TextBehindQuote
        : fault == Fault::Nul                         ? UploadRule::Nul
                                                      : UploadRule::TooLarge;
    return {.row = m_row + 1, .column = qint32(m_splitter.column()), .rule = rule};
}

void UploadRows::take(Row &row)
{
    const std::size_t consumed = m_splitter.consumed();
    std::string_view raw(m_pending.data() + m_at, consumed);
    row.end = LineEnd::None;
    // A last row without an end may close with a quote or a letter, never with one of these.
    if (raw.ends_with('\n'))
        row.end = raw.size() > 1 && raw[raw.size() - 2] == '\r' ? LineEnd::CrLf : LineEnd::Lf;
    else if (raw.ends_with('\r'))
        row.end = LineEnd::Cr;
    raw.remove_suffix(row.end == LineEnd::None ? 0 : row.end == LineEnd::CrLf ? 2 : 1);
    row.characters = charactersOf(raw);
    row.number = ++m_row;
    m_splitter.unquote();
    row.cells = m_splitter.cells();
    row.isEmpty = std::ranges::all_of(row.cells, &std::string_view::empty);
    m_at += consumed;
}

Result<bool> UploadRows::next(Row &row)
{
    if (m_fault)
        return false;
    for (;;) {
        const bool isLast = m_isLast && !m_text.atDamage();
        switch (m_splitter.next(m_pending.data() + m_at, m_pending.data() + m_pending.size(), isLast)) {
        case RowSplitter::Step::Row:
            take(row);
            return true;
        case RowSplitter::Step::End:
            return false;
        case RowSplitter::Step::Wrong:
            m_fault = faultOf(m_splitter.fault());
            return false;
        case RowSplitter::Step::More:
            if (m_isLast) {
                m_fault = {.row = m_row + 1, .column = qint32(m_splitter.column()), .rule = UploadRule::NotText};
                return false;
            }
            TRY_VOID(readMore());
        }
    }
}

} // namespace muster
