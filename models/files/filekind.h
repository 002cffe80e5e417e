// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QObject>
#include <QStringList>
#include <array>

namespace muster {

/// What the beginning of a JSON text shows, although it may be cut anywhere: which members the outermost object has, or
/// the first object of an outermost array. Lenient: it says what the text looks like, not whether it is JSON. Takes
/// linear time and no stack. Pure, any thread.
struct JsonHead
{
    static constexpr qsizetype maxMembers = 100; ///< Later ones are passed over.
    static constexpr qsizetype maxDepth = 512;

    bool isObject = false, isArray = false; ///< What is outermost; neither: no JSON object or array begins here.
    QByteArrayList members; ///< As they stand between their quotation marks, in order; of a whole name only.
    bool isFlat = true; ///< None of these members is an object or an array, so far.
    qsizetype end = -1; ///< Behind the outermost value; -1: it does not end here.
    qsizetype wrong = -1; ///< The first byte that no JSON can have there; -1: none.

    [[nodiscard]] bool has(const char *member) const { return members.contains(member); }
};

/// `text`: UTF-8 without byte order mark; blanks may stand in front.
[[nodiscard]] JsonHead lookAtJson(QByteArrayView text);

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

/// A file and what it looks like, or why it can't be looked at.
struct LookedFile
{
    QString file; ///< Absolute.
    Result<FileGuess> guess;
};

/// Looks at files for a window, see guessFileKind(); on a worker, because they may stand on a slow disk. An answer that
/// a newer question overtook is dropped. GUI thread.
class FileLook : public QObject
{
    Q_OBJECT

public:
    explicit FileLook(QObject *parent = nullptr);
    void request(const QStringList &files);

Q_SIGNALS:
    void looked(const QList<muster::LookedFile> &files);

private:
    QStringList m_asked;
    WorkerJob<QList<LookedFile>> m_job;
};

} // namespace muster
