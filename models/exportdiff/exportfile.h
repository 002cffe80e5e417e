// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/sources/tableformat.h"
#include "network/wire/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace muster {

/// Hears what share of a file's bytes was read; 0 to 1.
using FileProgress = std::function<void(double share)>;

/// An export as it lies on the disk: CSV of any program with a header row, or JSON Lines as Muster writes them. Where
/// its manifest stands beside it, it is what the manifest says, to the byte.
struct ExportFile
{
    QString path; ///< Absolute.
    FileFormat format = FileFormat::Csv;
    /// How cells are guarded; only a manifest tells. Without one they are taken as they stand.
    TextProfile textProfile = TextProfile::Machines;
    TableFormat table; ///< Of CSV; without a manifest as it was guessed.
    QStringList columns; ///< At least one; of JSON Lines "contactId" first, then every attribute that occurs.
    bool hasManifest = false;
    /// Of the bytes that were proven or looked at, 64 lower-case hexadecimal digits; empty: not known yet.
    QString sha256;
    QString segmentName; ///< Of the manifest; empty: not known.
    bool hasByteOrderMark = false;
    /// How columns were treated when they were exported, by the manifest: see manifestJson(); empty: none, or not
    /// known.
    QJsonObject treated;

    static constexpr auto idColumn = QLatin1String("contactId");

    /// Proves the file by its manifest, else reads it once for its columns (JSON Lines) and looks whether its last line
    /// ends. Blocks; any thread.
    ///
    /// BadInput "export_unfinished" (the name of an incomplete one), "export_torn" (no line end behind the last row),
    /// "export_other_lines" (JSON Lines of another shape; `detail`: the line). Damaged "export_incomplete" (shorter
    /// than the manifest says), "export_changed" (longer, or other bytes), "export_manifest_unreadable". Cancelled. And
    /// those of TableReader and openOutsideFile(). `subject`: the file, or "row:column" with the file as
    /// `detail`.
    [[nodiscard]] static Result<ExportFile> open(const QString &path, const FileProgress &progress,
                                                 const std::stop_token &stop);
};

/// A row of an ExportFile; valid during the visit.
struct ExportRow
{
    /// Its place in the file, from 1: the row of a CSV file, its header being row 1; the line of JSON Lines.
    qint64 number = 0;
    /// One a column. CSV: the text, what guards it taken off; files do not tell empty texts from missing ones. JSON
    /// Lines: the value's JSON, a text in its quotation marks; empty where there is none or null.
    std::span<const std::string_view> cells;
    std::string_view line; ///< JSON Lines: as it stands, without its end. Empty of CSV.
};

using RowVisit = std::function<Result<void>(const ExportRow &row)>;
/// Every row in the file's order; an error of `visit` ends it. Gives the digest of what was read. Errors of open() and
/// TableReader, and Damaged "export_changed" when `file` says another digest. Blocks; any thread.
[[nodiscard]] Result<QString> forEachRow(const ExportFile &file, const RowVisit &visit, const FileProgress &progress,
                                         const std::stop_token &stop);

/// The cell of an ExportRow as a person reads it: JSON's texts without marks and escapes.
[[nodiscard]] QString cellText(FileFormat format, std::string_view cell);

} // namespace muster
