// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

namespace muster {

/// A field as it is written on a command line: `SOURCE=ATTRIBUTE[:STEP]...`
///
///     SOURCE   COLUMN, or COLUMN|COLUMN|... (the first that is not empty), or const(TEXT)
///     STEP     trim   lower   upper   title   date(FORMAT[,LOCALE])   number(DECIMAL[,GROUP])   boolean
///              boolean(YES[|YES]...,NO[|NO]...)   replace(PATTERN,REPLACEMENT)   table(FROM>TO,...[,*[>TO]])
///              overwrite   only_if_empty   never_clear   empty(keep)   empty(clear)   empty(skip_row)
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
