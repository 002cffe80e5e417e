// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct UploadErrors
{
    Q_DECLARE_TR_FUNCTIONS(UploadErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"unknown_encoding", QT_TR_NOOP("There is no encoding %1."),
         QT_TR_NOOP("Enter utf-8, utf-16le, utf-16be or windows-1252.")},
        {"upload_not_table", QT_TR_NOOP("%1 holds JSON, and calling lists take tables."),
         QT_TR_NOOP("Save it as CSV, with the column names in the first row.")},
        {"upload_not_whole",
         QT_TR_NOOP("%1 can’t be read to its end, so no copy was made: the rows behind that place would be missing."),
         QT_TR_NOOP("Fix the row that the check names, then check the file again.")},
        {"upload_column_names",
         QT_TR_NOOP("The columns of %1 can’t be mapped as they are, so no copy was made: it would fail likewise."),
         QT_TR_NOOP("Fix the first row as the check says, then check the file again.")},
        {"upload_no_rows", QT_TR_NOOP("%1 has no rows, so no copy was made."), QT_TR_NOOP("Choose another file.")},
        {"upload_copy_size", QT_TR_NOOP("Files of that size can’t be uploaded."),
         QT_TR_NOOP("Choose 1 to 500,000 rows and 1 to 244 MiB for each file.")},
        {"upload_many_files", QT_TR_NOOP("The copy of %1 would be more than 100 files, so none was written."),
         QT_TR_NOOP("Allow more rows in each file.")},
        {"upload_file_changed", QT_TR_NOOP("The file %1 has changed since it was checked, so nothing was written."),
         QT_TR_NOOP("Check it again.")},
        {"upload_over_input", QT_TR_NOOP("%1 is the file that was checked; it is never written over."),
         QT_TR_NOOP("Choose another name.")},
        {"upload_report_unreadable", QT_TR_NOOP("%1 is not a report of an upload check."),
         QT_TR_NOOP("Choose a report that was saved as JSON.")},
        {"upload_report_not_whole",
         QT_TR_NOOP("The check of %1 ended before the end of the file, so nothing can be expected of the list."),
         QT_TR_NOOP("Fix the file, check it again, and upload that.")},
    };
};

} // namespace

constinit const ErrorTable uploadErrors{"UploadErrors", UploadErrors::rows};

} // namespace muster
