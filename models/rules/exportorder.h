// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/columntreatment.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"
#include "network/wire/segment.h"

#include <QString>
#include <QStringList>

namespace muster {

enum class FileFormat {
    Csv,
    JsonLines,
    Xlsx, ///< An Excel workbook, which is written, never read.
};

/// How the rows of an export grow while it is incomplete. A workbook cannot grow and prove itself after an interruption:
/// it is made of CSV when all rows are there (resources/decisions/export-file.md).
[[nodiscard]] constexpr FileFormat rowFormat(FileFormat format)
{
    return format == FileFormat::Xlsx ? FileFormat::Csv : format;
}

/// S21 and S22. Machines: values exact. Spreadsheets: cells that a spreadsheet would take for a formula or a number it
/// would damage are kept as text, reversibly. Such cells are counted in both. A workbook is for machines: its cells are
/// text without a guard.
enum class TextProfile { Machines, Spreadsheets };
/// Nobody chooses one for a workbook.
[[nodiscard]] constexpr bool hasTextProfile(FileFormat format)
{
    return format != FileFormat::Xlsx;
}
[[nodiscard]] constexpr TextProfile textProfileOf(FileFormat format, TextProfile chosen)
{
    return hasTextProfile(format) ? chosen : TextProfile::Machines;
}

template <>
inline constexpr KeyTable<FileFormat, 3> keyTable<FileFormat>{{
    {FileFormat::Csv, QLatin1String("csv")},
    {FileFormat::JsonLines, QLatin1String("jsonl")},
    {FileFormat::Xlsx, QLatin1String("xlsx")},
}};

template <>
inline constexpr KeyTable<TextProfile, 2> keyTable<TextProfile>{{
    {TextProfile::Machines, QLatin1String("machines")},
    {TextProfile::Spreadsheets, QLatin1String("spreadsheets")},
}};

/// What a person asks for. Frozen before it runs; exactly what was frozen runs.
struct ExportOrder
{
    QString profileId;
    QString profileName;
    Environment environment = Environment::Sandbox;
    SegmentQuery query; ///< Segment, filters, attributes in column order, days.
    QString segmentName; ///< For titles and the manifest.
    FileFormat format = FileFormat::Csv;
    TextProfile textProfile = TextProfile::Machines;
    QString targetFile; ///< Absolute.
    bool replaceExisting = false; ///< The person agreed to replace a file of that name (F96).
    QUrl webhook; ///< Empty: none.
    /// The host that the person named as the one who may be given the records of each page, which are personal data:
    /// the webhook's, in its ASCII form. Empty: notices hold counts and ids only.
    QString recordsTo;
    int pageSize = 500; ///< 1 to 1000.
    std::chrono::seconds maxAge = std::chrono::hours(24); ///< Freshness limit.
    bool ignoreAge = false; ///< Freshness waived for this run; audited.
    bool strictAttributes = false; ///< A deprecated attribute stops the job instead of being left out.
    bool byteOrderMark = false; ///< Before a CSV file, for spreadsheets that take it for another encoding without.
    TreatedColumns treated; ///< Columns that are written masked or as pseudonyms.
    QString pseudonymKey; ///< Id of the key, as PseudonymKey has it; set exactly where a column has pseudonyms.
    bool operator==(const ExportOrder &) const = default;
};

/// An order that can no longer change, and the digest the audit names.
struct FrozenExportOrder
{
    ExportOrder order;
    QByteArray json; ///< Canonical, see freeze().
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

/// Canonical JSON (see JsonWriter): one object, UTF-8, no white space, these members in this order: version (1),
/// profileId, profileName, environment, segmentId, segmentName, attributes [name], filters [{attribute, operator,
/// value}], format ("csv", "jsonl", "xlsx"), textProfile ("machines", "spreadsheets"), targetFile, replaceExisting, webhook
/// (encoded, "" for none), pageSize, maxAgeSeconds, ignoreAge, strictAttributes; and of a source with days firstDay and
/// lastDay ("2026-03-04"), which are not there otherwise. Another order of columns is another
/// order: attributes are not sorted. Last, only where they are set: recordsTo, byteOrderMark, treated [{column,
/// treatment ("masked", "pseudonym")}], pseudonymKey. An order of an earlier version has none of these, and means what
/// it always meant.
[[nodiscard]] FrozenExportOrder freeze(const ExportOrder &order);
/// Reads back what freeze() wrote. Damaged when it does not parse, its digest differs from `digest`, or it is not in
/// the canonical form; codes "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenExportOrder> thaw(const QByteArray &json, const QString &digest);

/// "attr operator value" as the command line and the window's text field spell a filter: words apart by white space,
/// the operator by its key or as = != ~ (contains) ^= (starts with) > <. The value is all that follows, without white
/// space at its ends; attribute and value may stand in '...' or "...", with `\` before a character that is meant as it
/// is. BadInput with code "filter_attribute_missing", "filter_operator_missing", "filter_operator_unknown",
/// "filter_value_missing" or "filter_quote_open"; the subject is the attribute, never the value.
[[nodiscard]] Result<SegmentFilter> parseFilter(const QString &text);

/// The names of the files that an export writes, all derived from the target's (never from ids or server words, S19)
/// and all in its folder. While it is incomplete every one of them ends in ".partial", ".partial.state" or
/// ".partial.workbook".
class ExportFiles
{
public:
    explicit ExportFiles(const QString &target)
        : target(target)
    {
    }

    const QString target;

    [[nodiscard]] QString partial() const { return unfinished(target); }
    [[nodiscard]] QString state() const { return partial() + QStringLiteral(".state"); }
    /// A workbook on its way to be the target, made of partial().
    [[nodiscard]] QString workbook() const { return partial() + QStringLiteral(".workbook"); }
    [[nodiscard]] QString manifest() const { return target + QStringLiteral(".manifest.json"); }
    /// Later versions of contacts that came twice with different content (F71).
    [[nodiscard]] QString conflicts() const { return target + QStringLiteral(".conflicts.jsonl"); }
    /// Members nobody asked for, beside a CSV file or a workbook (F63).
    [[nodiscard]] QString extras() const { return target + QStringLiteral(".extras.jsonl"); }
    /// Places and reasons of records without a usable contact id (F62).
    [[nodiscard]] QString quarantined() const { return target + QStringLiteral(".quarantined.jsonl"); }
    [[nodiscard]] static QString unfinished(const QString &name) { return name + QStringLiteral(".partial"); }

    /// What stands there when the export is complete; the side files only where there is something to tell.
    [[nodiscard]] QStringList results() const { return {target, manifest(), conflicts(), extras(), quarantined()}; }
    /// What an incomplete export leaves.
    [[nodiscard]] QStringList leftovers() const
    {
        return {partial(),  unfinished(conflicts()), unfinished(extras()), unfinished(quarantined()),
                workbook(), state()};
    }
};

} // namespace muster
