// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contacttable.h"
#include "models/rules/criteria/criteriafield.h"
#include "models/rules/exactdecimal.h"
#include "network/wire/result.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What is known of a condition or group for one contact (Kleene's three values). In this order: of all members a group
/// has the smallest, of any of them the largest.
enum class Truth : std::uint8_t { False, Unknown, True };

/// One condition, made ready to be asked of cells. The contract says what the operators of segments mean (section 3);
/// for audiences it is silent, so these rules are our assumption and stand in resources/decisions/audience-estimate.md:
///
/// - An empty cell (absent, null or empty) matches not_equals and nothing else.
/// - Text is compared byte by byte in UTF-8: letter case, accents and white space count.
/// - A number is compared with cells that are numbers, exactly, whatever their spelling: 1.5 equals 1.50. A text that
///   spells a number counts as one in a field of numbers, and for greater_than and less_than in any.
/// - A text that begins with a day is ordered among cells that do so (days, and times behind a T), as text.
/// - Yes or no equals the words "true" and "false".
/// - Everything else is not known: greater_than a word, or of a cell that is neither number nor day where one is
///   needed; contains or starts_with a number or yes and no.
///
/// Immutable; any thread; judging allocates nothing.
class ConditionTest
{
public:
    enum class Kind {
        Open, ///< Not known for any cell that is not empty.
        SameText,
        Part,
        Start,
        Number,
        Day,
    };

    /// `type`: of the field's cells.
    ConditionTest(const CriteriaCondition &condition, CriteriaFieldType type);
    ConditionTest(const ConditionTest &) = delete; // the number looks into the text
    ConditionTest &operator=(const ConditionTest &) = delete;

    /// An empty cell is a missing one.
    [[nodiscard]] Truth judge(std::string_view cell) const;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] CriteriaOperator op() const { return m_op; }
    [[nodiscard]] const std::string &text() const { return m_text; } ///< The value in UTF-8, as it is spelled.
    [[nodiscard]] const std::optional<ExactDecimal> &number() const { return m_number; } ///< With Kind::Number.

private:
    void choose(const CriteriaCondition &condition, CriteriaFieldType type);
    [[nodiscard]] Truth judgeNumber(std::string_view cell) const;
    [[nodiscard]] Truth judgeDay(std::string_view cell) const;
    [[nodiscard]] bool isOrdering() const
    {
        return m_op == CriteriaOperator::GreaterThan || m_op == CriteriaOperator::LessThan;
    }
    [[nodiscard]] Truth ordered(std::strong_ordering cellToValue) const;

    CriteriaOperator m_op;
    Kind m_kind = Kind::Open;
    std::string m_text;
    std::optional<ExactDecimal> m_number;
};

/// YYYY-MM-DD, a day of the calendar from year 1 to 9999, and nothing behind it.
[[nodiscard]] bool isDay(std::string_view text);
/// The same, or with a T and anything behind it.
[[nodiscard]] bool beginsWithDay(std::string_view text);

/// The cells of one field of one chunk, and what they are as numbers.
struct FieldChunk
{
    TextColumn cells;
    /// Of a field of numbers or days: one of every text of `cells` (not of every row), NaN for the empty one. Numbers
    /// as ExactDecimal::nearest(), days as 20260131.
    std::shared_ptr<const double[]> keys;
};

/// A field of the contacts at hand.
struct ContactField
{
    QString name;
    /// What all cells that are not empty are: numbers as ExactDecimal reads them, days as YYYY-MM-DD, the words "true"
    /// and "false"; Text when they are nothing else, and while none is filled.
    CriteriaFieldType type = CriteriaFieldType::Text;
    qint64 filled = 0; ///< Cells that are not empty.
    bool isShort = true; ///< All numbers are ExactDecimal::isShort().
    std::vector<FieldChunk> chunks;
};

/// The contacts that criteria are tried on: a row a contact, a column a field, in chunks of ContactChunk::capacity
/// rows. All chunks but the last are full. Immutable; shared between threads. Cells of persons: never for a log.
class ContactColumns
{
public:
    static constexpr std::uint32_t chunkRows = ContactChunk::capacity;

