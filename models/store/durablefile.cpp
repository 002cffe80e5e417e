// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/durablefile.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSet>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster {

namespace {

constexpr qsizetype tagDigits = 8;
constexpr QLatin1String sideSuffix(".tmp");

/// What side names keep of a file's own: a name that is long already must not grow past what a folder takes.
QString keptOf(const QString &fileName)
{
    return fileName.left(200);
}

bool isTag(QStringView text)
{
    return text.size() == tagDigits && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

Result<void> writeSynced(const QString &path, QByteArrayView bytes, DiskAccess &disk)
{
    TRY(file, PosixFile::createExclusive(path, disk));
    return file->writeAll(bytes).and_then([&] { return file->sync(); }).and_then([&] { return file->close(); });
}

} // namespace

QString sideName(const QString &path)
{
    const quint32 tag = QRandomGenerator::system()->generate();
    return folderOf(path) + u"/." + keptOf(QFileInfo(path).fileName()) + u'.'
        + QString::number(tag, 16).rightJustified(tagDigits, u'0') + sideSuffix;
}

void removeSideFiles(const QString &folder, const QStringList &names, DiskAccess &disk)
{
    QSet<QString> kept;
    for (const QString &name : names)
        kept.insert(keptOf(name));
    // ".NAME.TAG.tmp", taken apart from its end: the name itself may hold anything.
    const qsizetype ending = 1 + tagDigits + sideSuffix.size();
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    while (files.hasNext()) {
        files.next();
        const QString file = files.fileName();
        if (file.size() <= 1 + ending || !file.startsWith(u'.') || !file.endsWith(sideSuffix))
            continue;
        const QStringView tag = QStringView(file).chopped(sideSuffix.size()).last(tagDigits);
        if (file[file.size() - ending] == u'.' && isTag(tag) && kept.contains(file.sliced(1).chopped(ending)))
            (void)disk.remove(QFile::encodeName(files.filePath()));
    }
}

void removeSideFiles(const QString &path, DiskAccess &disk)
{
    removeSideFiles(folderOf(path), {QFileInfo(path).fileName()}, disk);
}

QString folderOf(const QString &path)
{
    return QFileInfo(path).path();
}

Result<void> writeFileDurably(const QString &path, QByteArrayView bytes, Existing existing, DiskAccess &disk)
{
    const QString side = sideName(path);
    const auto named = [&](ApiError error) {
        error.subject = path; // the side name says nothing to a person
        return failure(std::move(error));
    };
    if (const auto written = writeSynced(side, bytes, disk); !written) {
        if (fileTrouble(written.error()) != FileTrouble::Exists)
            (void)disk.remove(QFile::encodeName(side));
        return named(written.error());
    }
    const QByteArray from = QFile::encodeName(side);
    const QByteArray to = QFile::encodeName(path);
    const int renamed = existing == Existing::Replace ? disk.rename(from, to) : disk.renameToNew(from, to);
    if (renamed != 0) {
        const ApiError error = fileError(errno, path);
        (void)disk.remove(from);
        return failure(error);
    }
    return syncFolder(folderOf(path), disk);
}

Result<QByteArray> readWholeFile(const QString &path, qint64 limit, DiskAccess &disk)
{
    TRY(file, PosixFile::openExisting(path, PosixFile::Access::ReadOnly, disk));
    if (file->size() > limit)
        return failure(fileError(EFBIG, path));
    return file->pread(0, file->size());
}

Result<void> renameDurably(const QString &from, const QString &to, Existing existing, DiskAccess &disk)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    const int renamed = existing == Existing::Replace ? disk.rename(source, target) : disk.renameToNew(source, target);
    if (renamed != 0)
        return failure(fileError(errno, to));
    return syncFolder(folderOf(to), disk);
}

Result<void> removeDurably(const QString &path, DiskAccess &disk)
{
    if (disk.remove(QFile::encodeName(path)) != 0) {
        if (errno == ENOENT)
            return {};
        return failure(fileError(errno, path));
    }
    return syncFolder(folderOf(path), disk);
}

