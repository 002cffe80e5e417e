// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"

#include <QtGlobal>
#include <cstdint>

namespace muster {

/// What a file of contacts is checked for before it is uploaded to a calling list.
enum class UploadRule : std::uint8_t {
    // The file as a whole
    FileType,
    Encoding,
    EncodingGuessed,
    ByteOrderMark,
    Separator,
    LineEnds,
    FileRows,
    FileBytes,
    NoRows,
    HeaderGuessed,
    // Its columns
    NoIdColumn,
    NoPhoneColumn,
    ColumnNameless,
    ColumnRepeated,
    ColumnCharacters,
    HeaderLong,
    EmptyColumns,
    // What ends the reading
    NotText,
    Nul,
    QuoteOpen,
    TextBehindQuote,
    TooLarge,
    // Rows
    RowEmpty,
    CellsMissing,
    CellsExtra,
    RowLong,
    RowLongAsWritten,
    CellCharacters,
    LineBreak,
    OuterBlanks,
    IdMissing,
    IdRepeated,
    IdNotDigits,
    PhoneMissing,
    PhoneUnreadable,
    PhoneLength,
    PhoneText,
    PhoneDamaged,
    PhoneNeedsRegion,
    PhoneOther,
    PhoneRepeated,
    TimeZone,
    DateForm,
    NumberExpected,
};
/// Stable: they stand in reports.
template <>
inline constexpr KeyTable<UploadRule, 44> keyTable<UploadRule> = {{
    {UploadRule::FileType, QLatin1String("file_type")},
    {UploadRule::Encoding, QLatin1String("encoding")},
    {UploadRule::EncodingGuessed, QLatin1String("encoding_guessed")},
    {UploadRule::ByteOrderMark, QLatin1String("byte_order_mark")},
    {UploadRule::Separator, QLatin1String("separator")},
    {UploadRule::LineEnds, QLatin1String("line_ends")},
    {UploadRule::FileRows, QLatin1String("file_rows")},
    {UploadRule::FileBytes, QLatin1String("file_bytes")},
    {UploadRule::NoRows, QLatin1String("no_rows")},
    {UploadRule::HeaderGuessed, QLatin1String("header_guessed")},
    {UploadRule::NoIdColumn, QLatin1String("no_id_column")},
    {UploadRule::NoPhoneColumn, QLatin1String("no_phone_column")},
    {UploadRule::ColumnNameless, QLatin1String("column_nameless")},
    {UploadRule::ColumnRepeated, QLatin1String("column_repeated")},
    {UploadRule::ColumnCharacters, QLatin1String("column_characters")},
    {UploadRule::HeaderLong, QLatin1String("header_long")},
    {UploadRule::EmptyColumns, QLatin1String("empty_columns")},
    {UploadRule::NotText, QLatin1String("not_text")},
    {UploadRule::Nul, QLatin1String("nul")},
    {UploadRule::QuoteOpen, QLatin1String("quote_open")},
    {UploadRule::TextBehindQuote, QLatin1String("text_behind_quote")},
    {UploadRule::TooLarge, QLatin1String("too_large")},
    {UploadRule::RowEmpty, QLatin1String("row_empty")},
    {UploadRule::CellsMissing, QLatin1String("cells_missing")},
    {UploadRule::CellsExtra, QLatin1String("cells_extra")},
    {UploadRule::RowLong, QLatin1String("row_long")},
    {UploadRule::RowLongAsWritten, QLatin1String("row_long_as_written")},
    {UploadRule::CellCharacters, QLatin1String("cell_characters")},
    {UploadRule::LineBreak, QLatin1String("line_break")},
    {UploadRule::OuterBlanks, QLatin1String("outer_blanks")},
    {UploadRule::IdMissing, QLatin1String("id_missing")},
    {UploadRule::IdRepeated, QLatin1String("id_repeated")},
    {UploadRule::IdNotDigits, QLatin1String("id_not_digits")},
    {UploadRule::PhoneMissing, QLatin1String("phone_missing")},
    {UploadRule::PhoneUnreadable, QLatin1String("phone_unreadable")},
    {UploadRule::PhoneLength, QLatin1String("phone_length")},
    {UploadRule::PhoneText, QLatin1String("phone_text")},
    {UploadRule::PhoneDamaged, QLatin1String("phone_damaged")},
    {UploadRule::PhoneNeedsRegion, QLatin1String("phone_needs_region")},
    {UploadRule::PhoneOther, QLatin1String("phone_other")},
    {UploadRule::PhoneRepeated, QLatin1String("phone_repeated")},
    {UploadRule::TimeZone, QLatin1String("time_zone")},
    {UploadRule::DateForm, QLatin1String("date_form")},
    {UploadRule::NumberExpected, QLatin1String("number_expected")},
}};
inline constexpr std::size_t uploadRuleCount = keyTable<UploadRule>.size();

/// What a rule has to do with.
enum class UploadScope { File, Columns, Reading, Row };

/// Where a rule comes from.
enum class UploadOrigin {
    Published, ///< The platform's manual names it.
    Interface, ///< The published specification of its API.
    OwnUpload, ///< What Muster demands of files that it uploads itself, since a service that tells no reason may drop
               ///< them.
    Advice, ///< Nobody forbids it.
};
template <>
inline constexpr KeyTable<UploadOrigin, 4> keyTable<UploadOrigin> = {{
    {UploadOrigin::Published, QLatin1String("published")},
    {UploadOrigin::Interface, QLatin1String("interface")},
    {UploadOrigin::OwnUpload, QLatin1String("own_upload")},
    {UploadOrigin::Advice, QLatin1String("advice")},
}};

/// What the mended copy does about it.
enum class UploadMend {
    None, ///< Nothing: it says no more than was found, or there is no copy as long as it is so.
    Mended, ///< It is not so in the copy, and no value is another.
    LeftOut, ///< The row is not in the copy where the person wants that.
};

struct UploadRuleFacts
{
    UploadScope scope = UploadScope::Row;
    UploadOrigin origin = UploadOrigin::Advice;
    bool breaks = false; ///< An upload may fail of it or lose the row; else it is advice.
    UploadMend mend = UploadMend::None;
};
[[nodiscard]] UploadRuleFacts factsOf(UploadRule rule);

/// As published for uploads of calling lists.
struct UploadLimits
{
    qint64 rows = 500'000; ///< The header aside.
    qint64 bytes = 256'000'000; ///< "256 MB", by the smaller of its two meanings.
    qint64 rowCharacters = 512; ///< UTF-16 units, quotes and separators included, line end aside.
    bool operator==(const UploadLimits &) const = default;
};

/// Digits of a number in international form, as every upload of Muster's has them.
inline constexpr int fewestPhoneDigits = 10, mostPhoneDigits = 15;

/// Something that was found. Holds no value of a cell.
struct UploadFinding
{
    qint64 row = 0; ///< Place in the file, from 1, the header being row 1; 0: the file as a whole.
    qint64 other = 0; ///< The first row that has the same; 0: none.
    qint32 column = 0; ///< From 1; 0: the row as a whole.
    UploadRule rule = UploadRule::FileType;
    bool operator==(const UploadFinding &) const = default;
};

} // namespace muster