    /// A contact list that is open: its chunks are shared, not copied. Blocks for some milliseconds a hundred thousand.
    /// `idName`, `phoneName`: what the two columns that have no name in the table are called as fields; a member of
    /// that very name stands behind them and is left out. nullptr after a stop.
    [[nodiscard]] static std::shared_ptr<const ContactColumns> fromTable(const ContactTable::Snapshot &table,
                                                                         const QString &idName,
                                                                         const QString &phoneName,
                                                                         const std::stop_token &stop);

    [[nodiscard]] std::uint32_t rowCount() const { return m_rows; }
    [[nodiscard]] std::size_t chunkCount() const { return (m_rows + chunkRows - 1) / chunkRows; }
    [[nodiscard]] std::uint32_t rowsIn(std::size_t chunk) const
    {
        return std::min(chunkRows, m_rows - std::uint32_t(chunk) * chunkRows);
    }
    [[nodiscard]] int fieldCount() const { return int(m_fields.size()); }
    [[nodiscard]] const ContactField &field(int index) const { return m_fields[std::size_t(index)]; }
    [[nodiscard]] int indexOf(const QString &name) const { return m_places.value(name, -1); } ///< -1: there is none.
    /// Empty: the contact lacks the field.
    [[nodiscard]] std::string_view cell(std::uint32_t row, int index) const
    {
        return field(index).chunks[ContactChunk::chunkOf(row)].cells.at(ContactChunk::rowIn(row));
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; } ///< Allocated, what is shared included.

private:
    friend class ContactColumnsBuilder;
    void add(ContactField field);

    std::uint32_t m_rows = 0;
    std::vector<ContactField> m_fields;
    QHash<QString, int> m_places;
    std::size_t m_bytes = 0;
};
using SharedContactColumns = std::shared_ptr<const ContactColumns>;

/// Learns, chunk by chunk, what the cells of a field are. Any one thread.
class FieldKinds
{
public:
    void add(TextColumn cells, std::uint32_t rows);
    /// All that was added, as a field of the narrowest type that every filled cell fits.
    [[nodiscard]] ContactField field(const QString &name);

private:
    void look(const TextColumn &cells, double *keys);

    std::vector<FieldChunk> m_chunks;
    bool m_mayBeNumber = true, m_mayBeDay = true, m_mayBeBoolean = true;
    bool m_isShort = true;
    qint64 m_filled = 0;
};

/// How many contacts may be at hand. What is above is refused, never cut: a part would give a wrong share.
struct ContactLimits
{
    std::size_t fields = 500;
    std::uint32_t rows = 20'000'000;
    std::size_t bytes = std::size_t(2) << 30; ///< Of memory.
};

/// Takes contacts row by row and makes columns of them. Any one thread at a time.
class ContactColumnsBuilder
{
public:
    /// LimitExceeded "contacts_too_many_fields" (subject: how many are allowed) from the first append() on.
    explicit ContactColumnsBuilder(const QStringList &fields, const ContactLimits &limits = {});

    /// One cell a field; empty: the contact lacks it. LimitExceeded "contacts_too_many_fields", "contacts_too_many",
    /// "contacts_too_large" (subject: the limit in rows, or in MiB).
    [[nodiscard]] Result<void> append(std::span<const std::string_view> cells);
    [[nodiscard]] std::uint32_t rowCount() const { return m_columns->m_rows; }
    /// Once, at the end. Errors as append().
    [[nodiscard]] Result<SharedContactColumns> finish();

private:
    [[nodiscard]] Result<void> closeChunk();

    struct Field
    {
        QString name;
        MemberBuilder cells;
        FieldKinds kinds;
    };
    const ContactLimits m_limits;
    const std::uint64_t m_seed;
    std::shared_ptr<ContactColumns> m_columns;
    std::vector<Field> m_fields;
    std::uint32_t m_rowInChunk = 0;
    std::size_t m_bytes = 0;
};

} // namespace muster
