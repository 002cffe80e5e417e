// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichfindings.h"

#include <QStringList>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What is known of a source of rows before the first one is read. Rules know nothing of files.
struct SourceShape
{
    QStringList columns; ///< Names as in the header, in the source's order; without a header the reader invents them.
    bool operator==(const SourceShape &) const = default;
};

/// One row: a cell a column of the shape, valid UTF-8. A row with fewer cells lacks the last ones, which count as
/// empty. The bytes belong to the reader and live as long as the row is looked at.
struct SourceRow
{
    std::span<const std::string_view> cells;
    qint64 number = 0; ///< As a person counts in the source, from 1; the header is row 1 where there is one.

    /// Empty where the row lacks it.
    [[nodiscard]] std::string_view cell(std::size_t column) const
    {
        return column < cells.size() ? cells[column] : std::string_view();
    }
};

/// What becomes of a row; every row has exactly one.
enum class RowVerdict : std::uint8_t {
    Send,
    NothingToSend, ///< Good, but nothing is left of it: a contact without attributes is not sent (contract section 4).
    Skipped, ///< An empty cell whose field says so.
    Outdated, ///< A newer row of the same contact counts, whatever becomes of that one (RecencyRule).
    Rejected, ///< There are findings that are about more than a cell left out.
};
/// What became of a field's cell.
enum class CellFate : std::uint8_t {
    Kept,
    Empty,
    Guarded,
    Refused,
    LeftOut, ///< Does not fit and is left out, by the field's rule (InvalidCell::LeaveOut).
    Held, ///< Good, but the contact has a value that the field's rule does not let it write over, see FieldWrite.
};

/// A value as it is sent.
struct CheckedValue
{
    std::uint32_t field = 0; ///< In the mapping.
    std::uint32_t attribute = 0; ///< In the schema.
    std::uint32_t offset = 0, length = 0; ///< See CheckedRow::text().
};

struct RowFinding
{
    static constexpr std::uint32_t noField = ~std::uint32_t(0); ///< It is about the contact id.
    EnrichRule rule = EnrichRule::IdMissing;
    std::uint32_t field = noField; ///< In the mapping.
    std::uint32_t column = 0; ///< In the source.
    std::uint32_t offset = 0, length = 0; ///< The cell, at most maxShown bytes of it; see CheckedRow::text().
    bool isLeftOut = false; ///< Only the cell is; it does not reject the row.
};

/// A row after its check. Filled by RowChecker again and again, so that its memory is reused. Holds cells of persons:
/// nothing of it belongs in a log or in the audit file.
class CheckedRow
{
public:
    static constexpr std::size_t maxShown = 80; ///< Bytes of a cell in a finding.

    [[nodiscard]] qint64 number() const { return m_number; } ///< SourceRow::number
    [[nodiscard]] RowVerdict verdict() const { return m_verdict; }
    /// Of the contact. Without white space around it; empty unless it is usable. Where contacts are matched by an
    /// attribute, of the contact that was found.
    [[nodiscard]] std::string_view id() const { return std::string_view(m_arena).substr(m_idOffset, m_idLength); }
    /// What the contact is looked for by where that is not its id: canonical (see ValueForm); empty: there is none.
    [[nodiscard]] std::string_view matchValue() const { return {m_arena.data(), m_matchLength}; }
    [[nodiscard]] bool hasUsableId() const { return m_idLength > 0; }
    /// In the order of the mapping's fields. Also of rows that are not sent; such rows have to be left out by
    /// verdict().
    [[nodiscard]] const std::vector<CheckedValue> &values() const { return m_values; }
    [[nodiscard]] const std::vector<RowFinding> &findings() const { return m_findings; }
    [[nodiscard]] const std::vector<CellFate> &fates() const { return m_fates; } ///< One a field of the mapping.
    template <typename Part>
    [[nodiscard]] std::string_view text(const Part &part) const
    {
        return std::string_view(m_arena).substr(part.offset, part.length);
    }

    /// The contact that matchValue() is of.
    void setContact(std::string_view id);
    /// A judgement that takes more than the row: IdDuplicate, NotInList, NoMatch, SeveralMatches, UndatedRow. The row
    /// is Rejected. `cell`: what is shown of it.
    void refuse(EnrichRule rule, std::uint32_t column, std::string_view cell);
    /// The same: a newer row of that contact counts. What was found in this one does not matter.
    void outdate();
    /// The same: the contact has a value of its own in that field, which stays. Its value here goes, and with the last
    /// one the row has nothing to send.
    void leave(std::uint32_t field);

private:
    friend class RowChecker;
    void clear(qint64 number);
    void add(EnrichRule rule, std::uint32_t field, std::uint32_t column, std::string_view cell, bool isLeftOut = false);

    qint64 m_number = 0;
    RowVerdict m_verdict = RowVerdict::NothingToSend;
    std::size_t m_idOffset = 0, m_idLength = 0;
    std::size_t m_matchLength = 0;
    std::string m_arena; ///< First what stands in the id column.
    std::vector<CheckedValue> m_values;
    std::vector<RowFinding> m_findings;
    std::vector<CellFate> m_fates;
};

} // namespace muster
