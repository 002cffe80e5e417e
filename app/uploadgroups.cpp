// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/uploadgroups.h"

#include "app/headless/uploadcommands.h"
#include "app/options.h"

#include <CLI/CLI.hpp>

namespace muster {

void addUploadCommands(CLI::App &app, CommandLine &result)
{
    using Purpose = HeadlessMaker::Purpose;
    UploadOptions &options = result.uploadOptions;
    CLI::App &upload
        = addGroup(app, "upload", "Files of contacts before and after they are uploaded to a calling list");
    CLI::App &check = addCommand(upload, "check",
                                 "Check a file against the rules of calling lists, and write a copy that an upload "
                                 "takes; no tenant is contacted",
                                 result, headless<UploadCheckCommand>(Purpose::Work));
    addOption(check, "FILE", options.file, "Contacts, as CSV or tab-separated with column names in the first row")
        ->required();
    addOption(check, "--id-column", options.idColumn, "Column of the external IDs (default: detected by common names)");
    addOption(check, "--phone-column", options.phoneColumns,
              "Column of phone numbers; repeatable (default: detected by common names)")
        ->allow_extra_args(false);
    addOption(check, "--encoding", options.encoding, "utf-8, utf-16le, utf-16be or windows-1252 (default: detected)");
    addOption(check, "--default-region", options.defaultRegion,
              "Region for numbers without a country code, such as DE or US");
    check.add_flag("--digits-are-international", options.digitsAreInternational,
                   "Treat digits-only numbers as including their country code, as in an exported calling list");
    CLI::Option *out = addOption(check, "--out", options.out,
                                 "Folder to write the copy to, as NAME-upload-1.csv and so on; existing files are "
                                 "never replaced");
    addCount(check, "--rows", options.rows, "Rows in each file of the copy (default and maximum: 500,000)")->needs(out);
    addCount(check, "--size", options.size, "Size in MiB of each file of the copy (default and maximum: 244)")
        ->needs(out);
    check
        .add_flag("--keep-all", options.keepAll,
                  "Leave rows that break a rule in the copy (default: write them to NAME-rejected.csv with the rules)")
        ->needs(out);
    CLI::Option *report
        = addOption(check, "--report", options.report,
                    "File to write: what was found, without any value; JSON if it ends with .json, else CSV");
    check.add_flag("--overwrite", options.overwrite, "Replace an existing report once the new one is complete")
        ->needs(report);

    CLI::App &reconcile
        = addCommand(upload, "reconcile", "Compare a report with what the tenant counts of the list after the upload",
                     result, headless<UploadReconcileCommand>(Purpose::Question));
    addOption(reconcile, "REPORT", options.file, "Report of `muster upload check`, as JSON")->required();
    addOption(reconcile, "--list", options.list, "Contact list ID, or its name if unique")->required();
}

} // namespace muster
