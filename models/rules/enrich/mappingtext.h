// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

namespace muster {

/// Reads the text of one field, see parseFieldText(). The text must outlive it.
class FieldTextReader
{
public:
    static constexpr qsizetype maxLength = 100'000;

    explicit FieldTextReader(const QString &text)
        : m_text(text)
    {
    }

    [[nodiscard]] Result<FieldMapping> read();
    /// BadInput of that code at that character, from 0.
    [[nodiscard]] tl::unexpected<ApiError> fault(const char *code, qsizetype at) const;
    [[nodiscard]] static bool isSpecial(QChar c);

private:
    struct Word
    {
        QString text;
        bool quoted = false;
        [[nodiscard]] bool isNothing() const { return !quoted && text.isEmpty(); }
    };
    /// What stands between commas: words parted by `|`, or two by `>`.
    struct Argument
    {
        QList<Word> words;
        bool star = false; ///< A `*` in place of the first word.
        bool arrow = false;
        [[nodiscard]] bool isOne() const { return words.size() == 1 && !star && !arrow; }
    };
    using Arguments = QList<Argument>;

    [[nodiscard]] Result<Word> word();
    [[nodiscard]] Result<void> readSource(FieldSource &source);
    [[nodiscard]] Result<void> readStep(FieldMapping &field);
    [[nodiscard]] Result<std::optional<Arguments>> readArguments();
    [[nodiscard]] Result<Argument> readArgument();
    [[nodiscard]] bool fill(FieldTransform &transform, const Arguments &arguments) const;
    [[nodiscard]] static bool fillTable(ValueTable &table, const Arguments &arguments);
    [[nodiscard]] bool setPolicy(FieldPolicy &policy, const QString &name, const std::optional<Arguments> &arguments);
    [[nodiscard]] bool take(QChar c);
    void skipBlanks();
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    const QString &m_text;
    qsizetype m_at = 0;
    bool m_hasWrite = false, m_hasEmpty = false, m_hasInvalid = false;
};

/// A field as it is written on a command line: `SOURCE=ATTRIBUTE[:STEP]...`
///
///     SOURCE   COLUMN, or COLUMN|COLUMN|... (the first that is not empty), or const(TEXT)
///     STEP     trim   lower   upper   title   date(FORMAT[,LOCALE])   number(DECIMAL[,GROUP])   boolean
///              boolean(YES[|YES]...,NO[|NO]...)   replace(PATTERN,REPLACEMENT)   table(FROM>TO,...[,*[>TO]])
///              overwrite   only_if_empty   never_clear   empty(keep)   empty(clear)   empty(skip_row)
///              without_currency   without_percent   without_time   (a repair's own expressions)
///              invalid(reject_row)   invalid(leave_out)
///              or   (the steps behind it are tried on a cell that does not fit after those before it)
///
/// A name or text that holds one of `= : | ( ) , > *`, a quotation mark or white space at an end stands in quotation
/// marks, those in it doubled: `"a=b"=total`. In a table `*` alone keeps what is not listed, `*>TO` replaces it. A
/// column of the name "const" is nothing special unless a parenthesis follows.
///
/// BadInput, the `subject` being the text, `details` the character (from 1) as field and what stands there as issue:
/// "map_no_source", "map_no_attribute", "map_quote_open", "map_text_behind_quote", "map_unknown_step",
/// "map_repeated_step", "map_arguments" (of a step), "map_not_expected" (a character), "map_too_long", "map_limits".
[[nodiscard]] Result<FieldMapping> parseFieldText(const QString &text);
/// The same field again: parseFieldText(fieldText(field)) == field for every field within MappingLimits.
[[nodiscard]] QString fieldText(const FieldMapping &field);

} // namespace muster
