// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"

#include <QList>
#include <QString>
#include <cstdint>
#include <optional>

namespace muster {

/// Why a row, or a cell of it, does not fit. Keys are stable: they stand in reject files, audit and `--json`. What a
/// guard or an empty cell leaves out is no finding, see CellFate.
enum class EnrichRule : std::uint8_t {
    // The contact id (F62)
    IdMissing, ///< Empty, or a guard word.
    IdTooLong, ///< More than 256 bytes.
    IdControlCharacters,
    IdPathCharacters, ///< `.`, or `/` or `..` in it.
    IdDamaged, ///< A number with an exponent: a spreadsheet has thrown digits away.
    IdDuplicate, ///< An earlier row has it.
    // A value against the type of its attribute (contract section 4)
    NotText, ///< Invalid UTF-8 or a NUL character.
    TooLong, ///< A text above 64 KiB, a number above 400 characters or with a power of ten above 299.
    NotInteger,
    Fraction, ///< A number, but not a whole one.
    Exponent, ///< `1e3` for an integer: digits may have been lost, so it is not guessed.
    NotDecimal,
    AmbiguousNumber, ///< "1.234" may be a thousand: a number format has to say.
    NotBoolean,
    NotDate,
    NoSuchDay, ///< In form a date, but no day of the calendar, or another day of the week than it says.
    // A transformation
    NotInTable, ///< The value table lists no such text, and is to refuse what it does not list.
    ResultTooLong, ///< A replacement makes more than 64 KiB of it.
    // The list as it was read
    NotInList, ///< The list has no contact of that id; the service would refuse its whole batch.
    MatchMissing, ///< By an attribute, but the cell is empty, or a guard word.
    NoMatch, ///< The list has no contact with that value in the attribute that contacts are matched by.
    SeveralMatches, ///< It has several, so nobody can tell which one is meant.
    // Several rows of one contact
    UndatedRow, ///< It may be the newest, but some date cannot be read or is too vague to tell (NewestRows).
};
constexpr int enrichRuleCount = 23;

template <>
inline constexpr std::array<const char *, enrichRuleCount> keyTable<EnrichRule> = {
    "id_missing",         "id_too_long",   "id_control_characters",
    "id_path_characters", "id_damaged",    "id_duplicate",
    "not_text",           "too_long",      "not_integer",
    "fraction",           "exponent",      "not_decimal",
    "ambiguous_number",   "not_boolean",   "not_date",
    "no_such_day",        "not_in_table",  "result_too_long",
    "not_in_list",        "match_missing", "no_match",
    "several_matches",    "undated_row",
};

/// What is wrong with a mapping for a source and a schema. Any of them keeps it from being compiled.
enum class MappingFault : std::uint8_t {
    NoFields, ///< Nothing is mapped.
    NoIdColumn, ///< None is chosen.
    UnknownColumn, ///< `subject`: the name; of the id column too.
    RepeatedColumn, ///< The source has several columns of that name (S23): which one is meant is an open question.
    UnknownAttribute, ///< The schema has none of that name.
    RepeatedAttribute, ///< Two fields fill it.
    UnknownType, ///< The schema's type word is none that we know; `detail`: the word.
    NoSource, ///< Neither columns nor a constant, or both.
    BadConstant, ///< Empty, a guard word, or no value of the type; `detail`: the rule's key.
    WrongResult, ///< The last step cannot give the type; `detail`: the step's key.
    BadPattern, ///< No RE2 expression, too large, or a group in the replacement that it lacks; `detail`: the reason.
    BadDateFormat, ///< Lacks day, month or year, or holds letters that mean nothing.
    BadNumberMarks, ///< Not one character, a digit, a sign, or both the same.
    BadBooleanWords, ///< Only one of yes and no, or a word on both sides.
    BadTableValue, ///< A value of the table is none of the type; `detail`: the value.
    BadLocale, ///< No language that is known; `subject`: as written.
    CannotClear, ///< Empty cells are to clear, which the service or the field's own rule does not allow.
    UnmatchableType, ///< Contacts cannot be matched by that attribute: it is neither text nor a whole number.
    BadRowDate, ///< The format of the column that says how new a row is, as BadDateFormat; `subject`: the column.
    UndatedType, ///< The attribute that says how new a contact is holds neither dates nor text.
    UnorderedType, ///< Only the greater or the smaller value counts, of an attribute without order.
    NoRowDate, ///< Only the newer value counts, and nothing says how new a row or a contact is.
};
constexpr int mappingFaultCount = 22;

template <>
inline constexpr std::array<const char *, mappingFaultCount> keyTable<MappingFault> = {
    "no_fields",          "no_id_column",    "unknown_column",   "repeated_column",   "unknown_attribute",
    "repeated_attribute", "unknown_type",    "no_source",        "bad_constant",      "wrong_result",
    "bad_pattern",        "bad_date_format", "bad_number_marks", "bad_boolean_words", "bad_table_value",
    "bad_locale",         "cannot_clear",    "unmatchable_type", "bad_row_date",      "undated_type",
    "unordered_type",     "no_row_date",
};

struct MappingFinding
{
    MappingFault fault = MappingFault::NoFields;
    int field = -1; ///< Index in EnrichmentMapping::fields; -1: the mapping as a whole.
    int transform = -1; ///< Index in its transforms; -1: not about one.
    QString subject; ///< A column's or attribute's name; may come from outside.
    QString detail;
    int alternative = -1; ///< Index in its alternatives, whose transforms it is about; -1: its own.
    bool operator==(const MappingFinding &) const = default;
};
using MappingFindings = QList<MappingFinding>;

} // namespace muster
