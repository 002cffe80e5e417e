// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/durablefile.h"
#include "models/store/posixfile.h"

namespace muster {

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
