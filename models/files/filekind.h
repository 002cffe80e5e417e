// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArray>
#include <QMetaType>
#include <array>

namespace muster {

/// What can be done with a file that a person brings.
enum class FileKind {
    Contacts, ///< A table with telephone numbers, for a dry run of sanitising.
    CrmData, ///< A table with values, for enriching a contact list.
    Criteria, ///< Criteria or the definition of an audience.
    Transcript, ///< What was said, for a dry run of masking.
};
inline constexpr std::array allFileKinds{FileKind::Contacts, FileKind::CrmData, FileKind::Criteria,
                                         FileKind::Transcript};

/// What a file looks like. Never a refusal of another kind: a person may know better.
struct FileGuess
{
    /// By what it was told.
    enum class Sign {
        Numbers, ///< A column of telephone numbers; `subject` is its name.
        Ids, ///< A column of ids and none of numbers; `subject` is its name.
        Table, ///< Rows and columns, of which none says more.
        Member, ///< A member of JSON; `subject` is its name.
        Speakers, ///< Lines that begin with a name and a colon.
        Nothing, ///< Text or JSON, of which no more is known.
    };
    FileKind kind = FileKind::Transcript;
    bool isCertain = false; ///< Nothing else was likely: it need not be asked.
    Sign sign = Sign::Nothing;
    QString subject; ///< From outside: shown by visibleText().
    bool operator==(const FileGuess &) const = default;
};

inline constexpr qsizetype fileKindBytes = 64 * 1024;

/// `head`: the first fileKindBytes of the file, or all of it if `isWhole`. `name` is its name: only where its end is
/// that of a table (csv, tsv) it counts. Pure, any thread.
///
/// BadInput "file_empty", "file_binary", "file_workbook" (a workbook, a document or an archive), "file_long_line" (not
/// one line end in it all, and no JSON), "file_broken_json" (`detail`: the byte), "file_own" (`subject`: the format; a
/// file that another page of Muster reads). Where there is no other, `subject` is the name.
[[nodiscard]] Result<FileGuess> guessFileKind(const QByteArray &head, bool isWhole, const QString &name);

/// The same of a file. File "not_found", "not_readable", "file_folder", "file_special" (a pipe, a device: they could
/// keep who reads waiting for ever). Blocks for a moment: for a worker.
[[nodiscard]] Result<FileGuess> guessFileKind(const QString &file);

} // namespace muster

Q_DECLARE_METATYPE(muster::FileGuess)
