// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/fileerrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array fileRows{
    WordsRow{"file_empty",
             {QT_TRANSLATE_NOOP("FileErrors", "There is nothing in the file %1."),
              QT_TRANSLATE_NOOP("FileErrors", "Save it again in the program that made it, then open it here.")}},
    WordsRow{
        "file_binary",
        {QT_TRANSLATE_NOOP("FileErrors", "The file %1 is no text, so nothing in it can be read."),
         QT_TRANSLATE_NOOP("FileErrors", "Choose a table (CSV, TSV, JSON Lines), criteria (JSON) or a transcript.")}},
    WordsRow{"file_workbook",
             {QT_TRANSLATE_NOOP("FileErrors", "The file %1 is a workbook, a document or an archive, not a text."),
              QT_TRANSLATE_NOOP("FileErrors", "Save the sheet as CSV in the program that made it, then open that.")}},
    WordsRow{"file_markup",
             {QT_TRANSLATE_NOOP("FileErrors", "The file %1 is XML or a web page, which Muster does not read."),
              QT_TRANSLATE_NOOP("FileErrors", "Save the table as CSV in the program that made it, then open that.")}},
    WordsRow{
        "file_long_line",
        {QT_TRANSLATE_NOOP("FileErrors", "The first line of the file %1 does not end within its first 64 KiB."),
         QT_TRANSLATE_NOOP("FileErrors", "Save it with a line for each contact, or for each thing that was said.")}},
    WordsRow{"file_broken_json",
             {QT_TRANSLATE_NOOP("FileErrors", "The file %1 begins like JSON and is not: the byte is named below."),
              QT_TRANSLATE_NOOP("FileErrors", "Mend it in the program that made it, then open it again.")}},
    WordsRow{"file_own",
             {QT_TRANSLATE_NOOP("FileErrors", "The file is one of Muster\u2019s own (%1), and not opened here."),
              QT_TRANSLATE_NOOP("FileErrors",
                                "Import it where such a file is saved: connections under Connections, policies under "
                                "Transcripts, directives and mappings under Contact lists.")}},
    WordsRow{"file_folder",
             {QT_TRANSLATE_NOOP("FileErrors", "%1 is a folder, not a file."),
              QT_TRANSLATE_NOOP("FileErrors", "Choose one or several files in it.")}},
    WordsRow{"file_special",
             {QT_TRANSLATE_NOOP("FileErrors", "%1 is a device or a pipe, not a file."),
              QT_TRANSLATE_NOOP("FileErrors", "Save what comes out of it in a file, then open that.")}},
    WordsRow{
        "file_too_large_to_try",
        {QT_TRANSLATE_NOOP("FileErrors", "The file %1 is larger than the 16 MiB that are tried in a window."),
         QT_TRANSLATE_NOOP("FileErrors", "Mask it with \u201cmuster transcripts mask\u201d, which takes any size.")}},
};

} // namespace

const CodeWords *fileErrorWords(QStringView code)
{
    return findWords(fileRows, code);
}

std::span<const WordsRow> fileErrorRows()
{
    return fileRows;
}

} // namespace muster
