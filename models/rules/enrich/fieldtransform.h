// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

namespace muster {

/// A small step between a source cell and the value that is sent. Steps see text and give text; none sees an empty
/// cell. All work on UTF-8; what they cannot turn is a finding of its row, never a guess.

/// White space at both ends goes, see trimmedText(). Idempotent.
struct TrimText
{
    bool operator==(const TrimText &) const = default;
};

/// By the mapping's language, so that a Turkish i keeps its dot. Each of them is idempotent.
struct ChangeCase
{
    enum class To : std::uint8_t { Lower, Upper, Title }; ///< Title: the first letter of every word, the rest lower.
    To to = To::Lower;
    bool operator==(const ChangeCase &) const = default;
};

/// A date in a given form becomes YYYY-MM-DD. Letters as in QDate: d, dd, ddd, dddd, M, MM, MMM, MMMM, yy, yyyy, text
/// in single quotes; everything else stands for itself. d, M: one or two digits; dd, MM: two; yy: 70 to 99 mean 19xx,
/// 00 to 69 20xx; yyyy: four. Digits are ASCII's or the language's own. A day of the week must be the right one.
struct ReadDate
{
    QString format;
    QString locale; ///< Of the names of months and days, as in EnrichmentMapping::locale; empty: the mapping's.
    bool operator==(const ReadDate &) const = default;
};

/// A number with these marks becomes digits with a point. Groups must stand in threes, or in twos before the last
/// three; a space as group mark also takes the no-break spaces.
struct ReadNumber
{
    QString decimalMark = QStringLiteral("."); ///< One character.
    QString groupMark; ///< One character, or empty: none may occur.
    bool operator==(const ReadNumber &) const = default;
};

/// These words, without regard to case, become true and false; everything else is a finding.
struct ReadBoolean
{
    QStringList yes, no; ///< Both empty: the words of the mapping's language, see booleanWords().
    bool operator==(const ReadBoolean &) const = default;
};

/// Every match of an RE2 expression is replaced; `\1` to `\9` and `\0` stand for groups and the whole. Linear in
/// the cell's length (S27).
struct ReplacePattern
{
    QString pattern, replacement;
    bool operator==(const ReplacePattern &) const = default;
};

/// Exact texts become other texts.
struct ValueTable
{
    enum class Unlisted : std::uint8_t { Refuse, Keep, Replace };
    QList<std::pair<QString, QString>> entries; ///< From, to; no "from" twice.
    Unlisted unlisted = Unlisted::Refuse;
    QString replacement; ///< With Unlisted::Replace only.
    bool operator==(const ValueTable &) const = default;
};

using FieldTransform
    = std::variant<TrimText, ChangeCase, ReadDate, ReadNumber, ReadBoolean, ReplacePattern, ValueTable>;

/// The kinds a person chooses from, in the order of a menu.
enum class TransformKind : std::uint8_t { Trim, Lower, Upper, Title, Date, Number, Boolean, Replace, Table };
constexpr int transformKindCount = 9;
[[nodiscard]] TransformKind transformKind(const FieldTransform &transform);

template <>
inline constexpr std::array<const char *, transformKindCount> keyTable<TransformKind>
    = {"trim", "lower", "upper", "title", "date", "number", "boolean", "replace", "table"};
/// One of that kind with nothing filled in.
[[nodiscard]] FieldTransform emptyTransform(TransformKind kind);

} // namespace muster
