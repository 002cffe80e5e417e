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
        {"export_unfinished", QT_TR_NOOP("The file %1 belongs to an export that is not complete."),
         QT_TR_NOOP("Resume that export, then compare the finished file.")},
        {"export_torn", QT_TR_NOOP("The last row of %1 has no line end, so it may be cut off."),
         QT_TR_NOOP("Export or copy the file again. If you know that it is whole, add a line end.")},
        {"export_incomplete", QT_TR_NOOP("The file %1 is shorter than its manifest says: something is missing."),
         QT_TR_NOOP("Copy the file again from where it was exported, or export it anew.")},
        {"export_changed",
         QT_TR_NOOP("The file %1 was changed after it was exported: its bytes are not those that its "
                    "manifest names, or it was written to just now."),
         QT_TR_NOOP("Take the file as it was exported. To compare the changed one all the same, move it to a folder "
                    "without the manifest.")},
        {"export_manifest_unreadable", QT_TR_NOOP("The manifest %1 cannot be read, so its file is not proven."),
         QT_TR_NOOP("Copy the manifest again from where the file was exported. To compare the file without proof, move "
                    "it to a folder without the manifest.")},
        {"export_other_lines",
         QT_TR_NOOP("A line of %1 is not one of a JSON Lines export: a contactId with its attributes."),
         QT_TR_NOOP("Choose a file that Muster exported. Its line is named below.")},
        {"export_formats_differ", QT_TR_NOOP("One of the files is CSV and the other one JSON Lines: %1 is the newer."),
         QT_TR_NOOP("Export the segment again in the format of the older file.")},
        {"export_key_missing", QT_TR_NOOP("The file %1 has no column of the name by which rows are to be joined."),
         QT_TR_NOOP("Name a column that both files have as the key.")},
        {"export_key_empty", QT_TR_NOOP("A row of %1 has no key, so it is not known who it is."),
         QT_TR_NOOP("Name a column as the key that is filled in every row. The first such row is named below.")},
        {"export_key_doubled", QT_TR_NOOP("Rows of %1 have the same key, so it is not known which of them to compare."),
         QT_TR_NOOP("Name a column as the key that tells all rows apart. The first two such rows are named below.")},
        {"export_nothing_common", QT_TR_NOOP("Besides the key, %1 has no column of the older file."),
         QT_TR_NOOP("Compare exports that have attributes in common.")},
        // Presets
        {"export_presets_damaged", QT_TR_NOOP("The file of saved export presets was damaged and is kept as %1."),
         QT_TR_NOOP("What was sound in it is still there. Look through your presets before you use one.")},
        {"unknown_export_preset", QT_TR_NOOP("There is no export preset %1."),
         QT_TR_NOOP("Look at their names in the export form, or with muster segments presets.")},
        {"export_preset_name_taken", QT_TR_NOOP("There is another export preset with the name of %1."),
         QT_TR_NOOP("Choose another name.")},
        {"too_many_export_presets", QT_TR_NOOP("There are 200 export presets already, so %1 was not saved."),
         QT_TR_NOOP("Delete one that nobody needs.")},
        {"bad_export_preset", QT_TR_NOOP("The export preset %1 could not be read back, so it was not saved."),
         QT_TR_NOOP("Choose at most 1,000 attributes and 100 filters, and a file by its whole path.")},
        {"export_out_missing", QT_TR_NOOP("It was not said which file is to be written."),
         QT_TR_NOOP("Give --out, or --preset with one that names a file.")},
    };
};

} // namespace

constinit const ErrorTable exportErrors{"ExportErrors", ExportErrors::rows};

} // namespace muster
