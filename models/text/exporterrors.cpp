// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ExportErrors
{
    Q_DECLARE_TR_FUNCTIONS(ExportErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // Comparing two exports
        {"export_unfinished", QT_TR_NOOP("The file %1 belongs to an export that isn’t complete."),
         QT_TR_NOOP("Resume that export, then compare the finished file.")},
        {"export_torn", QT_TR_NOOP("The last row of %1 has no line break at its end, so it may be cut off."),
         QT_TR_NOOP("Export or copy the file again. If you know that it is complete, add a line break.")},
        {"export_incomplete", QT_TR_NOOP("The file %1 is shorter than its manifest states: something is missing."),
         QT_TR_NOOP("Copy the file again from its original location, or export it again.")},
        {"export_changed",
         QT_TR_NOOP("The file %1 was changed after the export: its content doesn’t match its manifest, or it was "
                    "written to just now."),
         QT_TR_NOOP("Use the original export file. To compare the changed one anyway, move it to a folder without the "
                    "manifest.")},
        {"export_manifest_unreadable", QT_TR_NOOP("The manifest %1 can’t be read, so its file can’t be verified."),
         QT_TR_NOOP("Copy the manifest again from the export’s original location. To compare the file unverified, move "
                    "it to a folder without the manifest.")},
        {"export_other_lines",
         QT_TR_NOOP("A line of %1 isn’t a line of a JSON Lines export: a contactId with its attributes."),
         QT_TR_NOOP("Choose a file exported by Muster. The line is shown below.")},
        {"export_formats_differ", QT_TR_NOOP("One file is CSV and the other is JSON Lines: %1 is the newer one."),
         QT_TR_NOOP("Export the segment again in the format of the older file.")},
        {"export_key_missing", QT_TR_NOOP("The file %1 lacks the key column that identifies its rows."),
         QT_TR_NOOP("Choose a column that both files have as the key.")},
        {"export_key_empty", QT_TR_NOOP("A row of %1 has no key, so it can’t be identified."),
         QT_TR_NOOP("Choose a key column that is filled in every row. The first such row is shown below.")},
        {"export_key_doubled", QT_TR_NOOP("Several rows of %1 have the same key, so it is unclear which to compare."),
         QT_TR_NOOP(
             "Choose a key column with a different value in every row. The first two such rows are shown below.")},
        {"export_nothing_common", QT_TR_NOOP("Besides the key, %1 has no columns in common with the older file."),
         QT_TR_NOOP("Compare exports that share attributes.")},
        {"export_treatment_differs",
         QT_TR_NOOP(
             "Columns were masked or replaced by pseudonyms differently in the two exports, or with another key: %1 "
             "is the newer one."),
         QT_TR_NOOP(
             "Export the segment again with the same protection and the same key. The columns are shown below.")},
        // Workbooks
        {"cell_too_long_for_workbook",
         QT_TR_NOOP("A value of %1 is longer than 32,767 characters, the most that a cell of an Excel workbook holds."),
         QT_TR_NOOP("Export the segment as CSV, or leave the attribute out.")},
        {"workbook_not_written", QT_TR_NOOP("The Excel workbook %1 could not be created."),
         QT_TR_NOOP("Check that there is enough free space in its folder, then resume the export. No record is lost.")},
        {"workbook_not_proved",
         QT_TR_NOOP("The Excel workbook %1 was read back and doesn’t hold what was exported, so it wasn’t kept."),
         QT_TR_NOOP("Check the disk and its free space, then resume the export. No record is lost.")},
        // Pseudonyms
        {"column_treated_twice", QT_TR_NOOP("The column %1 is to be both masked and replaced by a pseudonym."),
         QT_TR_NOOP("Choose one of the two.")},
        {"export_key_not_kept",
         QT_TR_NOOP("Pseudonyms need a key in the system key store, and it could not be saved there."),
         QT_TR_NOOP("Unlock the key store and try again, or mask the columns.")},
        {"export_key_locked", QT_TR_NOOP("The system key store doesn’t hand out the key %1 of the pseudonyms."),
         QT_TR_NOOP(
             "Unlock the key store and try again. If the key is lost, replace it: the same people then get other "
             "pseudonyms.")},
        {"export_key_replaced",
         QT_TR_NOOP("The key %1 of the pseudonyms has been replaced, so this export can’t go on with the same ones."),
         QT_TR_NOOP("Discard the interrupted run and export again.")},
        {"export_key_other", QT_TR_NOOP("%1 isn’t the ID of the pseudonyms’ key."),
         QT_TR_NOOP("See muster segments show-pseudonyms for the ID. Nothing was replaced.")},
        {"export_key_damaged", QT_TR_NOOP("The note of the pseudonyms’ key was damaged and was kept as %1."),
         QT_TR_NOOP("The next export with pseudonyms gets a new key, so the same people get other pseudonyms.")},
        // Presets
        {"export_presets_damaged", QT_TR_NOOP("The export presets file was damaged and was kept as %1."),
         QT_TR_NOOP("Whatever was intact is still there. Check your presets before you use one.")},
        {"unknown_export_preset", QT_TR_NOOP("There is no export preset %1."),
         QT_TR_NOOP("Check the names in the export form, or with muster segments presets.")},
        {"export_preset_name_taken", QT_TR_NOOP("There is already an export preset named %1."),
         QT_TR_NOOP("Choose another name.")},
        {"too_many_export_presets", QT_TR_NOOP("There are already 200 export presets, so %1 was not saved."),
         QT_TR_NOOP("Delete one that you no longer need.")},
        {"bad_export_preset", QT_TR_NOOP("The export preset %1 could not be read back, so it was not saved."),
         QT_TR_NOOP("Choose at most 1,000 attributes and 100 filters, and a file with its full path.")},
        {"export_out_missing", QT_TR_NOOP("The output file isn’t specified."),
         QT_TR_NOOP("Specify --out, or a --preset that includes a file.")},
    };
};

} // namespace

constinit const ErrorTable exportErrors{"ExportErrors", ExportErrors::rows};

} // namespace muster
