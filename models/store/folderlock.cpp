// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/folderlock.h"

#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <QFile>
#include <cerrno>
#include <sys/file.h>
#include <sys/stat.h>

namespace muster {

namespace {

Result<PosixFile> openOrCreate(const QString &path)
{
    auto file = PosixFile::createExclusive(path);
    if (!file && fileTrouble(file.error()) == FileTrouble::Exists)
        return PosixFile::openExisting(path, PosixFile::Access::ReadWrite);
    return file;
}

// Somebody may have removed the file between our open and our lock: then we would hold a lock that nobody else can see.
bool stillNamed(const PosixFile &file)
{
    struct stat ours = {};
    struct stat named = {};
    return ::fstat(file.descriptor(), &ours) == 0 && ::lstat(QFile::encodeName(file.path()).constData(), &named) == 0
        && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

} // namespace

FolderLock::FolderLock(PosixFile file)
    : m_file(std::move(file))
{
}

Result<FolderLock> FolderLock::acquire(const QString &folder)
{
    const QString path = folder + QStringLiteral("/.lock");
    TRY_VOID(makePrivateFile(path));
    for (int attempt = 0; attempt < 10; ++attempt) {
        TRY(file, openOrCreate(path));
        int locked = -1;
        do {
            locked = ::flock(file->descriptor(), LOCK_EX | LOCK_NB);
        } while (locked != 0 && errno == EINTR);
        if (locked != 0 && errno == EWOULDBLOCK)
            return failure(ErrorKind::InUse, "folder_in_use", folder);
        if (locked != 0)
            return failure(fileError(errno, path));
        if (stillNamed(*file))
            return FolderLock(*std::move(file));
    }
    return failure(ErrorKind::InUse, "folder_in_use", folder);
}

} // namespace muster
