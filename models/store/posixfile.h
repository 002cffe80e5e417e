// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <QtGlobal>

namespace muster {

/// An open regular file, closed with the object. Unlike QFile it writes at once and tells every failure with its cause
/// (a full disk is "disk_full" from writeAll(), not an unknown error from a flush long after).
/// Links are never followed (S20); new files have mode 0600 whatever the umask (S03). One thread at a time; blocks.
///
/// After an I/O error in a write, or a failed sync, the file counts as damaged: writeAll() and sync() repeat that error
/// for ever, because a second fsync would report success for data that the kernel has already dropped (F95).
/// A full disk is no damage: cut back with truncate() and go on once there is space (F94).
class PosixFile
{
public:
    enum class Access { ReadOnly, ReadWrite };

    /// A new file; "exists" when the name is taken, also by a dangling link.
    [[nodiscard]] static Result<PosixFile> createExclusive(const QString &path,
                                                           DiskAccess &disk = DiskAccess::system());
    /// An existing regular file; "is_link" for a symbolic link, "not_a_file" for anything else.
    [[nodiscard]] static Result<PosixFile> openExisting(const QString &path, Access access,
                                                        DiskAccess &disk = DiskAccess::system());
    PosixFile(PosixFile &&other) noexcept;
    PosixFile &operator=(PosixFile &&other) noexcept;
    PosixFile(const PosixFile &) = delete;
    PosixFile &operator=(const PosixFile &) = delete;
    ~PosixFile();

    /// Appends. After an error some of the bytes may be in the file: truncate() to the size before.
    [[nodiscard]] Result<void> writeAll(QByteArrayView bytes);
    /// Overwrites in place, or extends.
    [[nodiscard]] Result<void> writeAt(qint64 offset, QByteArrayView bytes);
    /// Up to `size` bytes; fewer only at the end of the file.
    [[nodiscard]] Result<QByteArray> pread(qint64 offset, qint64 size) const;
    /// Cuts (or extends with zeros); the next writeAll() goes to the new end. Allowed after a failed write.
    [[nodiscard]] Result<void> truncate(qint64 size);
    /// Content, length and attributes are on the disk when it returns; for a new file sync the folder as well.
    [[nodiscard]] Result<void> sync();
    /// Content and length only: cheaper where the same file grows again and again.
    [[nodiscard]] Result<void> syncData();
    [[nodiscard]] Result<void> close();

    [[nodiscard]] qint64 size() const { return m_size; } ///< As written by this object; others' writes do not show.
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Whether `path` is a name of this file now: nobody has renamed, removed or replaced it.
    [[nodiscard]] bool isAt(const QString &path) const;
    /// The descriptor, for locks. Stays with the object.
    [[nodiscard]] int descriptor() const { return m_fd; }

private:
    PosixFile(int fd, QString path, DiskAccess &disk);
    [[nodiscard]] Result<void> finishSync(int outcome);
    [[nodiscard]] ApiError lastError() const;

    DiskAccess *m_disk;
    QString m_path;
    int m_fd = -1;
    qint64 m_size = 0;
    std::optional<ApiError> m_damage;
};

/// Tells the system that these bytes of `file` will be synced soon, so that the disk may begin. Waits for nothing and
/// proves nothing: the sync is needed all the same, and it tells of what went wrong here (F95). Any thread.
void startWriting(const PosixFile &file, qint64 offset, qint64 size);

} // namespace muster
