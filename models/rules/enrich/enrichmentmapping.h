// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fieldtransform.h"
#include "models/rules/namedfile.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

namespace muster {

/// Where a field's text comes from: the first of these columns whose cell is neither empty nor a guard word, or the
/// same text for every row.
struct FieldSource
{
    QStringList columns; ///< 1 to 20 names; none with a constant.
    std::optional<QString> constant;
    bool operator==(const FieldSource &) const = default;
};

/// What a field may do to the value that a contact has.
enum class FieldWrite : std::uint8_t {
    Overwrite,
    OnlyIfEmpty, ///< Needs the contact's current value; without it the field is left alone.
    NeverClear, ///< Overwrites; an empty cell never clears, whatever EmptyCell says elsewhere.
    // These need the current value, too; a contact that has none is filled.
    OnlyIfGreater, ///< Numbers and dates: the greater or the later one wins.
    OnlyIfSmaller,
    OnlyIfNewer, ///< Only where the row is newer than the contact, see RecencyRule.
};
/// Whether the rule can only be kept where the contact's current value is known.
[[nodiscard]] constexpr bool needsHeldValue(FieldWrite write)
{
    return write != FieldWrite::Overwrite && write != FieldWrite::NeverClear;
}
/// What an empty cell means. Only truly empty ones (nothing but white space): a guard word never clears.
enum class EmptyCell : std::uint8_t {
    Keep, ///< The contact's value stays.
    Clear, ///< The contact's value goes. Only where the service can: not in the contract (section 4).
    SkipRow, ///< Nothing of the row is sent.
};

/// What becomes of a row with a cell that does not fit, whatever was tried with it. A contact id that does not fit
/// always rejects its row.
enum class InvalidCell : std::uint8_t {
    RejectRow, ///< Nothing of the row is sent.
    LeaveOut, ///< The contact's value stays; the rest of the row is sent.
};

template <>
inline constexpr std::array<const char *, 6> keyTable<FieldWrite>
    = {"overwrite", "only_if_empty", "never_clear", "only_if_greater", "only_if_smaller", "only_if_newer"};

template <>
inline constexpr std::array<const char *, 3> keyTable<EmptyCell> = {"keep", "clear", "skip_row"};

template <>
inline constexpr std::array<const char *, 2> keyTable<InvalidCell> = {"reject_row", "leave_out"};

template <>
inline constexpr std::array<const char *, 3> keyTable<ValueTable::Unlisted> = {"refuse", "keep", "replace"};

struct FieldPolicy
{
    FieldWrite write = FieldWrite::Overwrite;
    EmptyCell empty = EmptyCell::Keep;
    InvalidCell invalid = InvalidCell::RejectRow;
    bool operator==(const FieldPolicy &) const = default;
};

struct FieldMapping
{
    QString attribute; ///< Of the list's schema.
    FieldSource source;
    QList<FieldTransform> transforms; ///< In the order in which they are applied.
    FieldPolicy policy;
    /// Steps that are tried one after the other on a cell that does not fit after `transforms`: each on the cell as it
    /// stands in the source, no step at all being one of them. The first that make it fit count.
    QList<QList<FieldTransform>> alternatives;
    bool operator==(const FieldMapping &) const = default;
};

/// By what a row's contact is found in the list.
struct MatchRule
{
    QString attribute; ///< Text or a whole number; empty: the contact id.
    bool ignoresCase = false; ///< Of texts; white space at both ends never counts.
    bool operator==(const MatchRule &) const = default;
};

/// How new a row is: of several rows of one contact the newest counts.
struct RecencyRule
{
    QString column; ///< When the row was changed; empty: of several rows the first counts, the others are rejected.
    QString format; ///< As ReadDate::format, see RowTimeReader.
    QString attribute; ///< When the contact was changed, for FieldWrite::OnlyIfNewer; empty: nothing says it.
    bool operator==(const RecencyRule &) const = default;
};

/// How the columns of a source become the attributes of a list's contacts. Saved by name per list.
struct EnrichmentMapping
{
    QString name; ///< Empty while it is not saved.
    int version = 0; ///< Counted by the store from 1; 0: not saved.
    QString idColumn; ///< Of what `match` says.
    QList<FieldMapping> fields;
    /// Texts that stand for "nothing" in the source, compared exactly, white space at both ends aside. The empty text
    /// always is one, and what the service refuses (`null`, `NULL`, `N/A`) is never sent, whatever stands here.
    QStringList guardWords = {QStringLiteral("null"), QStringLiteral("NULL"), QStringLiteral("N/A")};
    QString locale; ///< "de", "pt_BR", ...: names of months, words for yes and no, letter case; empty: English.
    MatchRule match;
    RecencyRule recency;
    bool operator==(const EnrichmentMapping &) const = default;
};

/// Canonical JSON (see JsonWriter) without name and version, and its SHA-256 in lower-case hexadecimal: what journal
/// and audit name. Alternatives, InvalidCell, MatchRule and RecencyRule only stand in it where they are not the
/// default, so that mappings from before there were any keep their digest.
[[nodiscard]] QByteArray mappingJson(const EnrichmentMapping &mapping);
[[nodiscard]] QString mappingDigest(const EnrichmentMapping &mapping);
/// Reads what mappingJson() wrote: nothing missing, nothing more, all within MappingLimits, no name twice where that
/// makes no sense, "0" and "false" no guard words. Damaged "mapping_unreadable" with the place as `subject`, for
/// example "fields[2].transforms[0].text". Whether patterns, languages and columns make sense is for compileMapping().
[[nodiscard]] Result<EnrichmentMapping> parseMapping(const QByteArray &json);

/// The file of an export: {"format": "muster-enrichment-mapping", "version": 1, "name": ..., "mapping": ...}. Reading
/// it gives version 0. Damaged "mapping_unreadable", or "newer_version".
[[nodiscard]] QByteArray mappingFile(const EnrichmentMapping &mapping);
[[nodiscard]] Result<EnrichmentMapping> parseMappingFile(const QByteArray &bytes);

/// How large a mapping may be: enough for any list, and little enough that a hostile file costs nothing.
struct MappingLimits
{
    static constexpr qsizetype fields = 1000, columns = 20, transforms = 10, alternatives = 10, guardWords = 100,
                               booleanWords = 50, tableEntries = 5000;
    static constexpr qsizetype name = 200, text = 1000; ///< Characters.
    static constexpr qsizetype bytes = 1024 * 1024; ///< Of the JSON.
};

inline constexpr NamedFileForm mappingFileForm{"muster-enrichment-mapping", "mapping", "mapping_unreadable",
                                               MappingLimits::bytes, MappingLimits::name};

/// Where a field, or a mapping, leaves the limits or says something twice that must be said once; empty: nowhere. A
/// place as in JSON: "source.columns", "transforms[0].entries", "guard_words".
[[nodiscard]] QString limitFault(const FieldMapping &field);
[[nodiscard]] QString limitFault(const EnrichmentMapping &mapping);

} // namespace muster
