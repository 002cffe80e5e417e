// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "models/store/posixfile.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <QStringList>

namespace muster {

/// The one way in which whole files of Muster reach the disk. Nothing else writes, renames or creates folders:
/// QSaveFile does not sync the folder, QSettings writes mode 0644, QFile hides a full disk
/// (resources/decisions/durable-files.md). All calls block on the disk; any thread.

/// What happens when the name is taken.
enum class Existing {
    Replace, ///< In one step: a reader sees the old file or the new one, whole. A link is replaced, not followed.
    Refuse, ///< "exists".
};

/// Writes `bytes` beside `path`, syncs, gives it the name, syncs the folder. Mode 0600. When it fails before the rename
/// the old file is untouched and nothing is left behind.
[[nodiscard]] Result<void> writeFileDurably(const QString &path, QByteArrayView bytes,
                                            Existing existing = Existing::Replace,
                                            DiskAccess &disk = DiskAccess::system());
/// The whole file; "too_large" above `limit` bytes, "is_link" for a link, "not_found" where there is none.
[[nodiscard]] Result<QByteArray> readWholeFile(const QString &path, qint64 limit,
                                               DiskAccess &disk = DiskAccess::system());
/// Renames within a folder and syncs the folder. The file itself must have been synced before.
[[nodiscard]] Result<void> renameDurably(const QString &from, const QString &to, Existing existing,
                                         DiskAccess &disk = DiskAccess::system());
/// Removes and syncs the folder. A file that is not there is no error.
[[nodiscard]] Result<void> removeDurably(const QString &path, DiskAccess &disk = DiskAccess::system());
/// Makes creations, renames and removals in `folder` durable.
[[nodiscard]] Result<void> syncFolder(const QString &folder, DiskAccess &disk = DiskAccess::system());
/// A name for a file that is to become `path`: hidden, random, and beside it, because a rename is only one step within
/// a file system.
[[nodiscard]] QString sideName(const QString &path);
/// Removes what a kill in writeFileDurably() left of the files `names` in `folder`: regular files whose name is one
/// that sideName() gives for them. One look at the folder, however many names. Only for whoever is the one writer of
/// these files. Best effort: what cannot be removed stays.
void removeSideFiles(const QString &folder, const QStringList &names, DiskAccess &disk = DiskAccess::system());
/// The same for one file.
void removeSideFiles(const QString &path, DiskAccess &disk = DiskAccess::system());
/// The folder that `path` lies in.
[[nodiscard]] QString folderOf(const QString &path);

/// Makes the folder and its missing parents with mode 0700, or takes group's and others' rights from an existing one
/// (S03). Refuses ("folder_shared") one that is meant for many: sticky or set-group-id, as /tmp is.
[[nodiscard]] Result<void> makePrivateFolder(const QString &path, DiskAccess &disk = DiskAccess::system());
/// Gives an existing file mode 0600 if it has another (S03). A file that is not there is no error.
[[nodiscard]] Result<void> makePrivateFile(const QString &path);

/// Puts a damaged file out of the way as FILE.damaged-YYYYMMDD-HHMMSS (with -2, -3 ... when taken) and returns that
/// name (F98, F99).
[[nodiscard]] Result<QString> keepBeside(const QString &path, DiskAccess &disk = DiskAccess::system());

/// writeFileDurably() for files that are too big for one piece: grows beside the target, is synced and takes its name
/// in finish(). What is not finished when the object goes is removed. One thread at a time; blocks on the disk.
class DurableWriter
{
public:
    [[nodiscard]] static Result<DurableWriter> create(const QString &path, Existing existing,
                                                      DiskAccess &disk = DiskAccess::system());
    DurableWriter(DurableWriter &&other) noexcept;
    DurableWriter &operator=(DurableWriter &&) = delete;
    ~DurableWriter();

    /// Buffered by the megabyte. After an error only the end of the object makes sense.
    [[nodiscard]] Result<void> append(QByteArrayView bytes);
    [[nodiscard]] Result<void> finish();

private:
    DurableWriter(QString path, QString side, Existing existing, PosixFile file, DiskAccess &disk);
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> named(Result<void> result) const;

    QString m_path, m_side; ///< m_side empty: nothing to remove.
    Existing m_existing;
    PosixFile m_file;
    DiskAccess *m_disk;
    QByteArray m_buffer;
};

} // namespace muster
