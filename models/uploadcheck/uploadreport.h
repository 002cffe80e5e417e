// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/uploadcheck/uploadcopy.h"

#include <QJsonObject>
#include <optional>

namespace muster {

/// What is kept of a check: counts, places and rules, no value of any cell. As JSON, which UploadReport reads again, or
/// as CSV for a person.
struct UploadReportOrder
{
    std::shared_ptr<const UploadCheck> check;
    std::optional<UploadCopy> copy; ///< What was made of it before.
    QString program; ///< "Muster 1.2"
    QStringList sentences; ///< What each rule says, in the order of its key table.
    QString further; ///< Of findings that are counted alone, %1 being how many.
};

/// Enters the check and the digest of its report into the history, "upload.checked", then gives the report its name;
/// "upload.report_not_saved" follows where it does not get it. JSON where the name ends with .json, with the first
/// UploadCheck::mostShown findings of each rule; else CSV for spreadsheets with all that are kept. Mode 0600. Gives the
/// number of the entry. BadInput "upload_over_input" (`subject`: the file) for the file that was checked, by whatever
/// name; "exists"; the disk's; AuditLog's: nothing is written then. Cancelled. Blocks; for a worker.
[[nodiscard]] Result<qint64> saveUploadReport(const UploadReportOrder &order, const QString &file, Existing existing,
                                              AuditLog &audit, const std::stop_token &stop,
                                              DiskAccess &disk = DiskAccess::system());

/// The report as one object; also what a command tells.
[[nodiscard]] QJsonObject uploadReportObject(const UploadReportOrder &order);

/// What a report says of how much a tenant should count after the upload.
struct UploadReport
{
    QString file; ///< Name of the file that was checked.
    QDateTime checked; ///< UTC.
    qint64 rows = 0; ///< That are uploaded: of the copy, or of the file itself.
    qint64 broken = 0; ///< Of them, those that break a rule.
    qint64 unjudged = 0; ///< Of the others, those of whose numbers nothing is known.
    bool operator==(const UploadReport &) const = default;

    /// BadInput "upload_report_unreadable" (`subject`: the file), "upload_report_not_whole": the check ended before the
    /// file's end, so that nothing is known of the rest; errors of readWholeFile(). Blocks.
    [[nodiscard]] static Result<UploadReport> read(const QString &file);
    [[nodiscard]] static Result<UploadReport> of(const UploadReportOrder &order);
};

} // namespace muster