Result<void> syncFolder(const QString &folder, DiskAccess &disk)
{
    const int fd = disk.open(QFile::encodeName(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd < 0)
        return failure(fileError(errno, folder));
    const int synced = disk.sync(fd);
    const int why = errno;
    (void)disk.close(fd);
    // Some network file systems cannot sync a folder and say EINVAL; they do it with the rename.
    if (synced != 0 && why != EINVAL)
        return failure(fileError(why, folder));
    return {};
}

Result<void> makePrivateFolder(const QString &path, DiskAccess &disk)
{
    const QByteArray name = QFile::encodeName(QDir::cleanPath(path));
    struct stat status = {};
    if (::stat(name.constData(), &status) == 0) {
        if (!S_ISDIR(status.st_mode))
            return failure(fileError(ENOTDIR, path));
        if ((status.st_mode & (S_ISVTX | S_ISGID)) != 0)
            return failure(ErrorKind::File, "folder_shared", path);
        // The owner's own rights are left as they are: a folder that was made unwritable is meant to be (F108).
        if ((status.st_mode & 0077) != 0 && ::chmod(name.constData(), status.st_mode & 0700) != 0)
            return failure(fileError(errno, path));
        return {};
    }
    if (errno != ENOENT)
        return failure(fileError(errno, path));
    const QString parent = folderOf(QDir::cleanPath(path));
    if (!QFileInfo::exists(parent)) {
        TRY_VOID(makePrivateFolder(parent, disk));
    }
    if (disk.makeFolder(name, 0700) != 0)
        return failure(fileError(errno, path));
    // Against a umask that takes the owner's rights; a set-group-id bit that the parent handed down goes as well.
    if (::chmod(name.constData(), 0700) != 0)
        return failure(fileError(errno, path));
    return syncFolder(parent, disk);
}

Result<void> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    if (::lstat(name.constData(), &status) != 0)
        return errno == ENOENT ? Result<void>() : failure(fileError(errno, path));
    if (S_ISLNK(status.st_mode))
        return failure(fileError(ELOOP, path));
    if ((status.st_mode & 07777) != 0600 && ::chmod(name.constData(), 0600) != 0)
        return failure(fileError(errno, path));
    return {};
}

Result<QString> keepBeside(const QString &path, DiskAccess &disk)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString base = path + QStringLiteral(".damaged-") + stamp;
    for (int number = 1; number < 100; ++number) {
        const QString name = number == 1 ? base : base + u'-' + QString::number(number);
        const auto renamed = renameDurably(path, name, Existing::Refuse, disk);
        if (renamed)
            return name;
        if (fileTrouble(renamed.error()) != FileTrouble::Exists)
            return failure(renamed.error());
    }
    return failure(fileError(EEXIST, base));
}

namespace {
constexpr qsizetype bufferBytes = 1024 * 1024;
}

Result<DurableWriter> DurableWriter::create(const QString &path, Existing existing, DiskAccess &disk)
{
    const QString side = sideName(path);
    auto file = PosixFile::createExclusive(side, disk);
    if (!file) {
        ApiError error = file.error();
        error.subject = path; // the side name says nothing to a person
        return failure(std::move(error));
    }
    return DurableWriter(path, side, existing, *std::move(file), disk);
}

DurableWriter::DurableWriter(QString path, QString side, Existing existing, PosixFile file, DiskAccess &disk)
    : m_path(std::move(path))
    , m_side(std::move(side))
    , m_existing(existing)
    , m_file(std::move(file))
    , m_disk(&disk)
{
}

DurableWriter::DurableWriter(DurableWriter &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_side(std::exchange(other.m_side, {}))
    , m_existing(other.m_existing)
    , m_file(std::move(other.m_file))
    , m_disk(other.m_disk)
    , m_buffer(std::move(other.m_buffer))
{
}

DurableWriter::~DurableWriter()
{
    if (!m_side.isEmpty())
        (void)m_disk->remove(QFile::encodeName(m_side));
}

Result<void> DurableWriter::append(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    return m_buffer.size() < bufferBytes ? Result<void>() : flush();
}

Result<void> DurableWriter::finish()
{
    const auto written = flush().and_then([this] { return m_file.sync(); }).and_then([this] { return m_file.close(); });
    if (!written)
        return named(written);
    const auto renamed = renameDurably(m_side, m_path, m_existing, *m_disk);
    // A failed sync of the folder comes after the rename: then there is no side file any more, and that is fine.
    if (renamed)
        m_side.clear();
    return named(renamed);
}

Result<void> DurableWriter::flush()
{
    const auto written = named(m_file.writeAll(m_buffer));
    m_buffer.clear();
    return written;
}

Result<void> DurableWriter::named(Result<void> result) const
{
    if (!result)
        result.error().subject = m_path;
    return result;
}

} // namespace muster
