// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <cstdint>

namespace muster {

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
};
constexpr int mappingFaultCount = 17;
[[nodiscard]] QString mappingFaultKey(MappingFault fault); ///< "no_fields", "unknown_column", ...

struct MappingFinding
{
    MappingFault fault = MappingFault::NoFields;
    int field = -1; ///< Index in EnrichmentMapping::fields; -1: the mapping as a whole.
    int transform = -1; ///< Index in its transforms; -1: not about one.
    QString subject; ///< A column's or attribute's name; may come from outside.
    QString detail;
    bool operator==(const MappingFinding &) const = default;
};
using MappingFindings = QList<MappingFinding>;

} // namespace muster
